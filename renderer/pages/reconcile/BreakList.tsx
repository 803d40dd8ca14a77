import { useEffect, type RefObject } from 'react';
import { CheckOutlined, WarningOutlined } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { ageInPeriods } from '../../../shared/close';
import type { Period } from '../../../shared/period';
import type { StoredBreak } from '../../../shared/desk/api';
import type { DecidedBreaks } from '../../store/break-table';
import { useNames } from '../../app/session/lookups';
import { Money } from '../../app/parts/Money';
import { classHint } from './class-hint';
import { BreakStatusTag } from './BreakStatusTag';
import { breakFacts } from './break-facts';

const ROW = 40;
/** Of two lines, beside the panel. */
const TALL_ROW = 54;

interface BreakListProps {
  readonly breaks: DecidedBreaks;
  /** Rows of the breaks, in the order of the screen. */
  readonly list: Uint32Array;
  /** Index of the current break, -1 for none. */
  readonly at: number;
  /** Month that ages are counted to. */
  readonly latest: Period;
  readonly picked: ReadonlySet<string>;
  /** Beside the panel: two lines a break. */
  readonly compact: boolean;
  /** Said where no break is in the list. */
  readonly empty: string;
  readonly boxRef: RefObject<HTMLDivElement | null>;
  onToggle(id: string): void;
  onOpen(item: StoredBreak): void;
}

/** The breaks as rows; only those in sight are drawn. */
export function BreakList({ breaks, list, at, latest, picked, compact, empty, boxRef, onToggle, onOpen }: BreakListProps) {
  const { t } = useTranslation();
  const names = useNames();
  const height = compact ? TALL_ROW : ROW;
  const rows = useVirtualizer({
    count: list.length,
    getScrollElement: () => boxRef.current,
    estimateSize: () => height,
    overscan: 8,
    getItemKey: (index) => list[index] ?? `gone-${index}`,
  });
  useEffect(() => rows.measure(), [rows, height]);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows, height]);
  const current = at >= 0 ? breaks.at(list[at]!) : undefined;
  return (
    <>
      {!compact && (
        <div className="break-grid break-heads" aria-hidden="true">
          <span />
          <span>{t('columns.class')}</span>
          <span>{t('columns.status')}</span>
          <span>{t('reconcile.party')}</span>
          <span>{t('columns.serviceName')}</span>
          <span className="money">{t('reconcile.ledgerSide')}</span>
          <span className="money">{t('reconcile.billOrExpected')}</span>
          <span className="money">{t('columns.difference')}</span>
        </div>
      )}
      <div
        ref={boxRef}
        className="break-scroll"
        role="listbox"
        aria-multiselectable
        tabIndex={0}
        aria-label={t('reconcile.breaks')}
        aria-activedescendant={current ? `break-${current.id}` : undefined}
        data-testid="break-list"
      >
        {list.length === 0 && <p className="state">{empty}</p>}
        <div style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const number = list[row.index];
            if (number === undefined) return null;
            const item = breaks.at(number);
            const party = item.customerName ?? names.party(item.customer ?? item.counterparty);
            const moved = item.decision !== null && breaks.wantsWord(number);
            // Drawn, not a field of its own: the list has the focus, and an option must hold nothing that could take it.
            const pick = (
              <span
                className={picked.has(item.id) ? 'pick-mark on' : 'pick-mark'}
                aria-hidden="true"
                title={t('reconcile.pick')}
                onClick={(event) => {
                  event.stopPropagation();
                  onToggle(item.id);
                }}
              >
                {picked.has(item.id) && <CheckOutlined />}
              </span>
            );
            const status = (
              <>
                <BreakStatusTag status={item.status} />
                {moved && <WarningOutlined className="break-moved" title={t('reconcile.moved')} aria-label={t('reconcile.moved')} />}
                {item.period < latest && (
                  <span className="muted break-age"> {t('reconcile.age.short', { n: ageInPeriods(item.period, latest) })}</span>
                )}
              </>
            );
            const same = {
              id: `break-${item.id}`,
              role: 'option',
              'aria-selected': row.index === at,
              'aria-checked': picked.has(item.id),
              'aria-posinset': row.index + 1,
              'aria-setsize': list.length,
              'data-testid': 'break-row',
              'data-class': item.class,
              'data-id': item.id,
              'data-status': item.status,
              style: { top: row.start, height },
              onClick: () => onOpen(item),
            } as const;
            const mark = row.index === at ? ' current' : '';
            const facts = breakFacts(item, breaks.table.scope);
            const difference = breaks.differenceText(number);
            return compact ? (
              <div key={row.key} {...same} className={`break-row break-two${mark}`}>
                {pick}
                <span className="break-class">{t(`codes.breakClass.${item.class}`)}</span>
                <span className="money">
                  <Money value={difference ?? item.ledgerAmount} facts={difference === null ? facts.ledger : facts.difference} />
                  {difference === null && item.ledgerCurrency && <span className="muted"> {item.ledgerCurrency}</span>}
                </span>
                <span className="muted break-what" title={[party, names.service(item.service)].filter(Boolean).join(' · ')}>
                  {[party, names.service(item.service)].filter(Boolean).join(' · ')}
                </span>
                <span className="break-state">{status}</span>
              </div>
            ) : (
              <div key={row.key} {...same} className={`break-row break-grid${mark}`}>
                {pick}
                <span className="break-class" title={classHint(t, item)}>
                  {t(`codes.breakClass.${item.class}`)}
                </span>
                <span>{status}</span>
                <span title={item.customer ?? item.counterparty ?? undefined}>{party}</span>
                <span title={item.service ?? undefined}>{names.service(item.service)}</span>
                <span className="money">
                  <Money value={item.ledgerAmount} facts={facts.ledger} />
                  {item.ledgerCurrency && <span className="muted"> {item.ledgerCurrency}</span>}
                </span>
                <Money value={item.expectedAmount ?? item.billAmount} facts={facts.bill} />
                <Money value={difference} facts={facts.difference} />
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}

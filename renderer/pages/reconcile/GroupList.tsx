import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Checkbox, Input } from 'antd';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslation } from 'react-i18next';
import { absolute, formatUnits } from '../../../shared/money';
import { moneyText } from '../../app/parts/Money';
import { useNames } from '../../app/session/lookups';
import { countText } from '../../app/words';
import type { DecidedBreaks } from '../../store/break-table';

const ROW = 46;

interface GroupListProps {
  readonly breaks: DecidedBreaks;
  /** Rows of the breaks of this side, largest first. */
  readonly rows: readonly number[];
  readonly picked: ReadonlySet<number>;
  /** Rows that would bring the remainder to zero. */
  readonly fitting: readonly number[];
  readonly title: string;
  readonly testid: string;
  /** Has the focus when the dialog opens. */
  readonly focused?: boolean;
  serviceName(code: string | null): string;
  onToggle(row: number): void;
}

/** One side of a group: what is open there, looked for by text, picked with the space key or the mouse. */
export function GroupList({ breaks, rows, picked, fitting, title, testid, focused = false, serviceName, onToggle }: GroupListProps) {
  const { t } = useTranslation();
  const names = useNames();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const shown = useMemo(() => {
    if (text.trim() === '') return rows;
    const fits = breaks.searcher(text, serviceName);
    return rows.filter((row) => picked.has(row) || fits(row));
  }, [rows, text, breaks, serviceName, picked]);
  const fits = useMemo(() => new Set(fitting), [fitting]);
  const virtual = useVirtualizer({ count: shown.length, getScrollElement: () => box.current, estimateSize: () => ROW, overscan: 6 });
  const place = Math.min(at, shown.length - 1);
  const go = (next: number): void => {
    const to = Math.max(0, Math.min(shown.length - 1, next));
    setAt(to);
    virtual.scrollToIndex(to, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(place + 1),
      j: () => go(place + 1),
      ArrowUp: () => go(place - 1),
      k: () => go(place - 1),
      Home: () => go(0),
      End: () => go(shown.length - 1),
      PageDown: () => go(place + 6),
      PageUp: () => go(place - 6),
      ' ': () => shown[place] !== undefined && onToggle(shown[place]),
      x: () => shown[place] !== undefined && onToggle(shown[place]),
      Enter: () => shown[place] !== undefined && onToggle(shown[place]),
    };
    const pressed = moves[event.key];
    if (!pressed) return;
    event.preventDefault();
    pressed();
  };
  const idOf = (row: number): string => `${testid}-${breaks.table.ids[row]!}`;
  return (
    <section className="group-side" aria-label={title}>
      <div className="row spread">
        <strong>{title}</strong>
        <span className="muted figure">{t('reconcile.shown', { n: countText(shown.length) })}</span>
      </div>
      <Input
        allowClear
        size="small"
        placeholder={t('reconcile.filter.text')}
        aria-label={`${title} · ${t('reconcile.filter.text')}`}
        value={text}
        data-testid={`${testid}-text`}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
          event.preventDefault();
          box.current?.focus();
        }}
      />
      <div
        ref={box}
        className="group-scroll"
        role="listbox"
        aria-multiselectable
        aria-label={title}
        tabIndex={0}
        data-first={focused || undefined}
        data-testid={testid}
        data-count={shown.length}
        aria-activedescendant={shown[place] === undefined ? undefined : idOf(shown[place])}
        onKeyDown={onKeyDown}
      >
        {shown.length === 0 && <p className="state">{t('reconcile.group.empty')}</p>}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((cell) => {
            const row = shown[cell.index];
            if (row === undefined) return null;
            const item = breaks.at(row);
            const chosen = picked.has(row);
            return (
              <div
                key={row}
                id={idOf(row)}
                role="option"
                aria-selected={chosen}
                className={`group-row${cell.index === place ? ' current' : ''}${chosen ? ' picked' : ''}`}
                style={{ top: cell.start, height: ROW }}
                data-testid={`${testid}-row`}
                data-id={item.id}
                onClick={() => {
                  setAt(cell.index);
                  onToggle(row);
                }}
              >
                <Checkbox checked={chosen} tabIndex={-1} aria-hidden />
                <span className="group-name">
                  {(item.customerName ?? names.party(item.customer ?? item.counterparty)) || t('reconcile.group.unnamed')}
                </span>
                <span className="money">{moneyText(formatUnits(absolute(breaks.difference(row) ?? 0n)))}</span>
                <span className="muted group-what">
                  {[item.period, names.service(item.service), t(`codes.breakClass.${item.class}`)].filter(Boolean).join(' · ')}
                </span>
                {fits.has(row) && <span className="badge">{t('reconcile.group.fits')}</span>}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

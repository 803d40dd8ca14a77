import { useMemo, useState } from 'react';
import { AutoComplete, Button, Input, Select } from 'antd';
import { CheckCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { REASON_CODES } from '../../../shared/journal/entries';
import { formatUnits } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import { Field } from '../../app/parts/Field';
import { moneyText } from '../../app/parts/Money';
import { useSessionState } from '../../app/session/context';
import { useCurrency, useNames } from '../../app/session/lookups';
import { countText } from '../../app/words';
import type { DecidedBreaks, RoleTab } from '../../store/break-table';
import { GroupList } from './GroupList';
import { isLocked } from './break-acts';
import { cancelsOut, fillers, groupSums } from './group-sums';
import type { BreakActs } from './use-break-acts';
import { Dialog } from '../../app/parts/Dialog';

type ReasonCode = (typeof REASON_CODES)[number];

interface GroupDialogProps {
  readonly breaks: DecidedBreaks;
  readonly role: RoleTab;
  readonly closed: ReadonlySet<Period>;
  /** In hand when it opens. */
  readonly first: ReadonlySet<string>;
  /** Month the act is made for where the breaks' own is closed. */
  readonly period: string;
  readonly acts: BreakActs;
  onClose(): void;
  onDone(ids: ReadonlySet<string>, action: 'match' | 'explain'): void;
}

/**
 * What is open on either side, picked by hand until nothing remains: what stands higher in the ledger left, what stands higher in the bill right.
 * At zero the picked cancel out; with a remainder they are explained together, and the remainder stands in the note.
 */
export function GroupDialog({ breaks, role, closed, first, period, acts, onClose, onDone }: GroupDialogProps) {
  const { t } = useTranslation();
  const names = useNames();
  const currency = useCurrency();
  const { settings } = useSessionState();
  const { table } = breaks;
  const sides = useMemo(() => {
    const left: number[] = [];
    const right: number[] = [];
    for (const row of table.bySize) {
      if (table.roles[row] !== role || !breaks.isWaiting(row)) continue;
      const difference = breaks.difference(row);
      if (difference === null || difference === 0n || (table.touches(row, closed) && isLocked(breaks.brief(row), closed))) continue;
      (difference < 0n ? left : right).push(row);
    }
    return { left, right, all: [...left, ...right] };
  }, [breaks, table, role, closed]);
  // By ID: while it is open a sync may end, and the rows of a new result have other numbers.
  const [pickedIds, setPicked] = useState<ReadonlySet<string>>(first);
  const open = useMemo(() => new Set(sides.all), [sides]);
  const picked = useMemo<ReadonlySet<number>>(
    () =>
      new Set(
        [...pickedIds].flatMap((id) => {
          const row = table.row(id);
          return row !== undefined && open.has(row) ? row : [];
        }),
      ),
    [pickedIds, table, open],
  );
  const [reason, setReason] = useState<ReasonCode | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [owner, setOwner] = useState(settings.userName);
  const sums = useMemo(() => groupSums([...picked].map((row) => breaks.difference(row) ?? 0n)), [picked, breaks]);
  const differences = useMemo(() => sides.all.map((row) => breaks.difference(row)!), [sides, breaks]);
  const fitting = useMemo(
    () =>
      picked.size === 0 ? [] : fillers(differences, (place) => picked.has(sides.all[place]!), sums.rest).map((place) => sides.all[place]!),
    [differences, picked, sums.rest, sides],
  );
  const zero = cancelsOut(sums);
  const note =
    typed ??
    t(zero ? 'reconcile.group.noteZero' : 'reconcile.group.noteRest', {
      ledger: moneyText(formatUnits(sums.ledger)),
      bill: moneyText(formatUnits(sums.bill)),
      rest: moneyText(formatUnits(sums.rest)),
    });
  const complete = sums.count > 0 && note.trim() !== '' && owner.trim() !== '' && (zero || reason !== null);
  const toggle = (row: number): void => {
    const id = table.ids[row]!;
    setPicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  const save = async (): Promise<void> => {
    if (!complete || acts.busy) return;
    const ids = [...picked].map((row) => table.ids[row]!);
    const action = zero ? 'match' : 'explain';
    const done = await acts.decide({
      action,
      breaks: ids,
      period,
      reason: zero ? 'matched-by-hand' : reason,
      note: note.trim(),
      owner: owner.trim(),
    });
    if (done) onDone(new Set(ids), action);
  };
  const amount = (units: bigint): string => moneyText(formatUnits(units));
  return (
    <Dialog
      open
      width="min(1180px, 96vw)"
      style={{ top: 24 }}
      title={t('reconcile.group.title')}
      okText={zero ? t('reconcile.group.save') : t('reconcile.group.saveRest', { rest: amount(sums.rest) })}
      cancelText={t('app.act.cancel')}
      confirmLoading={acts.busy}
      okButtonProps={{ disabled: !complete, 'data-testid': 'group-save' }}
      onOk={() => void save()}
      onCancel={onClose}
      // A dialog gives its close button the focus; the work begins in the list.
      afterOpenChange={(open) => open && document.querySelector<HTMLElement>('.group-desk [data-first]')?.focus()}
    >
      <div
        className="group-desk"
        data-testid="group-desk"
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void save();
          }
        }}
      >
        <GroupList
          breaks={breaks}
          rows={sides.left}
          picked={picked}
          fitting={fitting}
          title={t('reconcile.group.ledger')}
          testid="group-ledger"
          serviceName={names.service}
          focused
          onToggle={toggle}
        />
        <div className="group-middle">
          <dl>
            <div>
              <dt>{t('reconcile.group.ledgerSum')}</dt>
              <dd className="figure">{amount(sums.ledger)}</dd>
            </div>
            <div>
              <dt>{t('reconcile.group.billSum')}</dt>
              <dd className="figure">{amount(sums.bill)}</dd>
            </div>
          </dl>
          <div className={zero ? 'group-rest zero' : 'group-rest'} role="status" aria-live="polite">
            <div className="muted">{t('reconcile.group.rest', { currency })}</div>
            <strong className="figure" data-testid="group-remainder" data-amount={formatUnits(sums.rest)}>
              {zero && <CheckCircleFilled aria-hidden />} {amount(sums.rest)}
            </strong>
            <div className="muted">
              {zero
                ? t('reconcile.group.isZero')
                : sums.rest > 0n
                  ? t('reconcile.group.billMore')
                  : sums.rest < 0n
                    ? t('reconcile.group.ledgerMore')
                    : t('reconcile.group.start')}
            </div>
          </div>
          {fitting.length > 0 && (
            <Button size="small" onClick={() => toggle(fitting[0]!)} data-testid="group-fill">
              {t('reconcile.group.fill', { n: countText(fitting.length) })}
            </Button>
          )}
          {picked.size > 0 && (
            <Button size="small" type="link" onClick={() => setPicked(new Set())}>
              {t('reconcile.group.clear', { n: countText(picked.size) })}
            </Button>
          )}
        </div>
        <GroupList
          breaks={breaks}
          rows={sides.right}
          picked={picked}
          fitting={fitting}
          title={t('reconcile.group.bill')}
          testid="group-bill"
          serviceName={names.service}
          onToggle={toggle}
        />
        <div className="group-words">
          {!zero && (
            <Field label={t('reconcile.dialog.reason')}>
              {(id) => (
                <Select
                  id={id}
                  data-testid="group-reason"
                  value={reason}
                  placeholder={t('reconcile.dialog.choose')}
                  options={REASON_CODES.map((value) => ({ value, label: t(`codes.reason.${value}`) }))}
                  onChange={setReason}
                />
              )}
            </Field>
          )}
          <Field label={t('period.close.note')}>
            {(id) => (
              <Input id={id} maxLength={2000} value={note} data-testid="group-note" onChange={(event) => setTyped(event.target.value)} />
            )}
          </Field>
          <Field label={t('period.close.owner')}>
            {(id) => (
              <AutoComplete
                id={id}
                value={owner}
                options={settings.users.map((value) => ({ value }))}
                onChange={(value) => setOwner(value.slice(0, 80))}
              >
                <Input maxLength={80} data-testid="group-owner" />
              </AutoComplete>
            )}
          </Field>
        </div>
        <p className="muted group-hint">{t('reconcile.group.hint')}</p>
      </div>
    </Dialog>
  );
}

import { useMemo, useState } from 'react';
import { AutoComplete, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { REASON_CODES } from '../../../shared/journal/entries';
import { formatUnits, parseOptionalUnits, sum } from '../../../shared/money';
import { useSessionState } from '../../app/session/context';
import { moneyText } from '../../app/parts/Money';
import { Field } from '../../app/parts/Field';
import { countText } from '../../app/words';
import { countedIn, type ActedBreak } from '../../store/break-table';
import type { WordedAct } from './break-acts';
import { ActProgressLine } from './ActProgressLine';
import { reasonOfClass } from './proposal';
import type { BreakActs } from './use-break-acts';
import { Dialog } from '../../app/parts/Dialog';

type ReasonCode = (typeof REASON_CODES)[number];

interface DecisionDialogProps {
  readonly kind: WordedAct;
  readonly breaks: readonly ActedBreak[];
  /** Month looked at; null for all. */
  readonly scope: string | null;
  /** Month the act is made for where the breaks' own is closed. */
  readonly period: string;
  readonly acts: BreakActs;
  onClose(): void;
  onDone(): void;
}

/** Explains breaks, matches them with each other, carries them forward (a reason and an owner each) or assigns them (an owner). */
export function DecisionDialog({ kind, breaks, scope, period, acts, onClose, onDone }: DecisionDialogProps) {
  const { t } = useTranslation();
  const { settings } = useSessionState();
  const [reason, setReason] = useState<ReasonCode | null>(kind === 'match' ? 'matched-by-hand' : proposedReason(breaks));
  const [note, setNote] = useState('');
  const [owner, setOwner] = useState(kind === 'assign' ? (breaks[0]?.owner ?? '') : settings.userName);
  const complete = owner.trim() !== '' && (kind === 'assign' || (reason !== null && (kind === 'carry' || note.trim() !== '')));
  const total = useMemo(() => formatUnits(sum(breaks.map((item) => parseOptionalUnits(countedIn(item, scope)) ?? 0n))), [breaks, scope]);
  const without = useMemo(() => breaks.filter(({ difference }) => difference === null).length, [breaks]);
  const save = async (): Promise<void> => {
    const done = await acts.decide({
      breaks: breaks.map(({ id }) => id),
      period,
      action: kind,
      reason: kind === 'assign' ? null : reason,
      note: note.trim(),
      owner: owner.trim(),
    });
    if (done) onDone();
  };
  return (
    <Dialog
      open
      title={t(`reconcile.dialog.${kind}`, { n: countText(breaks.length) })}
      okText={t(`reconcile.${kind}`)}
      cancelText={acts.progress ? t('reconcile.dialog.stop') : t('app.act.cancel')}
      confirmLoading={acts.busy}
      okButtonProps={{ disabled: !complete, 'data-testid': 'decision-save' }}
      cancelButtonProps={{ 'data-testid': 'decision-cancel' }}
      onOk={() => void save()}
      onCancel={() => (acts.progress ? acts.stop() : onClose())}
    >
      <form
        className="stack"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          if (complete && !acts.busy) void save();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) void save();
        }}
      >
        <span className="muted figure" data-testid="decision-preview" data-count={breaks.length} data-total={total}>
          {breaks.length > 1 && `${t('reconcile.dialog.counted', { n: countText(breaks.length) })} · `}
          {t('reconcile.dialog.total', { amount: moneyText(total) })}
          {without > 0 && ` · ${t('reconcile.progress.without', { n: countText(without) })}`}
          {kind === 'carry' && ` · ${t('reconcile.dialog.carryHint')}`}
        </span>
        {acts.progress && <ActProgressLine progress={acts.progress} />}
        {kind !== 'assign' && (
          <Field label={t('reconcile.dialog.reason')}>
            {(id) => (
              <Select
                id={id}
                autoFocus
                data-testid="decision-reason"
                value={reason}
                placeholder={t('reconcile.dialog.choose')}
                options={REASON_CODES.map((value) => ({ value, label: t(`codes.reason.${value}`) }))}
                onChange={setReason}
              />
            )}
          </Field>
        )}
        <Field label={t('period.close.note')} hint={kind === 'explain' || kind === 'match' ? t('reconcile.dialog.noteNeeded') : undefined}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={2000}
              value={note}
              data-testid="decision-note"
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('period.close.owner')}>
          {(id) => (
            <AutoComplete
              id={id}
              value={owner}
              options={settings.users.map((value) => ({ value }))}
              // A list of names that do not fit what was typed would only cover the buttons.
              filterOption={(typed, option) => option?.value !== typed && (option?.value ?? '').includes(typed)}
              allowClear
              onChange={(value) => setOwner(value.slice(0, 80))}
              data-testid="decision-owner-box"
            >
              <Input maxLength={80} data-testid="decision-owner" />
            </AutoComplete>
          )}
        </Field>
      </form>
    </Dialog>
  );
}

/** The reason the class suggests, when all breaks suggest the same; a person still confirms it. */
function proposedReason(breaks: readonly ActedBreak[]): ReasonCode | null {
  const found = new Set(breaks.map((item) => reasonOfClass(item.class)));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

import { useState } from 'react';
import { Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { REASON_CODES } from '../../../shared/journal/entries';
import { formatUnits, parseOptionalUnits, sum } from '../../../shared/money';
import type { StoredBreak } from '../../../shared/desk/api';
import { useSession, useSessionState } from '../../app/session/context';
import { moneyText } from '../../app/parts/Money';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';

export type DecisionKind = 'explain' | 'carry';
type ReasonCode = (typeof REASON_CODES)[number];

interface DecisionDialogProps {
  readonly kind: DecisionKind;
  readonly breaks: readonly StoredBreak[];
  onClose(): void;
  onDone(): void;
}

/** Explains breaks or carries them forward; both need a reason and an owner. */
export function DecisionDialog({ kind, breaks, onClose, onDone }: DecisionDialogProps) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { settings } = useSessionState();
  const [reason, setReason] = useState<ReasonCode | null>(proposedReason(breaks));
  const [note, setNote] = useState('');
  const [owner, setOwner] = useState(settings.userName);
  const { busy, act } = useAct();
  const complete = reason !== null && owner.trim() !== '' && (kind === 'carry' || note.trim() !== '');
  const total = formatUnits(sum(breaks.map((item) => parseOptionalUnits(item.difference) ?? 0n)));
  const save = async (): Promise<void> => {
    const done = await act(async () => {
      for (const period of new Set(breaks.map((item) => item.period))) {
        const ids = breaks.filter((item) => item.period === period).map((item) => item.id);
        await desk.decide({ breaks: ids, period, action: kind, reason, note: note.trim(), owner: owner.trim() });
      }
    });
    if (done) onDone();
  };
  return (
    <Modal
      open
      title={t(kind === 'explain' ? 'reconcile.dialog.explain' : 'reconcile.dialog.carry', { n: breaks.length })}
      okText={t(kind === 'explain' ? 'reconcile.explain' : 'reconcile.carry')}
      cancelText={t('app.act.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: !complete, 'data-testid': 'decision-save' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) void save();
        }}
      >
        <span className="muted figure">
          {t('reconcile.dialog.total', { amount: moneyText(total) })}
          {kind === 'carry' && ` · ${t('reconcile.dialog.carryHint')}`}
        </span>
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
        <Field label={t('period.close.note')}>
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
            <Input id={id} maxLength={80} value={owner} data-testid="decision-owner" onChange={(event) => setOwner(event.target.value)} />
          )}
        </Field>
      </form>
    </Modal>
  );
}

/** The reason the class suggests, when all breaks suggest the same; a person still confirms it. */
function proposedReason(breaks: readonly StoredBreak[]): ReasonCode | null {
  const suggestions: Partial<Record<StoredBreak['class'], ReasonCode>> = {
    timing: 'timing',
    rounding: 'rounding',
    'duplicate-in-bill': 'duplicate',
    'duplicate-in-ledger': 'duplicate',
  };
  const found = new Set(breaks.map((item) => suggestions[item.class] ?? null));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

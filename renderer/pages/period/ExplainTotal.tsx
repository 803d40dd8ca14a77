import { useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredTotal } from '../../store/schema';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { Dialog } from '../../app/parts/Dialog';

/** A broken control total needs an explanation before the month can be signed off. */
export function ExplainTotal({ total, onClose }: { readonly total: StoredTotal; onClose(): void }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { settings } = useSessionState();
  const [note, setNote] = useState(total.explained?.note ?? '');
  const [owner, setOwner] = useState(total.explained?.owner ?? settings.userName);
  const { busy, act } = useAct();
  const save = async (): Promise<void> => {
    if (await act(() => desk.explainTotal({ total: total.id, period: total.period, note: note.trim(), owner: owner.trim() }))) onClose();
  };
  return (
    <Dialog
      open
      title={t('period.totals.explainTitle', { id: total.id })}
      okText={t('app.act.save')}
      cancelText={t('app.act.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: note.trim() === '' || owner.trim() === '', 'data-testid': 'explain-save' }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <div className="stack">
        <Field label={t('period.close.note')}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoFocus
              rows={3}
              maxLength={2000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              data-testid="explain-note"
            />
          )}
        </Field>
        <Field label={t('period.close.owner')}>
          {(id) => (
            <Input id={id} maxLength={80} value={owner} onChange={(event) => setOwner(event.target.value)} data-testid="explain-owner" />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

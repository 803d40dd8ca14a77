import { useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { Dialog } from '../../app/parts/Dialog';

export function SignOffDialog({ period, onClose }: { readonly period: string; onClose(): void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const [note, setNote] = useState('');
  const { busy, act } = useAct();
  const [name, setName] = useState(settings.userName);
  const sign = async (): Promise<void> => {
    const done = await act(async () => {
      // The journal takes the declared name from the settings.
      if (name.trim() !== settings.userName) await session.changeSettings({ userName: name.trim() });
      await session.desk.signOff({ period, note: note.trim() });
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      title={t('period.close.signTitle', { period })}
      okText={t('period.close.signOff')}
      cancelText={t('app.act.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: name.trim() === '', 'data-testid': 'signoff-confirm' }}
      onOk={() => void sign()}
      onCancel={onClose}
    >
      <div className="stack">
        <p style={{ margin: 0 }}>{t('period.close.signHint')}</p>
        <Field label={t('settings.desk.name')} hint={t('settings.desk.nameHint')}>
          {(id) => (
            <Input id={id} maxLength={80} value={name} data-testid="signoff-name" onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t('period.close.note')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={3}
              maxLength={2000}
              value={note}
              data-testid="signoff-note"
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

export function ReopenDialog({ period, onClose }: { readonly period: string; onClose(): void }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const [reason, setReason] = useState('');
  const { busy, act } = useAct();
  const reopen = async (): Promise<void> => {
    if (await act(() => desk.reopen({ period, reason: reason.trim() }))) onClose();
  };
  return (
    <Dialog
      open
      title={t('period.close.reopenTitle', { period })}
      okText={t('period.close.reopen')}
      cancelText={t('app.act.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: reason.trim() === '', 'data-testid': 'reopen-confirm' }}
      onOk={() => void reopen()}
      onCancel={onClose}
    >
      <div className="stack">
        <p style={{ margin: 0 }}>{t('period.close.reopenHint')}</p>
        <Field label={t('period.close.reason')}>
          {(id) => (
            <Input.TextArea
              id={id}
              autoFocus
              rows={3}
              maxLength={2000}
              value={reason}
              data-testid="reopen-reason"
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

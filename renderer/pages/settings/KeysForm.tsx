import { useRef, type FormEvent } from 'react';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyStatus } from '../../../shared/bridge/contract';
import { call } from '../../app/bridge';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';

/** Asks for access keys and hands them to main; the fields keep nothing once they were sent. */
export function KeysForm({
  profile,
  submitText,
  onSaved,
}: {
  readonly profile: string | (() => Promise<string>);
  readonly submitText?: string;
  onSaved(status: KeyStatus, profile: string): void;
}) {
  const { t } = useTranslation();
  const { busy, act } = useAct();
  const form = useRef<HTMLFormElement>(null);
  // Uncontrolled fields: the secret never becomes state of a component.
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    await act(async () => {
      const id = typeof profile === 'string' ? profile : await profile();
      const token = text('securityToken');
      const status = await call('keysSet', {
        profile: id,
        accessKey: text('accessKey'),
        secretKey: text('secretKey'),
        ...(token === '' ? {} : { securityToken: token }),
      });
      form.current?.reset();
      onSaved(status, id);
    });
  };
  return (
    <form ref={form} className="stack" autoComplete="off" data-testid="keys-form" onSubmit={(event) => void send(event)}>
      <Field label={t('settings.keys.access')}>
        {(id) => <Input id={id} name="accessKey" required maxLength={200} autoComplete="off" spellCheck={false} />}
      </Field>
      <Field label={t('settings.keys.secret')}>
        {(id) => <Input id={id} name="secretKey" type="password" required maxLength={400} autoComplete="off" />}
      </Field>
      <Field label={t('settings.keys.token')} hint={t('settings.keys.tokenHint')}>
        {(id) => <Input id={id} name="securityToken" type="password" maxLength={20_000} autoComplete="off" />}
      </Field>
      <div>
        <Button type="primary" htmlType="submit" loading={busy} data-testid="keys-save">
          {submitText ?? t('settings.keys.save')}
        </Button>
      </div>
    </form>
  );
}

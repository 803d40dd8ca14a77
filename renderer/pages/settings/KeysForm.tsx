import { useRef, useState, type FormEvent } from 'react';
import { Alert, App, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyStatus, KeyVerdict } from '../../../shared/bridge/contract';
import { call } from '../../app/bridge';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofFailure } from '../../help/addresses';

/**
 * Asks for access keys, hands them to main and has them checked by one signed call; the fields keep nothing once they were sent. Keys that the gateway
 * refuses are asked for again; keys that could not be checked now are kept.
 */
export function KeysForm({
  profile,
  submitText,
  onSaved,
  onRefused,
}: {
  readonly profile: string | (() => Promise<string>);
  readonly submitText?: string;
  /** `right`: the gateway knows the keys; else they could not be checked now. */
  onSaved(status: KeyStatus, profile: string, right: boolean): void;
  /** They stay noted as refused until others are typed. */
  onRefused?(status: KeyStatus): void;
}) {
  const { t } = useTranslation();
  const { busy, act } = useAct();
  const { message } = App.useApp();
  const [refused, setRefused] = useState<KeyVerdict | null>(null);
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
      const verdict = await checked(id);
      const wrong = verdict !== null && REFUSALS.has(verdict.failure ?? '');
      setRefused(wrong ? verdict : null);
      if (wrong) {
        onRefused?.(await call('keysStatus', { profile: id }));
        return;
      }
      if (verdict?.failure === null) void message.success(t('settings.keys.right'));
      else
        void message.warning(
          [t('settings.keys.unchecked'), verdict?.failure && t(`faults.failure.${verdict.failure}.happened`)].filter(Boolean).join(' '),
          6,
        );
      onSaved(status, id, verdict?.failure === null);
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
      <details className="keys-token">
        <summary>{t('settings.keys.temporary')}</summary>
        <Field label={t('settings.keys.token')} hint={t('settings.keys.tokenHint')}>
          {(id) => <Input id={id} name="securityToken" type="password" maxLength={20_000} autoComplete="off" />}
        </Field>
      </details>
      {refused?.failure && (
        <Alert
          type="error"
          showIcon
          role="alert"
          data-testid="keys-refused"
          data-failure={refused.failure}
          title={t(`faults.failure.${refused.failure}.happened`)}
          description={
            <>
              {t(`faults.failure.${refused.failure}.means`)}{' '}
              {refused.failure === 'credentials' ? t('settings.keys.typeAgain') : t(`faults.failure.${refused.failure}.todo`)}{' '}
              <LearnMore to={ofFailure(refused.failure)} />
              <div className="muted">
                {[refused.code, refused.status && `HTTP ${refused.status}`, refused.requestId].filter(Boolean).join(' · ')}
              </div>
            </>
          }
        />
      )}
      <div>
        <Button type="primary" htmlType="submit" loading={busy} data-testid="keys-save">
          {submitText ?? t('settings.keys.save')}
        </Button>
      </div>
    </form>
  );
}

/** What says that these keys will not do; anything else says nothing about the keys. */
const REFUSALS: ReadonlySet<string> = new Set(['credentials', 'not-partner']);

/** Null when nothing could be called, e.g. because the app was started offline. */
async function checked(profile: string): Promise<KeyVerdict | null> {
  try {
    return await call('keysCheck', { profile });
  } catch {
    return null;
  }
}

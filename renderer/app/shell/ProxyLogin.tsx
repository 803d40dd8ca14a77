import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Alert, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProxyAnswer, ProxyAsk } from '../../../shared/bridge/contract';
import { call } from '../bridge';
import { useOpenDesk } from '../session/context';
import { Field } from '../parts/Field';
import { Dialog } from '../parts/Dialog';

/** How often main is asked whether a proxy waits: a sync, what a page asks for and the check of permissions may all meet one, ms. */
const LOOK_MS = 1_000;

/** Asks for the name and the password that a proxy wants; they go to the network stack and are kept nowhere. */
export function ProxyLogin() {
  const { t } = useTranslation();
  const { kind } = useOpenDesk().profile.endpoint;
  const calls = kind === 'official' || kind === 'custom';
  const [asked, setAsked] = useState<ProxyAsk | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!calls) return undefined;
    const look = (): void => void call('proxyAsked', {}).then(setAsked, () => undefined);
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [calls]);
  if (asked === null) return null;
  const answer = (given: ProxyAnswer | null): void => {
    form.current?.reset();
    setAsked(null);
    void call('proxyAnswer', { answer: given });
  };
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string): string => String(fields.get(name) ?? '');
    answer({ username: text('username').trim(), password: text('password') });
  };
  return (
    <Dialog open title={t('app.proxy.title')} footer={null} onCancel={() => answer(null)} data-testid="proxy-login">
      <form ref={form} className="stack" autoComplete="off" onSubmit={send}>
        <p style={{ margin: 0 }}>{t('app.proxy.what', { host: `${asked.host}:${String(asked.port)}`, realm: asked.realm })}</p>
        {asked.again && <Alert type="error" showIcon title={t('app.proxy.again')} />}
        <Field label={t('app.proxy.username')}>
          {(id) => <Input id={id} name="username" required maxLength={200} autoComplete="off" spellCheck={false} autoFocus />}
        </Field>
        <Field label={t('app.proxy.password')} hint={t('app.proxy.hint')}>
          {(id) => <Input id={id} name="password" type="password" maxLength={400} autoComplete="off" />}
        </Field>
        <div className="row">
          <Button type="primary" htmlType="submit" data-testid="proxy-send">
            {t('app.proxy.send')}
          </Button>
          <Button onClick={() => answer(null)}>{t('app.act.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

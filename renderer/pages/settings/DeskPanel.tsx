import { useState } from 'react';
import { Button, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '../../../shared/bridge/contract';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { Panel } from '../../app/parts/Page';

/** Names as they are kept: trimmed, each once. */
const cleaned = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.trim().slice(0, 80)).filter((name) => name !== ''))].slice(0, 50);

/** Language, theme, and the name acts are signed with. */
export function DeskPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const [name, setName] = useState(settings.userName);
  const { busy, act } = useAct();
  // A name that is taken back gives way to the system's.
  const saveName = async (): Promise<void> => {
    await session.changeSettings({ userName: name.trim() });
    const { userName, users } = session.state.get().settings;
    setName(userName);
    // Whoever signs here is one of the people of this computer.
    if (name.trim() !== '' && !users.includes(userName)) await session.changeSettings({ users: cleaned([...users, userName]) });
  };
  return (
    <Panel>
      <div className="stack" style={{ maxWidth: 460 }}>
        <Field label={t('settings.desk.language')}>
          {(id) => (
            <Radio.Group
              id={id}
              value={session.language}
              onChange={(event) => void act(() => session.changeSettings({ language: event.target.value as 'zh' | 'en' }))}
              options={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          )}
        </Field>
        <Field label={t('settings.desk.theme')}>
          {(id) => (
            <Radio.Group
              id={id}
              value={settings.theme}
              onChange={(event) => void act(() => session.changeSettings({ theme: event.target.value as AppSettings['theme'] }))}
              options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`settings.desk.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t('settings.desk.name')} hint={t('settings.desk.nameHint')}>
          {(id) => (
            <div className="row">
              <Input
                id={id}
                style={{ width: 240 }}
                maxLength={80}
                value={name}
                data-testid="user-name"
                onChange={(event) => setName(event.target.value)}
              />
              <Button
                loading={busy}
                disabled={name.trim() === settings.userName}
                onClick={() => void act(saveName)}
                data-testid="user-name-save"
              >
                {t('app.act.save')}
              </Button>
            </div>
          )}
        </Field>
        <Field label={t('settings.desk.users')} hint={t('settings.desk.usersHint')}>
          {(id) => (
            <Select
              id={id}
              mode="tags"
              open={false}
              suffixIcon={null}
              value={[...settings.users]}
              data-testid="users"
              onChange={(names: string[]) => void act(() => session.changeSettings({ users: cleaned(names) }))}
            />
          )}
        </Field>
      </div>
    </Panel>
  );
}

import { useState } from 'react';
import { Alert, Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';

const MOST_USERS = 50;
const LONGEST_NAME = 80;

/** Names as they are kept: trimmed, each once. */
export const cleaned = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.trim().slice(0, LONGEST_NAME)).filter((name) => name !== ''))].slice(0, MOST_USERS);

/** The people who share this computer, and who signs now. A declaration, not a control, and said so. */
export function UsersPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const [name, setName] = useState(settings.userName);
  const [another, setAnother] = useState('');
  const { busy, act } = useAct();
  const { users, userName } = settings;
  // A name that is taken back gives way to the system's.
  const saveName = async (): Promise<void> => {
    await session.changeSettings({ userName: name.trim() });
    const now = session.state.get().settings;
    setName(now.userName);
    // Whoever signs here is one of the people of this computer.
    if (name.trim() !== '' && !now.users.includes(now.userName))
      await session.changeSettings({ users: cleaned([...now.users, now.userName]) });
  };
  const become = async (user: string): Promise<void> => {
    await session.changeSettings({ userName: user });
    setName(user);
  };
  const add = async (): Promise<void> => {
    await session.changeSettings({ users: cleaned([...users, another]) });
    setAnother('');
  };
  return (
    <Panel testid="users-panel">
      <div className="stack" style={{ maxWidth: 640 }}>
        <Alert type="info" showIcon title={t('sections.users.declared')} description={t('sections.users.declaredMeans')} />
        <Field label={t('sections.users.name')} hint={t('sections.users.nameHint')}>
          {(id) => (
            <form
              className="row"
              onSubmit={(event) => {
                event.preventDefault();
                if (name.trim() !== userName) void act(saveName);
              }}
            >
              <Input
                id={id}
                style={{ width: 240 }}
                maxLength={LONGEST_NAME}
                value={name}
                data-testid="user-name"
                onChange={(event) => setName(event.target.value)}
              />
              <Button htmlType="submit" loading={busy} disabled={name.trim() === userName} data-testid="user-name-save">
                {t('app.act.save')}
              </Button>
            </form>
          )}
        </Field>
        <div data-testid="users">
          <h3 className="small-head">{t('sections.users.list', { n: users.length })}</h3>
          {users.length === 0 && <p className="muted">{t('sections.users.none')}</p>}
          <ul className="users">
            {users.map((user) => (
              <li key={user} className="row spread">
                <span>{user}</span>
                <span className="row">
                  {user === userName ? (
                    <StatusTag tone="info">{t('sections.users.current')}</StatusTag>
                  ) : (
                    <Button size="small" onClick={() => void act(() => become(user))} data-testid={`users-sign-${user}`}>
                      {t('sections.users.signAs')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    aria-label={t('sections.users.removeName', { name: user })}
                    onClick={() => void act(() => session.changeSettings({ users: users.filter((one) => one !== user) }))}
                    data-testid={`users-remove-${user}`}
                  >
                    {t('sections.users.remove')}
                  </Button>
                </span>
              </li>
            ))}
          </ul>
          <form
            className="row"
            onSubmit={(event) => {
              event.preventDefault();
              if (another.trim() !== '') void act(add);
            }}
          >
            <Input
              style={{ width: 240 }}
              maxLength={LONGEST_NAME}
              value={another}
              placeholder={t('sections.users.another')}
              aria-label={t('sections.users.another')}
              onChange={(event) => setAnother(event.target.value)}
            />
            <Button htmlType="submit" disabled={another.trim() === '' || users.length >= MOST_USERS} data-testid="users-add">
              {t('sections.users.add')}
            </Button>
          </form>
        </div>
      </div>
    </Panel>
  );
}

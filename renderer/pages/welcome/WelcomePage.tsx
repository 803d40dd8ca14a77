import { useState } from 'react';
import { Button, Radio } from 'antd';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../app/session/context';
import { runSync } from '../../app/activity/work';
import { isBuiltIn, profileName } from '../../app/words';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { Switches } from '../../app/shell/Switches';
import { Brand } from '../../app/shell/Brand';
import { FilesChoice } from './FilesChoice';
import { NewProfile } from '../settings/NewProfile';
import { RestorePanel } from '../settings/RestorePanel';

/** First run: figures in at most three steps, by sample data, by files or by keys. */
export function WelcomePage() {
  const { t } = useTranslation();
  const session = useSession();
  const { profiles } = useSessionState();
  const navigate = useNavigate();
  const { busy, act } = useAct();
  const samples = profiles.filter(isBuiltIn);
  const others = profiles.filter((profile) => !isBuiltIn(profile));
  const [sample, setSample] = useState<string | null>(null);
  const chosen = sample ?? samples[0]?.id ?? null;
  const tryIt = async (id: string): Promise<void> => {
    if (await opened(id)) await firstSync();
  };
  const opened = async (id: string): Promise<boolean> => {
    await session.openProfile(id);
    if (session.state.get().open?.profile.id !== id) return false;
    await navigate('/sync');
    return true;
  };
  /** Reads what there is and shows the figures; who looks at another page meanwhile stays there. */
  const firstSync = async (): Promise<void> => {
    const done = await act(() => runSync(session, { periods: null }));
    if (done && location.hash.startsWith('#/sync')) await navigate('/overview');
  };
  // Keys that were found right need no further step; those that could not be checked are not tried a second time unasked.
  const connect = async (id: string, right: boolean): Promise<void> => {
    if ((await opened(id)) && right) await firstSync();
  };
  return (
    <div className="welcome-page" data-testid="welcome">
      <div className="welcome-bar">
        <Brand />
        <span style={{ flex: 1 }} />
        <Switches />
      </div>
      <main className="welcome">
        <h1>{t('welcome.title')}</h1>
        <p className="muted">{t('welcome.intro')}</p>
        <div className="choice">
          {samples.length > 0 && (
            <Panel title={t('welcome.sample.title')}>
              <p className="muted">{t('welcome.sample.hint')}</p>
              <p className="steps">{t('welcome.sample.steps')}</p>
              <div className="stack">
                <Radio.Group
                  value={chosen}
                  aria-label={t('settings.profiles.site')}
                  onChange={(event) => setSample(event.target.value as string)}
                  options={samples.map((profile) => ({ value: profile.id, label: t(`welcome.sample.${profile.site}`) }))}
                />
                <div>
                  <Button
                    type="primary"
                    size="large"
                    loading={busy}
                    disabled={chosen === null}
                    onClick={() => chosen !== null && void tryIt(chosen)}
                    data-testid="welcome-sample"
                  >
                    {t('welcome.sample.start')}
                  </Button>
                </div>
              </div>
            </Panel>
          )}
          <Panel title={t('welcome.files.title')} testid="welcome-from-files">
            <p className="muted">{t('welcome.files.hint')}</p>
            <p className="steps">{t('welcome.files.steps')}</p>
            <FilesChoice />
          </Panel>
          <Panel title={t('welcome.keys.title')}>
            <p className="muted">{t('welcome.keys.hint')}</p>
            <p className="steps">{t('welcome.keys.steps')}</p>
            <NewProfile submitText={t('welcome.keys.start')} onReady={(id, right) => void connect(id, right)} />
          </Panel>
        </div>
        <RestorePanel />
        {others.length > 0 && (
          <Panel title={t('welcome.known')}>
            <div className="row">
              {others.map((profile) => (
                <Button key={profile.id} onClick={() => void session.openProfile(profile.id)}>
                  {profileName(t, profile)}
                </Button>
              ))}
            </div>
          </Panel>
        )}
      </main>
    </div>
  );
}

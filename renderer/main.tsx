import { createRoot } from 'react-dom/client';
import type { Profile } from '../shared/bridge/contract';
import { connectDesk } from './desk/client';
import { App } from './app/App';
import { call } from './app/bridge';
import { followBy } from './app/parts/follow';
import { router } from './app/router';
import { Session, languageOf, type Desk } from './app/session/session';
import { startWords } from './i18n';
import './theme/base.css';
import './theme/shell.css';
import './theme/palette.css';
import './theme/activity.css';
import './theme/narrow.css';
import './theme/data.css';
import './theme/board.css';
import './theme/reconcile.css';
import './theme/grid.css';
import './theme/figures.css';
import './theme/sections.css';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  const [info, settings, { profiles, current }] = await Promise.all([
    call('appInfo', {}),
    call('settingsGet', {}),
    call('profilesList', {}),
  ]);
  followBy((to) => void router.navigate(to));
  await startWords(languageOf(settings, info));
  const session = new Session(info, await connectDesk(), settings, profiles);
  // What could not be removed now is tried again at the next start.
  await session.finishDeleting().catch(() => undefined);
  createRoot(root).render(<App session={session} />);
  if (info.headless) {
    const { runHeadless } = await import('./headless/run');
    await runHeadless({ desk: followed(session, profiles), call, navigate: (path) => void router.navigate(path) });
  } else if (current !== null) {
    await session.openProfile(current);
  }
}

/** The desk for a run without a person: opening goes through the session, so that the pages show what the run works on. */
function followed(session: Session, profiles: readonly Profile[]): Desk {
  return new Proxy(session.desk, {
    get(desk, name) {
      if (name !== 'open') return Reflect.get(desk, name) as unknown;
      return async ({ profile, site }: { profile: string; site: 'cn' | 'intl' }) =>
        session.openDesk(
          profiles.find((known) => known.id === profile) ?? { id: profile, name: profile, site, endpoint: { kind: 'official' } },
        );
    },
  });
}

start().catch(async (error: unknown) => {
  // Without a person nobody sees an empty page: main ends the run with this sentence instead of waiting for it.
  await call('headlessDone', { report: null, text: '', failed: `The page could not start: ${String(error)}` }).catch(() => undefined);
  throw error;
});

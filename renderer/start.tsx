import { createRoot } from 'react-dom/client';
import type { Profile } from '../shared/bridge/contract';
import { App } from './app/App';
import type { Begun } from './app/begun';
import { call } from './app/bridge';
import { followBy } from './app/parts/follow';
import { router } from './app/router';
import { Session, languageOf, type Desk } from './app/session/session';
import { startWords } from './i18n';

/** Shows what was begun. */
export async function start({ info, settings, profiles, current, desk, opening }: Begun): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  followBy((to) => void router.navigate(to));
  await startWords(languageOf(settings, info));
  const session = new Session(info, desk, settings, profiles);
  // What could not be removed now is tried again at the next start.
  await session.finishDeleting().catch(() => undefined);
  createRoot(root).render(<App session={session} />);
  if (info.headless) {
    const { runHeadless } = await import('./headless/run');
    await runHeadless({ desk: followed(session, profiles), call, navigate: (path) => void router.navigate(path) });
  } else if (current !== null) {
    await session.openProfile(current, opening);
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

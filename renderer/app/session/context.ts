import { createContext, useContext } from 'react';
import type { Language } from '../../../shared/desk/api';
import type { OpenDesk, Session } from './session';
import { useObservable } from './observable';

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside of the session');
  return session;
}

export function useSessionState() {
  return useObservable(useSession().state);
}

/** Language of the screens; who asks is drawn again when it changes. */
export function useLanguage(): Language {
  useSessionState();
  return useSession().language;
}

/** The open desk; pages are shown only while there is one. */
export function useOpenDesk(): OpenDesk {
  const { open } = useSessionState();
  if (!open) throw new Error('no desk is open');
  return open;
}

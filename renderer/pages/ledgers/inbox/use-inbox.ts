import { useOpenDesk, useSession } from '../../../app/session/context';
import type { Session } from '../../../app/session/session';
import { Inbox } from './inbox';

let open: { readonly session: Session; readonly inbox: Inbox } | null = null;

/** The inbox of the open profile; leaving the page keeps it, another profile begins a new one. */
export function useInbox(): Inbox {
  const session = useSession();
  const { profile } = useOpenDesk();
  if (open === null || open.session !== session || open.inbox.profile !== profile.id)
    open = { session, inbox: new Inbox(session.desk, profile.id) };
  return open.inbox;
}

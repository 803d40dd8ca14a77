import { useEffect, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { CloseCheck, PeriodState } from '../../../shared/desk/api';
import { useOpenDesk, useSession, useSessionState } from '../../app/session/context';

export interface Checked {
  /** Null while the desk looks for the first time. */
  readonly check: CloseCheck | null;
  readonly fault: unknown;
}

/** What is missing before a month can be signed off, asked again whenever that may have changed. */
export function useCloseCheck(period: string, state: PeriodState): Checked {
  const { desk } = useSession();
  const { settings } = useSessionState();
  const { store } = useOpenDesk();
  const [found, setFound] = useState<Checked>({ check: null, fault: null });
  // Decisions and explanations change what is missing, and so does a reconciliation that ends after the act that called for it.
  const acts = useLiveQuery(async () => (await store.acts.orderBy('seq').last())?.seq ?? 0, [store]);
  const totals = useLiveQuery(
    async () => (await store.totals.where('period').equals(period).toArray()).map(({ id, status }) => `${id} ${status}`).join(),
    [store, period],
  );
  useEffect(() => {
    let current = true;
    if (acts === undefined) return undefined;
    // Another user at the desk may be someone who must not sign.
    desk.closeCheck(period).then(
      (check) => current && setFound({ check, fault: null }),
      (fault: unknown) => current && setFound((before) => ({ ...before, fault })),
    );
    return () => {
      current = false;
    };
  }, [desk, period, acts, totals, state, settings.userName]);
  return found;
}

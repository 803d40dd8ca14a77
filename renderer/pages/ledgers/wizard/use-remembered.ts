import { useLiveQuery } from 'dexie-react-hooks';
import type { DocumentKind } from '../../../../shared/documents/kinds';
import { useOpenDesk } from '../../../app/session/context';
import { localTime } from '../../../app/words';

/** When the mapping that is remembered for a preview's layout was confirmed, in local time; null when there is none. */
export function useRemembered(use: 'ledger' | DocumentKind, preview: { readonly fingerprint: string } | null): string | null {
  const { store } = useOpenDesk();
  const fingerprint = preview?.fingerprint ?? null;
  const at = useLiveQuery(
    async () => (fingerprint === null ? null : ((await store.mappings.get([use, fingerprint]))?.at ?? null)),
    [store, use, fingerprint],
  );
  return at === null || at === undefined ? null : localTime(at);
}

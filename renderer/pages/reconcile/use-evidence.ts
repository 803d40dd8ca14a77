import { useEffect, useState } from 'react';
import type { BreakEvidence, StoredBreak } from '../../../shared/desk/api';
import { useLanguage, useOpenDesk, useSession } from '../../app/session/context';

/** A person who walks through the list looks at none of what is passed. */
const REST = 120;

export interface FoundEvidence {
  readonly evidence: BreakEvidence;
  /** The breaks that were considered, by ID. */
  readonly others: ReadonlyMap<string, StoredBreak>;
}

/** Rows behind a break and what else was considered; null while it is read, and where it cannot be. */
export function useEvidence(item: StoredBreak | undefined): { readonly found: FoundEvidence | null; readonly failed: boolean } {
  const { desk } = useSession();
  const { store } = useOpenDesk();
  const language = useLanguage();
  const id = item?.id ?? null;
  const stamp = `${id}|${item?.status}|${language}`;
  const [kept, setKept] = useState<{ readonly stamp: string; readonly found: FoundEvidence | null } | null>(null);
  useEffect(() => {
    if (id === null) return undefined;
    let current = true;
    const read = async (): Promise<void> => {
      const evidence = await desk.breakEvidence(id, language);
      // The other side may stand in a month that is not looked at.
      const rows = evidence === null ? [] : await store.breaks.bulkGet(evidence.candidates.map(({ other }) => other));
      const others = new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
      if (current) setKept({ stamp, found: evidence && { evidence, others } });
    };
    const timer = setTimeout(() => void read().catch(() => current && setKept({ stamp, found: null })), REST);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [desk, store, id, language, stamp]);
  const done = kept !== null && kept.stamp === stamp;
  return { found: done ? kept.found : null, failed: done && kept.found === null };
}

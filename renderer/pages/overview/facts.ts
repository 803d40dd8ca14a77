/** What the attention list and the strip of months are made from: small tables and sums, read by live queries. */
import { createContext, useContext } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import type { Period } from '../../../shared/period';
import type { LedgerRole } from '../../../shared/reconcile/types';
import { closingDay } from '../../../shared/sync/freshness';
import { dayOfInstant } from '../../../shared/period';
import { parseSliceId } from '../../../shared/sync/slices';
import { useOpenDesk, useSession } from '../../app/session/context';
import type { DeskStore } from '../../store/schema';
import { everyShownTotal } from '../../store/signed';
import type { AttentionFacts } from './attention';

const DAY_MS = 86_400_000;

/** What was read for both, so that it is read once; undefined while it is read. */
export const AttentionContext = createContext<AttentionFacts | undefined>(undefined);

export function useAttentionFacts(): AttentionFacts | undefined {
  return useContext(AttentionContext);
}

/** For the context. Undefined while it is read. */
export function useStoredAttentionFacts(): AttentionFacts | undefined {
  const { store, profile } = useOpenDesk();
  const { today } = useSession().info;
  const files = profile.endpoint.kind === 'files';
  const months = useLiveQuery(() => monthFacts(store), [store]);
  const open = useLiveQuery(() => openFacts(store), [store]);
  const came = useLiveQuery(() => arrivals(store, files), [store, files]);
  if (!months || !open || !came) return undefined;
  return { today, files, ...months, open, ...came };
}

async function monthFacts(store: DeskStore): Promise<Pick<AttentionFacts, 'months' | 'totals' | 'drift'>> {
  const archived = (await store.archived.toArray()).filter(({ lost }) => !lost);
  const explained = new Set((await store.explanations.toArray()).map(({ period, id }) => `${period}|${id}`));
  return {
    months: (await store.figures.orderBy('period').toArray()).map(({ period, state }) => ({ period, state })),
    totals: (await everyShownTotal(store)).map(({ period, id, status, blocking }) => ({
      period,
      id,
      status,
      blocking,
      explained: explained.has(`${period}|${id}`),
    })),
    drift: new Map(archived.map(({ period, drift }) => [period, drift.effects.bill ?? '0'])),
  };
}

async function openFacts(store: DeskStore): Promise<AttentionFacts['open']> {
  const { byMonth, money } = await store.breaks.open();
  return new Map([...byMonth].map(([period, count]) => [period, { count, money: money.get(period) ?? 0n }]));
}

/** What came in and what did not: books, slices, the last sync. */
async function arrivals(
  store: DeskStore,
  files: boolean,
): Promise<Pick<AttentionFacts, 'ledgers' | 'unread' | 'preliminary' | 'syncedDaysAgo' | 'stopped'>> {
  const ledgers = new Map<LedgerRole, Set<Period>>();
  for (const { role, periods, undone } of await store.imports.toArray()) {
    if (undone) continue;
    const covered = ledgers.get(role) ?? new Set();
    ledgers.set(role, covered);
    for (const period of periods) covered.add(period);
  }
  const unread = new Map<Period | '', number>();
  await store.failures.each(({ period }) => unread.set(period ?? '', (unread.get(period ?? '') ?? 0) + 1));
  // Read once after its closing day, a month's bill is final.
  const final = new Map<Period, boolean>();
  await store.generations
    .where('source')
    .equals('bill-lines')
    .each(({ slice, period, syncedAt, agreedOn }) => {
      if (period === null || parseSliceId(slice).file !== undefined) return;
      const settled = (agreedOn?.length ?? 0) > 0 || dayOfInstant(syncedAt) >= closingDay(period);
      final.set(period, (final.get(period) ?? true) && settled);
    });
  const runs = files ? [] : await store.runs.orderBy('id').reverse().limit(20).toArray();
  const last = runs[0];
  const ended = runs.find(({ finishedAt, outcome }) => finishedAt !== null && outcome?.stopped === null);
  const age = ended?.finishedAt == null ? null : Math.max(0, Math.floor((Date.now() - Date.parse(ended.finishedAt)) / DAY_MS));
  return {
    ledgers,
    unread,
    preliminary: [...final].filter(([, settled]) => !settled).map(([period]) => period),
    syncedDaysAgo: age,
    stopped: last?.outcome != null && last.outcome.stopped !== null && last.outcome.stopped !== 'cancelled',
  };
}

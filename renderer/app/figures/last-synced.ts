import type { DeskStore, GenerationRow } from '../../store/schema';
import type { FigureFacts } from './facts';
import { interfaceOf } from './facts';
import { parseSliceId } from '../../../shared/sync/slices';

/**
 * When the interface behind a figure was read last for its month (for the lists: at all), as a UTC instant; null for files, books and what was never
 * read. Asked for only while a figure is looked at.
 */
export async function lastSynced(store: DeskStore, { source, period }: FigureFacts): Promise<string | null> {
  if (source === undefined || interfaceOf(source) === null) return null;
  const isRead = (row: GenerationRow): boolean => row.source === source && parseSliceId(row.slice).file === undefined;
  // A source of all months has a slice for each customer and month, which a look at one figure must not go through; the latest are the likely ones.
  if (period === undefined) return (await store.generations.orderBy('syncedAt').reverse().filter(isRead).first())?.syncedAt ?? null;
  const instants = (await store.generations.where('period').equals(period).toArray()).filter(isRead).map(({ syncedAt }) => syncedAt);
  return instants.sort().at(-1) ?? null;
}

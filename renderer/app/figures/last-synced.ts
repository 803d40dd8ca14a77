import type { DeskStore } from '../../store/schema';
import type { FigureFacts } from './facts';
import { interfaceOf } from './facts';
import { parseSliceId } from '../../../shared/sync/slices';

/**
 * When the interface behind a figure was read last for its month (for the lists: at all), as a UTC instant; null for files, books and what was never
 * read. Asked for only while a figure is looked at.
 */
export async function lastSynced(store: DeskStore, { source, period }: FigureFacts): Promise<string | null> {
  if (source === undefined || interfaceOf(source) === null) return null;
  const rows = period === undefined ? store.generations.where('source').equals(source) : store.generations.where('period').equals(period);
  let latest: string | null = null;
  await rows.each((row) => {
    if (row.source === source && parseSliceId(row.slice).file === undefined && (latest === null || row.syncedAt > latest))
      latest = row.syncedAt;
  });
  return latest;
}

import type { SourceId } from '../../shared/api/sources';
import type { DeskStore } from './schema';

/**
 * Which of some sources have a published slice: one look into the index for each. To ask the index for all sources that there are would go through every
 * slice, a fifth of a second for the fee records of a year.
 */
export async function publishedAmong<S extends SourceId>(
  { generations }: Pick<DeskStore, 'generations'>,
  sources: readonly S[],
): Promise<Set<S>> {
  const found = new Set<S>();
  for (const source of sources) if (await generations.where('source').equals(source).first()) found.add(source);
  return found;
}

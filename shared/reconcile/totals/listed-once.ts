import { canonicalJson } from '../../digest';
import { formatUnits, type Units } from '../../money';

/**
 * Records of lists whose files may overlap, each once: one that is equal to another in every field, its own number included, is the same paper listed
 * again. Records without a number of their own may be equal and two all the same; they all stay.
 */
export function listedOnce<T extends { readonly units: Units }>(
  records: readonly T[],
  hasNumber: (record: T) => boolean,
): { readonly once: readonly T[]; readonly repeats: readonly T[] } {
  const seen = new Set<string>();
  const once: T[] = [];
  const repeats: T[] = [];
  for (const record of records) {
    const text = hasNumber(record) ? canonicalJson({ ...record, units: formatUnits(record.units) }) : null;
    if (text !== null && seen.has(text)) repeats.push(record);
    else once.push(record);
    if (text !== null) seen.add(text);
  }
  return { once, repeats };
}

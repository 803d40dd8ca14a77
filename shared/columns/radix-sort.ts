const DIGIT = 0x1_0000;

/** Stable sort of row numbers by 32-bit keys, in two passes of 16 bits; a digit that all rows share is skipped. */
export function radixSort(view: Uint32Array, keys: Uint32Array): Uint32Array {
  let from = view;
  for (const shift of [0, 16]) {
    const counts = new Uint32Array(DIGIT + 1);
    for (const row of from) counts[(((keys[row] ?? 0) >>> shift) & 0xffff) + 1]!++;
    if (counts.includes(from.length, 1)) continue;
    for (let digit = 1; digit <= DIGIT; digit++) counts[digit] = (counts[digit] ?? 0) + (counts[digit - 1] ?? 0);
    const to = new Uint32Array(from.length);
    for (const row of from) to[counts[((keys[row] ?? 0) >>> shift) & 0xffff]!++] = row;
    from = to;
  }
  return from;
}

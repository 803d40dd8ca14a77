/** A 64-bit hash of bytes as two 32-bit halves: for joins, where equal hashes are confirmed on the bytes. Not for integrity. */
export function hashBytes(bytes: Uint8Array, from: number, to: number, into: Uint32Array, at: number): void {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] ?? 0;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ byte, 0x85ebca6b);
  }
  a = Math.imul(a ^ (a >>> 16), 0x7feb352d);
  b = Math.imul(b ^ (b >>> 15), 0x846ca68b);
  into[at] = a ^ (b >>> 13);
  into[at + 1] = b ^ (a >>> 11);
}

/** Hashes of all texts of a column. */
export function hashTexts(bytes: Uint8Array, offsets: Uint32Array): BigUint64Array {
  const hashes = new BigUint64Array(offsets.length - 1);
  const halves = new Uint32Array(hashes.buffer);
  for (let row = 0; row < hashes.length; row++) hashBytes(bytes, offsets[row] ?? 0, offsets[row + 1] ?? 0, halves, row * 2);
  return hashes;
}

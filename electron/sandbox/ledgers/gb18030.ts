/** Encodes text as GB18030, of which only the one- and two-byte part is needed here; Node writes no GB encodings itself. */

let codes: Map<string, number> | null = null;

/** The two-byte range read backwards from the decoder: 0x81-0xFE, then 0x40-0xFE without 0x7F. */
function table(): Map<string, number> {
  if (codes) return codes;
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const made = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (!made.has(char)) made.set(char, lead * 256 + trail);
    }
  }
  codes = made;
  return made;
}

/** @throws RangeError for a character outside the two-byte range */
export function encodeGb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    if (point < 0x80) {
      bytes.push(point);
      continue;
    }
    const code = table().get(char);
    if (code === undefined) throw new RangeError(`no two-byte GB18030 code for ${char}`);
    bytes.push(code >> 8, code & 0xff);
  }
  return Uint8Array.from(bytes);
}

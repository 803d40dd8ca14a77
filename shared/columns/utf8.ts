/**
 * UTF-8 of cells, own code: `shared` has no TextEncoder, and a lone half of a surrogate pair (three bytes here) must survive the round trip.
 */

/** Bytes that grow by doubling while texts are appended. */
export class ByteWriter {
  private buffer: Uint8Array;
  length = 0;

  constructor(capacity = 1024) {
    this.buffer = new Uint8Array(capacity);
  }

  append(text: string): void {
    const need = this.length + text.length * 3;
    if (need > this.buffer.length) {
      const grown = new Uint8Array(Math.max(need, this.buffer.length * 2));
      grown.set(this.buffer.subarray(0, this.length));
      this.buffer = grown;
    }
    this.length = encodeInto(text, this.buffer, this.length);
  }

  /** What was written, in an array of its own. */
  take(): Uint8Array {
    return this.buffer.slice(0, this.length);
  }
}

/** Writes a text at `at`; answers with the end. The target must hold three bytes for each code unit. */
export function encodeInto(text: string, target: Uint8Array, at: number): number {
  const length = text.length;
  for (let i = 0; i < length; i++) {
    let point = text.charCodeAt(i);
    if (point < 0x80) {
      target[at++] = point;
      continue;
    }
    if (point < 0x800) {
      target[at++] = 0xc0 | (point >> 6);
      target[at++] = 0x80 | (point & 0x3f);
      continue;
    }
    if (point >= 0xd800 && point < 0xdc00 && i + 1 < length) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low < 0xe000) {
        point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
        i++;
        target[at++] = 0xf0 | (point >> 18);
        target[at++] = 0x80 | ((point >> 12) & 0x3f);
        target[at++] = 0x80 | ((point >> 6) & 0x3f);
        target[at++] = 0x80 | (point & 0x3f);
        continue;
      }
    }
    target[at++] = 0xe0 | (point >> 12);
    target[at++] = 0x80 | ((point >> 6) & 0x3f);
    target[at++] = 0x80 | (point & 0x3f);
  }
  return at;
}

export function encodeUtf8(text: string): Uint8Array {
  const target = new Uint8Array(text.length * 3);
  return target.slice(0, encodeInto(text, target, 0));
}

const CHUNK = 4096;

/** Text of `bytes[from, to)`, which {@link encodeInto} wrote. */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  let units: number[] = [];
  for (let i = from; i < to;) {
    const lead = bytes[i++] ?? 0;
    if (lead < 0x80) units.push(lead);
    else if (lead < 0xe0) units.push(((lead & 0x1f) << 6) | ((bytes[i++] ?? 0) & 0x3f));
    else if (lead < 0xf0) units.push(((lead & 0x0f) << 12) | (((bytes[i++] ?? 0) & 0x3f) << 6) | ((bytes[i++] ?? 0) & 0x3f));
    else {
      const point =
        (((lead & 0x07) << 18) | (((bytes[i++] ?? 0) & 0x3f) << 12) | (((bytes[i++] ?? 0) & 0x3f) << 6) | ((bytes[i++] ?? 0) & 0x3f)) -
        0x10000;
      units.push(0xd800 + (point >> 10), 0xdc00 + (point & 0x3ff));
    }
    if (units.length >= CHUNK) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

/** A logo out of its data URL: bytes, kind, and the pixels that its proportions come from; null for what is neither PNG nor JPEG. */
export interface Logo {
  readonly bytes: Buffer;
  readonly extension: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function readLogo(dataUrl: string): Logo | null {
  const bytes = Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
  if (bytes.length > 24 && bytes.subarray(0, 8).equals(PNG)) {
    return checked({ bytes, extension: 'png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) });
  }
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? jpeg(bytes) : null;
}

/** Walks the markers of a JPEG to the one that states its size. */
function jpeg(bytes: Buffer): Logo | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const length = bytes.readUInt16BE(at + 2);
    const frame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (frame) return checked({ bytes, extension: 'jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) });
    at += 2 + length;
  }
  return null;
}

function checked(logo: Logo): Logo | null {
  const { width, height } = logo;
  return width > 0 && height > 0 && width <= 10_000 && height <= 10_000 ? logo : null;
}

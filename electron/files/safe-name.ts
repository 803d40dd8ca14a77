import { access } from 'node:fs/promises';

/** Longest base name in UTF-8 bytes; file systems take 255. */
const MAX_BYTES = 180;
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Names that Windows keeps for devices, with any extension. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** A name from outside as the name of a file in a folder of ours: no folders, no tricks, its extension kept; `file` when nothing is left. */
export function safeBaseName(name: string): string {
  const base = (name.split(/[/\\]/).pop() ?? '')
    .normalize('NFC')
    .replace(FORBIDDEN, '')
    .replace(/[. ]+$/, '')
    .trim();
  const bare = /^\.*$/.test(base) ? 'file' : DEVICES.test(base) ? `_${base}` : base;
  const extension = /\.[A-Za-z0-9]{1,8}(?:\.gz)?$/.exec(bare)?.[0] ?? '';
  let stem = bare.slice(0, bare.length - extension.length) || 'file';
  while (Buffer.byteLength(stem + extension) > MAX_BYTES) stem = [...stem].slice(0, -1).join('');
  return stem + extension;
}

/**
 * A file that a person named, with the ending of what is written into it added where it has another or none: the page proposes the name, and what it
 * hands over must not become a file that a system runs. The dialog asked about the name as it was given: what is there under the one with the ending
 * is not replaced, a number keeps them apart.
 * @param kind the ending without its dot
 */
export async function withEnding(file: string, kind: string): Promise<string> {
  if (file.toLowerCase().endsWith(`.${kind}`)) return file;
  for (let count = 1; ; count++) {
    const named = `${file}${count === 1 ? '' : ` (${count})`}.${kind}`;
    if (!(await isThere(named))) return named;
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** The key file: sealed bytes with the name of the key store that sealed them. */

const VERSION = 1;

export interface Blob {
  readonly backend: string;
  readonly sealed: Buffer;
  /** UTC instant at which a gateway refused these keys; null while none has. */
  readonly refused: string | null;
}

export function sealedBlob({ backend, sealed, refused }: Blob): string {
  return JSON.stringify({ version: VERSION, backend, sealed: sealed.toString('base64'), ...(refused === null ? {} : { refused }) }) + '\n';
}

/** Null for a file that is none, or one of a newer version. */
export function readBlob(text: string): Blob | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { version, backend, sealed, refused } = value as Record<string, unknown>;
  if (version !== VERSION || typeof backend !== 'string' || typeof sealed !== 'string') return null;
  return { backend, sealed: Buffer.from(sealed, 'base64'), refused: typeof refused === 'string' ? refused.slice(0, 40) : null };
}

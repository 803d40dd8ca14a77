/**
 * Where signed requests may go: the two documented sites over TLS, loopback, and one https host that the user named on the command
 * line. Everything else is refused before anything is signed (design.md section 8).
 */
import type { Site } from '../../shared/sync/slices';

export const OFFICIAL_ORIGINS: Readonly<Record<Site, string>> = {
  cn: 'https://bss.myhuaweicloud.com',
  intl: 'https://bss-intl.myhuaweicloud.com',
};

export type HostRefusal = 'not-an-address' | 'plain-http' | 'not-a-known-host' | 'more-than-a-host';

export class HostRefusedError extends Error {
  constructor(readonly reason: HostRefusal) {
    super(`endpoint refused: ${reason}`);
    this.name = 'HostRefusedError';
  }
}

/**
 * The origin to send to, as `scheme://host[:port]`.
 * @param allowOther the command line's `--endpoint` names the host, so any https host will do
 * @throws HostRefusedError
 */
export function checkedOrigin(endpoint: string, { allowOther = false }: { readonly allowOther?: boolean } = {}): string {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    throw new HostRefusedError('not-an-address');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new HostRefusedError('not-an-address');
  if (url.username !== '' || url.password !== '' || url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new HostRefusedError('more-than-a-host');
  }
  if (isLoopback(url.hostname)) return url.origin;
  if (url.protocol !== 'https:') throw new HostRefusedError('plain-http');
  if (Object.values(OFFICIAL_ORIGINS).includes(url.origin) || allowOther) return url.origin;
  throw new HostRefusedError('not-a-known-host');
}

/** 127.0.0.0/8, ::1 and `localhost`; the URL parser has already unfolded other spellings of an IPv4 address. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pageFile } from './page-file';

/** The page's origin is `app://desk`; nothing else is ever shown in a window. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://desk';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Policy of a page: everything off, then what the desk needs; styles by a nonce that is new for every load. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Serves the built page out of `root`; anything that is not a plain file inside it is 404, whatever the address looks like. */
export function serveApp(session: Session, root: string): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const file = await pageFile(root, request.url);
    if (request.method !== 'GET' || file === null) return refuse();
    let body: Buffer;
    try {
      body = await readFile(file);
    } catch {
      return refuse();
    }
    const extension = path.extname(file);
    const headers: Record<string, string> = {
      'content-type': TYPES[extension] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-cache',
    };
    if (extension === '.html') {
      const nonce = randomBytes(18).toString('base64');
      headers['content-security-policy'] = contentSecurityPolicy(nonce);
      return new Response(body.toString('utf8').replaceAll('__CSP_NONCE__', nonce), { headers });
    }
    return new Response(new Uint8Array(body), { headers });
  });
}

function refuse(): Response {
  return new Response('', { status: 404, headers: { 'content-security-policy': "default-src 'none'" } });
}

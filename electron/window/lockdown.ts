import { session, type Session, type WebContents } from 'electron';
import { APP_ORIGIN } from '../protocol/app-protocol';

/**
 * The window's own session: no network at all. Requests to anything but the app's origin are cancelled, name resolution and proxying
 * lead nowhere, and no permission is granted but writing text to the clipboard and keeping the store.
 */
export async function lockedSession(): Promise<Session> {
  const locked = session.fromPartition('persist:desk');
  locked.webRequest.onBeforeRequest((details, done) => done({ cancel: !allowedAddress(details.url) }));
  locked.setPermissionRequestHandler((contents, permission, done) => done(granted(permission, contents.getURL())));
  locked.setPermissionCheckHandler((_contents, permission, origin) => granted(permission, origin));
  locked.setDevicePermissionHandler(() => false);
  locked.on('will-download', (event) => event.preventDefault());
  // A proxy on a port nobody listens on: what would slip past the request filter still gets nowhere.
  await locked.setProxy({
    mode: 'fixed_servers',
    proxyRules: 'http=127.0.0.1:9;https=127.0.0.1:9;socks=127.0.0.1:9',
    proxyBypassRules: '<-loopback>',
  });
  return locked;
}

function allowedAddress(url: string): boolean {
  return (
    url.startsWith(`${APP_ORIGIN}/`) ||
    url.startsWith(`blob:${APP_ORIGIN}/`) ||
    url.startsWith('data:image/') ||
    url.startsWith('devtools://')
  );
}

function granted(permission: string, origin: string): boolean {
  return origin.startsWith(APP_ORIGIN) && (permission === 'clipboard-sanitized-write' || permission === 'persistent-storage');
}

/** Denies navigation, new windows and embedded views, and shuts WebRTC's own way to the network. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

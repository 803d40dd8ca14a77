/** The page's way to the desk worker: makes the worker, fetches a link port from main and hands it over. */
import * as Comlink from 'comlink';
import type { Remote } from 'comlink';
import { DESK_PORT_CHANNEL, type PreloadApi } from '../../shared/bridge/channels';
import type { DeskApi } from '../../shared/desk/api';

/** Main answers within this, or something is badly wrong, ms. */
const PORT_TIMEOUT = 10_000;

/**
 * Starts the desk worker and connects it with main. Call once per page load.
 * @throws Error when main hands out no port
 */
export async function connectDesk(): Promise<Remote<DeskApi>> {
  // Only a window may ask; it is asked for before the first byte is stored.
  void navigator.storage.persist().catch(() => false);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'desk' });
  const port = await linkPort();
  worker.postMessage({ port }, [port]);
  return Comlink.wrap<DeskApi>(worker);
}

function linkPort(): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      window.removeEventListener('message', receive);
    };
    const receive = (event: MessageEvent<{ type?: unknown } | null>): void => {
      // The preload posts to the page's own window and origin; nobody else may hand in a port.
      if (event.source !== window || event.origin !== window.location.origin || event.data?.type !== DESK_PORT_CHANNEL) return;
      const port = event.ports[0];
      if (!port) return;
      stop();
      resolve(port);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('no desk link port from main'));
    }, PORT_TIMEOUT);
    window.addEventListener('message', receive);
    const { desk } = window as unknown as { desk: PreloadApi };
    desk.invoke('desk:connect', {}).catch((error: unknown) => {
      stop();
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

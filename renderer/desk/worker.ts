/** Entry of the desk worker: the page hands over main's port and talks to the desk by comlink. */
import * as Comlink from 'comlink';
import type { DeskApi } from '../../shared/desk/api';
import { Desk } from './desk';
import { faultOf } from './faults';
import { LinkClient } from './link';

const desk = new Desk();

self.addEventListener('message', (event: MessageEvent<{ port?: unknown } | null>) => {
  const port = event.data?.port;
  if (port instanceof MessagePort) desk.connect(new LinkClient(port));
});

/** What is thrown crosses as a plain fault: an Error would arrive without its code. */
function guarded(target: DeskApi): DeskApi {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== 'function') return undefined;
      return async (...args: unknown[]): Promise<unknown> => {
        try {
          return await (member as (...args: unknown[]) => unknown).apply(object, args);
        } catch (error) {
          const fault = faultOf(error);
          if (fault.code === 'internal') console.error(error);
          throw fault;
        }
      };
    },
  });
}

Comlink.expose(guarded(desk));

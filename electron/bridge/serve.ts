import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { bridge, type Answer, type ArgsOf, type Bridge, type BridgeName, type ErrorOf, type ResultOf } from '../../shared/bridge/contract';
import { APP_ORIGIN } from '../protocol/app-protocol';
import type { z } from 'zod';

/** An expected failure of a command: one of the codes its contract names. */
export class BridgeError<N extends BridgeName = BridgeName> extends Error {
  constructor(
    readonly code: ErrorOf<N>,
    readonly detail: string | null = null,
  ) {
    super(code);
    this.name = 'BridgeError';
  }
}

type Parsed<N extends BridgeName> = z.output<Bridge[N]['args']>;
export type Handlers = { [N in BridgeName]: (args: Parsed<N>, event: IpcMainInvokeEvent) => Promise<ResultOf<N>> | ResultOf<N> };

/** Only the app's own top frame may call; a frame that navigated away or was put into the page may not. */
export function isOwnFrame(event: { senderFrame: { url: string; parent: unknown } | null }): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`);
}

/**
 * The one wrapper all channels go through: sender, schema, closed set of errors. What a handler throws beside a {@link BridgeError}
 * is logged by `onFault` and answered as `internal`, without its text.
 */
export function serveBridge(handlers: Handlers, onFault: (channel: string, error: unknown) => void): void {
  for (const name of Object.keys(bridge) as BridgeName[]) {
    const contract = bridge[name];
    ipcMain.handle(contract.channel, (event, raw: unknown) => answer(name, handlers, event, raw, onFault));
  }
}

async function answer<N extends BridgeName>(
  name: N,
  handlers: Handlers,
  event: IpcMainInvokeEvent,
  raw: ArgsOf<N> | unknown,
  onFault: (channel: string, error: unknown) => void,
): Promise<Answer<N>> {
  const contract = bridge[name];
  if (!isOwnFrame(event)) return { ok: false, error: { code: 'refused-sender', detail: null } };
  const parsed = contract.args.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, error: { code: 'bad-arguments', detail: issue ? issue.path.join('.') : null } };
  }
  try {
    const value = await handlers[name](parsed.data as Parsed<N>, event);
    return { ok: true, value: value as ResultOf<N> };
  } catch (error) {
    if (error instanceof BridgeError && (contract.errors as readonly string[]).includes(error.code)) {
      return { ok: false, error: { code: error.code as ErrorOf<N>, detail: error.detail } };
    }
    onFault(contract.channel, error);
    return { ok: false, error: { code: 'internal', detail: null } };
  }
}

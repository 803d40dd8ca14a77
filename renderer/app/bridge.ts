/** Calls of the page to the main process over the preload, typed by the bridge's contract. */
import { bridge, type Answer, type ArgsOf, type BridgeName, type ErrorOf, type ResultOf } from '../../shared/bridge/contract';
import type { InvokeChannel, PreloadApi } from '../../shared/bridge/channels';

declare global {
  interface Window {
    readonly desk: PreloadApi;
  }
}

/** A call main answered with an error; `code` is one of the command's closed set. */
export class BridgeFault extends Error {
  constructor(
    readonly code: ErrorOf<BridgeName>,
    readonly detail: string | null,
  ) {
    super(code);
    this.name = 'BridgeFault';
  }
}

/** Asks main and unwraps its answer. @throws BridgeFault */
export async function call<N extends BridgeName>(name: N, args: ArgsOf<N>): Promise<ResultOf<N>> {
  const answer = (await window.desk.invoke(bridge[name].channel as InvokeChannel, args)) as Answer<N>;
  if (answer.ok) return answer.value;
  throw new BridgeFault(answer.error.code, answer.error.detail);
}

/** A utility process as the hosts need it; `utilityProcess.fork` of Electron fits, and so does a stand-in of a test. */
export interface Child {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export type Fork = (
  module: string,
  args: string[],
  options: { serviceName: string; execArgv: string[]; stdio: 'pipe' | 'ignore' | 'inherit' },
) => Child;

/** Megabytes of JavaScript heap a file's process may use. */
export const HEAP_MB = 512;

export function forkOptions(serviceName: string): Parameters<Fork>[2] {
  return { serviceName, execArgv: [`--max-old-space-size=${HEAP_MB}`], stdio: 'ignore' };
}

// What a bench can ask its host for: CPU time and memory of the renderer process that its worker runs in.
import { app } from 'electron';

const EVERY_MS = 10;
const MEGABYTE = 1e6;

/** Answers questions: `cpu` (ms of the process so far), `watch` (begins to follow its memory), `peak` (MB since then). */
export async function measureOf(contents) {
  const worker = await workerOf(contents);
  const own = () => app.getAppMetrics().find(({ pid }) => pid === contents.getOSProcessId());
  const resident = () => (own()?.memory.workingSetSize ?? 0) * 1024;
  let watching = null;
  let rest = 0;

  async function follow(watch) {
    while (watching === watch) {
      watch.resident = Math.max(watch.resident, resident());
      // A busy worker answers between two of its statements: V8 lets the inspector in.
      const asked = worker('Runtime.getHeapUsage').then(({ usedSize }) => (watch.heap = Math.max(watch.heap, usedSize)));
      await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, EVERY_MS))]);
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
      watch.samples += 1;
    }
  }

  return async (question) => {
    if (question === 'cpu') return { cpu: (own()?.cpu.cumulativeCPUUsage ?? NaN) * 1000 };
    if (question === 'rest') return { rest: (rest = resident()) };
    if (question === 'watch') {
      watching = { resident: resident(), heap: 0, samples: 0 };
      void follow(watching);
      return {};
    }
    const { resident: most, heap, samples } = watching;
    watching = null;
    return { grown: (most - rest) / MEGABYTE, heap: heap / MEGABYTE, samples };
  };
}

/** Sends commands of the DevTools protocol to the page's worker, once it is there. */
async function workerOf({ debugger: inspector }) {
  inspector.attach('1.3');
  const session = new Promise((resolve) => {
    inspector.on('message', (_event, method, { sessionId, targetInfo }) => {
      if (method === 'Target.attachedToTarget' && targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  await inspector.sendCommand('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
  return async (method) => inspector.sendCommand(method, {}, await session);
}

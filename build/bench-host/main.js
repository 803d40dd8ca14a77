// The smallest app that gives a bench the engine of the product: a hidden window with one module worker.
// Arguments: this folder, the bundle, and the phases: each runs in a renderer process of its own, over the same storage.
// Every message of the worker becomes a JSON line on standard output; what it asks for is answered (measure.js).
import { readFile } from 'node:fs/promises';
import { app, BrowserWindow, Menu, protocol } from 'electron';
import { measureOf } from './measure.js';

const bundle = process.argv.find((argument) => argument.endsWith('bench.mjs'));
const phases = (process.argv.find((argument) => argument.startsWith('--phases=')) ?? '--phases=run').slice(9).split(',');
const page = (phase) => `<!doctype html><script type="module">
  const worker = new Worker('/bench.mjs?phase=${phase}', { type: 'module' });
  const tell = (message) => console.log('bench ' + JSON.stringify(message));
  globalThis.answer = (message) => worker.postMessage(message);
  worker.onmessage = ({ data }) => tell(data);
  worker.onerror = (event) => tell({ failed: event.message || 'the worker could not be loaded' });
</script>`;

Menu.setApplicationMenu(null);
protocol.registerSchemesAsPrivileged([{ scheme: 'bench', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
app.on('window-all-closed', () => undefined);
app.whenReady().then(async () => {
  protocol.handle('bench', async ({ url }) => {
    const { pathname, searchParams } = new URL(url);
    const code = pathname === '/bench.mjs';
    const body = code ? await readFile(bundle) : page(searchParams.get('phase'));
    return new Response(body, { headers: { 'content-type': code ? 'text/javascript' : 'text/html' } });
  });
  for (const phase of phases) if (!(await runPhase(phase, phase === phases.at(-1)))) break;
  app.quit();
});

/** Resolves with whether the phase ended well; only the last one's end is told. */
async function runPhase(phase, last) {
  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } });
  const measure = await measureOf(window.webContents);
  const ended = new Promise((resolve) => {
    // Electron 35 moved the text from the arguments into the event.
    window.webContents.on('console-message', async (event, _level, text) => {
      const said = event.message ?? text ?? '';
      if (!said.startsWith('bench ')) return;
      const message = JSON.parse(said.slice(6));
      if (message.ask !== undefined) {
        const answer = JSON.stringify(await measure(message.ask));
        await window.webContents.executeJavaScript(`answer(${answer})`);
        return;
      }
      if (!message.done || last) process.stdout.write(`${said.slice(6)}\n`);
      if (message.done || message.failed !== undefined) resolve(message.done === true);
    });
  });
  await window.loadURL(`bench://desk/?phase=${phase}`);
  const well = await ended;
  window.destroy();
  return well;
}

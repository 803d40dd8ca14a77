// The smallest app that gives a bench the engine of the product: a hidden window with one module worker.
// Arguments: this folder, the bundle. Every message of the worker becomes a JSON line on standard output.
import { readFile } from 'node:fs/promises';
import { app, BrowserWindow, Menu, protocol } from 'electron';

const bundle = process.argv.find((argument) => argument.endsWith('bench.mjs'));
const PAGE = `<!doctype html><script type="module">
  const worker = new Worker('/bench.mjs', { type: 'module' });
  const tell = (message) => console.log('bench ' + JSON.stringify(message));
  worker.onmessage = ({ data }) => tell(data);
  worker.onerror = (event) => tell({ failed: event.message || 'the worker could not be loaded' });
</script>`;

Menu.setApplicationMenu(null);
protocol.registerSchemesAsPrivileged([{ scheme: 'bench', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(async () => {
  protocol.handle('bench', async ({ url }) => {
    const code = new URL(url).pathname === '/bench.mjs';
    const body = code ? await readFile(bundle) : PAGE;
    return new Response(body, { headers: { 'content-type': code ? 'text/javascript' : 'text/html' } });
  });
  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } });
  // Electron 35 moved the text from the arguments into the event.
  window.webContents.on('console-message', (event, _level, text) => {
    const said = event.message ?? text ?? '';
    if (!said.startsWith('bench ')) return;
    process.stdout.write(`${said.slice(6)}\n`);
    const { done, failed } = JSON.parse(said.slice(6));
    if (done || failed !== undefined) app.quit();
  });
  await window.loadURL('bench://desk/');
});

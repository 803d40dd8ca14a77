// Bundles one bench file: for Node with its packages left outside; for the worker, and for the app's page, as one module with everything in it.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { output, root } from '../setup/paths.mjs';

/** Resolves with the path of the bundle. */
export async function bundleBench(file, where) {
  const name = path.basename(file).replace(/\.\w+$/, '');
  const folder = path.join(output, 'bench', name);
  const inWorker = where === 'electron-worker';
  const inBrowser = inWorker || where === 'electron-page';
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  let entry = file;
  if (inWorker) {
    entry = path.join(folder, 'entry.mjs');
    fs.writeFileSync(entry, workerEntry(file));
  }
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: inBrowser ? { 'process.env.NODE_ENV': '"production"' } : {},
    build: {
      ssr: !inBrowser,
      target: inBrowser ? 'chrome130' : 'node20',
      outDir: path.join(folder, 'out'),
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: { bench: entry }, output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: !inBrowser } },
    },
  });
  return path.join(folder, 'out', 'bench.mjs');
}

function workerEntry(file) {
  const tools = path.join(root, 'build', 'bench-host', 'tools.mjs');
  return `import * as bench from ${JSON.stringify(file)};
import { benchTools } from ${JSON.stringify(tools)};
const phase = new URL(location.href).searchParams.get('phase');
const print = (line) => postMessage({ line });
let answered;
addEventListener('message', ({ data }) => answered(data));
const ask = (question) => new Promise((resolve) => { answered = resolve; postMessage({ ask: question }); });
if (phase !== 'prepare') print({ text: bench.name, ok: true });
bench[phase](benchTools(print, ask)).then(() => postMessage({ done: true }), (error) => postMessage({ failed: String(error?.message ?? error) }));
`;
}

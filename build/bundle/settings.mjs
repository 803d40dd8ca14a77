// Bundler settings of each part. No vite.config file: the parts differ in platform, format and entries.
import fs from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { output, root } from '../setup/paths.mjs';

/** Entries of the main part: processes that are started by file name, so these names are fixed. */
const MAIN_ENTRIES = {
  main: 'electron/main.ts',
  'parser-process': 'electron/workbook/parser-process.ts',
  'writer-process': 'electron/workbook/writer-process.ts',
  'statement-process': 'electron/workbook/statement-process.ts',
  'verify-process': 'electron/evidence/verify-process.ts',
};

/** Per part: a function of `{ production, watch }` that gives vite's configuration, or nothing when there is no source yet. */
export const settings = {
  main: (how) =>
    nodeSide('app/main', present(MAIN_ENTRIES), how, { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }),
  // A sandboxed preload can require nothing but electron: one CommonJS file with everything in it.
  preload: (how) =>
    nodeSide('app/preload', present({ preload: 'electron/preload.ts' }), how, {
      format: 'cjs',
      entryFileNames: '[name].cjs',
      codeSplitting: false,
    }),
  sandbox: (how) =>
    nodeSide('sandbox', present({ cli: 'electron/sandbox/cli.ts' }), how, {
      entryFileNames: '[name].mjs',
      chunkFileNames: 'chunks/[name]-[hash].mjs',
    }),
  renderer: rendererSide,
};

function present(entries) {
  return Object.fromEntries(
    Object.entries(entries)
      .map(([name, file]) => [name, path.join(root, file)])
      .filter(([, file]) => fs.existsSync(file)),
  );
}

function base({ production, watch }) {
  return {
    root,
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    mode: production ? 'production' : 'development',
    clearScreen: false,
    cacheDir: path.join(output, 'vite-cache'),
    define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
    build: { watch: watch ? {} : null, emptyOutDir: true, sourcemap: true, reportCompressedSize: false },
  };
}

/** Bundles for Node and Electron's main side: everything is bundled except Electron and Node's own modules. */
function nodeSide(folder, entries, how, outputOptions) {
  if (Object.keys(entries).length === 0) return undefined;
  const common = base(how);
  return {
    ...common,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ...common.build,
      ssr: true,
      target: 'node20',
      outDir: path.join(output, folder),
      minify: how.production,
      rolldownOptions: {
        input: entries,
        external: ['electron', /^electron\//],
        platform: 'node',
        // Error classes are told apart by their names, in logs and across the bridge.
        output: { format: 'es', keepNames: true, ...outputOptions },
      },
    },
  };
}

function rendererSide(how) {
  const folder = path.join(root, 'renderer');
  if (!fs.existsSync(path.join(folder, 'index.html'))) return undefined;
  const common = base(how);
  return {
    ...common,
    root: folder,
    // Relative addresses: the page is served from a scheme of the app's own.
    base: './',
    plugins: [react()],
    worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'workers/[name]-[hash].js' } } },
    build: {
      ...common.build,
      target: 'chrome130',
      outDir: path.join(output, 'app/renderer'),
      minify: how.production,
      // The page's content security policy allows no data: addresses, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4096,
    },
  };
}

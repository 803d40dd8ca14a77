// Takes the place of Electron's default app in the prepared runtime: runs the app folder named on the command line.
// It is an ES module because only an awaited import() can run an app whose main file is one.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');

try {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  process.defaultApp = true;
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version ?? '0.0.0');
  app.setAppPath(folder);
  if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', join(app.getPath('appData'), app.getName()));

  const main = join(folder, manifest.main ?? 'index.js');
  const isModule = main.endsWith('.mjs') || (manifest.type === 'module' && !main.endsWith('.cjs'));
  if (isModule) await import(pathToFileURL(main).href);
  else createRequire(main)(main);
} catch (error) {
  // A thrown error would raise a modal dialog that nobody can close on a machine without a screen.
  console.error(process.env.RECONCILE_DESK_DEBUG ? error : `The app in ${folder} could not be started: ${error?.message ?? error}`);
  process.exit(2);
}

// Packages that are only compared with. They stay out of the product's lock file and are installed when a bench runs.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../setup/paths.mjs';
import { npm } from '../setup/processes.mjs';

const folder = path.join(root, 'tests', 'bench', 'peers');

/** Installs the peers if there are any and they are not there yet. */
export async function installPeers(steps) {
  if (!fs.existsSync(path.join(folder, 'package.json')) || fs.existsSync(path.join(folder, 'node_modules'))) return;
  await steps.step('Peers', async () => {
    const { code } = await npm(['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: folder });
    return code === 0 ? 'installed' : 'could not be installed: the comparisons that need them will stop';
  });
}

/** The exports of a peer package. */
export async function peer(name) {
  const found = createRequire(path.join(folder, 'package.json')).resolve(name);
  return import(pathToFileURL(found).href);
}

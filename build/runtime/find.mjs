// Finds an Electron that can run here: the installed one, the official download, or the one inside a registry package.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { output } from '../setup/paths.mjs';
import { readJson, writeJson } from '../setup/digest.mjs';
import { runCommand, SetupFailure } from '../setup/steps.mjs';
import { downloadAddress, downloadOfficial, electronVersion, installedBinary } from './official.mjs';
import { preparedRuntime, prepareRuntime, registryRuntimeFits } from './registry.mjs';

const record = path.join(output, 'runtime.json');

/** Where a runtime came from, for people; the keys are what `source` may be. */
export const SOURCES = {
  installed: 'installed with the electron package',
  download: 'official download',
  registry: 'last resort from the package registry',
};

/**
 * The Electron to use: `{ path, version, source }`, `source` being a key of SOURCES. The choice is kept in
 * `.build/runtime.json`. Throws a SetupFailure with what to do when none can be had.
 */
export async function findElectron({ quiet = false, say = quiet ? () => {} : console.error } = {}) {
  const found = await choose(say);
  const known = readJson(record);
  if (known?.path !== found.path || known.source !== found.source || known.version !== found.version) writeJson(record, found);
  return found;
}

async function choose(say) {
  const version = electronVersion();
  const installed = installedBinary();
  // A downloaded binary stays in the package's folder, so that it is an installed one at the next start.
  if (installed) return { path: installed, version, source: 'installed' };

  const official = await downloadOfficial({ say });
  if (official.path) return { path: official.path, version, source: 'download' };
  if (!registryRuntimeFits) {
    throw new SetupFailure(
      `Electron ${version} could not be downloaded from ${new URL(downloadAddress(version)).host} (${official.reason}): ` +
        'set ELECTRON_MIRROR to a mirror that this machine can reach, or HTTPS_PROXY, and start again.',
    );
  }
  const ready = preparedRuntime();
  if (!ready) say(`the official Electron ${version} cannot be had: ${official.reason}`);
  return { ...(ready ?? (await prepareRuntime({ say }))), source: 'registry' };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand('find', async () => console.log(JSON.stringify(await findElectron())));
}

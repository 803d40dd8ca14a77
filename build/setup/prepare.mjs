// The set-up that `npm start`, `npm test` and the packager share. Plain Node: it runs before anything is installed.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readJson } from './digest.mjs';
import { withLock } from './lock.mjs';
import { modules, output, root, size } from './paths.mjs';
import { npm, npmReason } from './processes.mjs';
import { SetupFailure } from './steps.mjs';

const lockFile = path.join(root, 'package-lock.json');
const stamp = path.join(modules, '.reconcile-desk-stamp');

/**
 * Brings the checkout into a state in which the app runs: dependencies, Electron, its system libraries, the build.
 * Each step is printed by `steps`. Resolves with the runtime, `{ path, version, source }`.
 */
export async function prepare({ steps, build = true } = {}) {
  fs.mkdirSync(output, { recursive: true });
  return withLock(
    path.join(output, 'setup.lock'),
    async () => {
      await ensureDependencies(steps);
      const runtime = await prepareRuntime(steps);
      if (build) await prepareBuild(steps);
      return runtime;
    },
    { waiting: () => steps.say('  Another start is setting this checkout up: waiting for it.') },
  );
}

/** The dependencies alone, for what needs no Electron. */
export async function ensureDependencies(steps) {
  await steps.step('Dependencies', () => installDependencies(steps));
}

async function prepareRuntime(steps) {
  const { findElectron, SOURCES } = await import('../runtime/find.mjs');
  const { ensureSystemLibraries } = await import('../runtime/system-libs.mjs');
  const before = readJson(path.join(output, 'runtime.json'))?.path;
  let runtime;
  await steps.step('Electron', async () => {
    runtime = await findElectron({ say: steps.note });
    return { outcome: `${runtime.version}, ${SOURCES[runtime.source]}`, idle: before === runtime.path };
  });
  await steps.step('System libraries', () => ensureSystemLibraries(runtime.path, { say: steps.note }));
  return runtime;
}

async function prepareBuild(steps) {
  const { bundle } = await import('../bundle.mjs');
  const built = await bundle({ steps });
  if (built.length === 0) await steps.step('Build', async () => ({ outcome: 'nothing changed', idle: true }));
}

/** Installs exactly what the lock file says, unless that is what is there. */
async function installDependencies(steps) {
  const bytes = fs.readFileSync(lockFile);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest) return { outcome: 'as the lock file says', idle: true };
  const wanted = JSON.parse(bytes.toString('utf8')).packages;
  if (installedByHand(wanted)) {
    fs.writeFileSync(stamp, digest);
    return { outcome: 'as the lock file says', idle: true };
  }

  steps.note(`installing ${Object.keys(wanted).length - 1} packages with npm ci`);
  const env = { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' };
  const installed = await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel', 'error'], { cwd: root, env });
  if (installed.code !== 0)
    throw new SetupFailure(`The dependencies could not be installed (${npmReason(installed.stderr)}); npm ci shows the details.`);
  fs.writeFileSync(stamp, digest);
  return { outcome: `installed, ${size(folderBytes(modules))}`, idle: false };
}

/** Whether npm's own record of what it put into node_modules has every package of the lock file in that version. */
function installedByHand(wanted) {
  const have = readJson(path.join(modules, '.package-lock.json'))?.packages;
  if (!have) return false;
  return Object.entries(wanted).every(
    ([place, { version, optional, devOptional }]) => place === '' || have[place]?.version === version || optional || devOptional,
  );
}

function folderBytes(folder) {
  let sum = 0;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) sum += folderBytes(place);
    else if (entry.isFile()) sum += fs.statSync(place).size;
  }
  return sum;
}

// `npm run dist`: packages the built app with the runtime that was found. Without arguments a plain folder in dist/;
// else the arguments are electron-builder's (`npm run dist -- --linux deb`).
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { filesBelow } from './setup/digest.mjs';
import { output, root, size } from './setup/paths.mjs';
import { prepare } from './setup/prepare.mjs';
import { run } from './setup/processes.mjs';
import { runCommand, SetupFailure, stepPrinter } from './setup/steps.mjs';

const FUSES_OFF = [
  'RunAsNode',
  'EnableNodeOptionsEnvironmentVariable',
  'EnableNodeCliInspectArguments',
  'GrantFileProtocolExtraPrivileges',
  'LoadBrowserProcessSpecificV8Snapshot',
];
const FUSES_ON = ['EnableCookieEncryption', 'EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar'];
// Files of the prepared runtime that belong to development: the shim, and the mark of its preparation.
const NOT_SHIPPED = ['resources/app', 'prepared.json'];

await runCommand('npm run dist', () => dist(process.argv.slice(2)));

async function dist(args) {
  const steps = stepPrinter();
  steps.say('Packaging');
  const runtime = await prepare({ steps });
  let folder;
  await steps.step('Runtime', async () => {
    folder = await shippedRuntime(runtime);
    return `${runtime.version}, ${size(bytesBelow(folder))}`;
  });
  const targets = args.length > 0 ? args : ['--dir'];
  await steps.step('Package', async () => {
    const builder = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
    const settings = ['--config', 'build/electron-builder.yml', `-c.electronVersion=${runtime.version}`, `-c.electronDist=${folder}`];
    // Publishing is never a side effect of packaging.
    const built = await run(process.execPath, [builder, ...targets, ...settings, '--publish', 'never'], {
      cwd: root,
      show: process.env.RECONCILE_DESK_DEBUG ? process.stdout : undefined,
    });
    if (built.code !== 0) throw new SetupFailure(`The package could not be made: ${reasonOf(built.stdout + built.stderr)}`);
    return targets.join(' ');
  });
  const unpacked = fs.readdirSync(path.join(root, 'dist')).filter((name) => /unpacked$|^mac/.test(name));
  for (const name of unpacked) await steps.step('Check', () => check(path.join(root, 'dist', name)));
  return 0;
}

/** The runtime as it is shipped, without what development added to it. */
async function shippedRuntime(runtime) {
  if (runtime.source !== 'registry') return path.join(root, 'node_modules', 'electron', 'dist');
  const from = path.dirname(runtime.path);
  const to = path.join(output, 'dist-runtime');
  fs.rmSync(to, { recursive: true, force: true });
  fs.cpSync(from, to, { recursive: true, filter: (source) => !NOT_SHIPPED.includes(path.relative(from, source)) });
  // Distributions name Electron's licence so; tools that make packages look for it.
  const licence = path.join(to, 'LICENSE.electron.txt');
  if (fs.existsSync(licence)) fs.copyFileSync(licence, path.join(to, 'LICENSE'));
  return to;
}

/** Reads the fuses back from the packaged binary and looks at what is in the package. */
async function check(folder) {
  const binary = executableIn(folder);
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(binary);
  const wrong = [...FUSES_OFF.map((name) => [name, FuseState.DISABLE]), ...FUSES_ON.map((name) => [name, FuseState.ENABLE])]
    .filter(([name, state]) => wire[FuseV1Options[name]] !== state)
    .map(([name]) => name);
  if (wrong.length > 0) throw new SetupFailure(`The packaged binary has the wrong fuses: ${wrong.join(', ')}.`);
  return `${path.relative(root, binary)}, ${size(bytesBelow(folder))}, fuses as configured`;
}

function executableIn(folder) {
  const candidates = ['reconcile-desk', 'Reconcile Desk.exe', 'Reconcile Desk.app/Contents/MacOS/Reconcile Desk'];
  const found = candidates.map((name) => path.join(folder, name)).find((file) => fs.existsSync(file));
  if (!found) throw new SetupFailure(`There is no app in ${path.relative(root, folder)}.`);
  return found;
}

function bytesBelow(folder) {
  return filesBelow(folder).reduce((sum, file) => sum + fs.statSync(file).size, 0);
}

function reasonOf(text) {
  const line = text.split('\n').find((candidate) => candidate.includes('⨯')) ?? text.trim().split('\n').at(-1) ?? '';
  return stripVTControlCharacters(line)
    .replace(/^\s*⨯\s*/, '')
    .replace(/\s+failedTask=.*$/, '')
    .trim();
}

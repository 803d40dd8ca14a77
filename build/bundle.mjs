// `npm run build`: bundles the app into .build/app and the stand-alone sandbox into .build/sandbox.
// A part is built only when its sources changed. Flags: --force (all parts), --development (not minified).
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentDigest, filesBelow, readJson, writeJson } from './setup/digest.mjs';
import { output, root, size } from './setup/paths.mjs';
import { runCommand, SetupFailure, stepPrinter } from './setup/steps.mjs';

const stampFile = path.join(output, 'stamp.json');
const COMMON = ['shared', 'build/bundle.mjs', 'build/bundle', 'package.json', 'package-lock.json'];

/** The parts of the product: name, folder below .build, sources, and the module that makes the bundler's settings. */
export const PARTS = [
  { name: 'main', out: 'app/main', sources: ['electron', ...COMMON], settings: 'main' },
  { name: 'preload', out: 'app/preload', sources: ['electron', ...COMMON], settings: 'preload' },
  { name: 'renderer', out: 'app/renderer', sources: ['renderer', ...COMMON], settings: 'renderer' },
  { name: 'sandbox', out: 'sandbox', sources: ['electron', ...COMMON], settings: 'sandbox' },
];

/**
 * Builds what changed. `only` limits it to the named parts. Resolves with the names of the parts that were built.
 * Parts whose entry file is not there are left out.
 */
export async function bundle({ steps = stepPrinter(), force = false, production = true, only } = {}) {
  const parts = PARTS.filter((part) => !only || only.includes(part.name));
  const stamps = readJson(stampFile) ?? {};
  const mode = production ? 'production' : 'development';
  const stale = parts
    .map((part) => ({ ...part, digest: contentDigest(part.sources, mode) }))
    .filter((part) => force || stamps[part.name]?.digest !== part.digest || !fs.existsSync(path.join(output, part.out)));
  const built = [];
  const failures = [];
  for (const part of stale) {
    const { settings } = await import('./bundle/settings.mjs');
    const config = settings[part.settings]({ production });
    if (!config) continue;
    try {
      await steps.step(`Building ${part.name}`, async () => {
        await buildPart(part, config);
        // Written part by part: a failure in one part does not make the others stale.
        writeJson(stampFile, { ...readJson(stampFile), [part.name]: { digest: part.digest, mode } });
        return weigh(path.join(output, part.out));
      });
      built.push(part.name);
    } catch (error) {
      failures.push(error.message);
    }
  }
  if (failures.length > 0) throw new SetupFailure(failures.join('\n\n'));
  return built;
}

/** Makes the next build do these parts again: something else has written their folders. */
export function forgetBuild(names) {
  const stamps = readJson(stampFile) ?? {};
  for (const name of names) delete stamps[name];
  writeJson(stampFile, stamps);
}

async function buildPart(part, config) {
  const { build } = await import('vite');
  try {
    await build(config);
  } catch (error) {
    if (process.env.RECONCILE_DESK_DEBUG) throw error;
    const lines = String(error.message)
      .split('\n')
      .filter((line) => !/^\s+at /.test(line));
    throw new SetupFailure(`The ${part.name} part could not be built:\n${lines.join('\n').trim()}`);
  }
}

function weigh(folder) {
  const files = filesBelow(folder);
  const bytes = (list) => list.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  const maps = files.filter((file) => file.endsWith('.map'));
  const code = files.filter((file) => !file.endsWith('.map'));
  return `${code.length} files, ${size(bytes(code))}, and ${size(bytes(maps))} of source maps`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand('build', async () => {
    if (!fs.existsSync(path.join(root, 'node_modules', 'vite')))
      throw new SetupFailure('The dependencies are not installed: run npm start, or npm ci.');
    const flags = process.argv.slice(2);
    const built = await bundle({ force: flags.includes('--force'), production: !flags.includes('--development') });
    if (built.length === 0) console.log('  Nothing changed since the last build.');
  });
}

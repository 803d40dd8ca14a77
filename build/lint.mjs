// `npm run lint`: ESLint over each side, two at a time. A side is passed over while nothing that its types come from has changed
// since it was found right: what a file imports decides about its promises, so the digest is of all of that, not of the file.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentDigest, readJson, writeJson } from './setup/digest.mjs';
import { duration, output, root } from './setup/paths.mjs';
import { run } from './setup/processes.mjs';
import { runCommand } from './setup/steps.mjs';

const RULES = ['build', 'tsconfig.json', 'package-lock.json'];
/** The longest first. `from`: where else its types come from. */
const SIDES = [
  { name: 'tests', from: ['shared', 'electron', 'renderer'] },
  { name: 'renderer', from: ['shared'] },
  { name: 'electron', from: ['shared'] },
  { name: 'shared', from: [] },
  { name: 'build', from: [] },
];
const AT_ONCE = 2;

/** Lints every side, printing what is wrong. Resolves with the names of the sides with a finding. */
export async function lint({ say = console.log } = {}) {
  const waiting = [...SIDES];
  const failed = [];
  const work = async () => {
    for (let side = waiting.shift(); side; side = waiting.shift()) {
      const began = performance.now();
      const memory = path.join(output, 'lint', `${side.name}.json`);
      const digest = contentDigest([side.name, ...side.from, ...RULES], process.version);
      const known = readJson(memory)?.right === digest;
      const right = known || (await judge(side.name, say));
      if (right && !known) writeJson(memory, { right: digest });
      if (!right) failed.push(side.name);
      say(`  ${side.name}: ${known ? 'right, nothing changed' : right ? 'right' : 'wrong'} (${duration(performance.now() - began)})`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}

async function judge(folder, say) {
  const program = path.join(root, 'node_modules', 'eslint', 'bin', 'eslint.js');
  const args = [program, '--config', 'build/eslint.config.mjs', '--max-warnings', '0', folder];
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: root });
  if (code !== 0) say(`${stdout}${stderr}`.trim());
  return code === 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand('lint', async () => ((await lint()).length === 0 ? 0 : 1));
}

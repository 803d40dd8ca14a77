// `npm run typecheck`: each side against its own tsconfig, so that a DOM name in main code does not even compile;
// the main side also against the oldest Electron it runs on.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { duration, output, root } from './setup/paths.mjs';
import { run } from './setup/processes.mjs';
import { runCommand } from './setup/steps.mjs';

const PROJECTS = [
  'shared/tsconfig.json',
  'electron/tsconfig.json',
  'electron/tsconfig.electron33.json',
  'renderer/tsconfig.json',
  'tests/tsconfig.json',
];
const AT_ONCE = 2;
// The native compiler says the same in a fifth of the time; it is optional because it does not exist for every machine.
const NATIVE = path.join(root, 'node_modules', 'typescript-native', 'bin', 'tsc');
const COMPILER = fs.existsSync(NATIVE) ? NATIVE : path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const OWN_FOLDER = COMPILER === NATIVE ? 'types-native' : 'types';

/** Checks every project that exists, two at a time, printing what is wrong. Resolves with the names of those that failed. */
export async function typecheck({ say = console.log } = {}) {
  const waiting = PROJECTS.filter((project) => fs.existsSync(path.join(root, project)));
  const failed = [];
  const work = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const began = performance.now();
      const memory = path.join(output, OWN_FOLDER, `${project.replaceAll('/', '-')}.tsbuildinfo`);
      const args = [COMPILER, '--noEmit', '--incremental', '--tsBuildInfoFile', memory, '--pretty', 'false', '-p', project];
      const { code, stdout, stderr } = await run(process.execPath, args, { cwd: root });
      // A folder that has no file yet is not wrong.
      const empty = stdout.includes('error TS18003');
      if (code !== 0 && !empty) {
        failed.push(project);
        say(`${stdout}${stderr}`.trim());
      }
      say(`  ${project}: ${empty ? 'no files yet' : code === 0 ? 'right' : 'wrong'} (${duration(performance.now() - began)})`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return failed;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await runCommand('typecheck', async () => ((await typecheck()).length === 0 ? 0 : 1));
}

// `npm run bench`: runs tests/bench/**/*.bench.{ts,mjs} and prints ratios. `npm run bench -- signing` runs those whose path has the word.
//
// A bench file exports three things:
//   export const name = 'signing 10,000 requests against the official signer';
//   export const where = 'node';                 // or 'electron-worker': a module worker of the real renderer;
//                                                // or 'electron-window': Node, beside the built app, which the bench starts itself
//   export async function run(bench) { ... }     // throws, or reports through `bench`:
//   export async function prepare(bench) { ... } // worker only, where there is one: runs first, in a process of its own over the same storage
// bench.note(text)                               a line of explanation
// bench.time(label, work, { runs = 1 })          runs `work`, prints the best time (and CPU time of all threads of the renderer), resolves with the time in ms
// bench.ratio(label, value, { atMost, atLeast }) prints a ratio; outside of its bound the command ends with code 1
// bench.bound(label, ms, { atMost })             the same for a time in ms
// bench.memory(label, work, { atMost })          (worker only) runs `work`, prints by how many MB the process grew at most over what it was when
//                                                `bench.rest()` was awaited last, and the peak of the worker's V8 heap in it; outside of its bound: code 1
// bench.peer(name)                               (node only) a package of tests/bench/peers, installed when first needed
// bench.place                                    (electron-window only) `{ executable, app }` to start the built app with
// bench.script(file)                             (electron-window only) a file of tests/bench as one script that the app's page can run
// `where` and `prepare` are read from the source text, so it has to be written as above.
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchTools } from './bench-host/tools.mjs';
import { bundleBench } from './bench-host/bundle-bench.mjs';
import { installPeers, peer } from './bench-host/peers.mjs';
import { runInWorker } from './bench-host/run-in-worker.mjs';
import { filesBelow } from './setup/digest.mjs';
import { root } from './setup/paths.mjs';
import { prepare } from './setup/prepare.mjs';
import { runCommand, sentence, stepPrinter } from './setup/steps.mjs';

await runCommand('npm run bench', async () => {
  const steps = stepPrinter();
  const words = process.argv.slice(2);
  const files = filesBelow(path.join(root, 'tests', 'bench'))
    .filter((file) => /\.bench\.(ts|mjs)$/.test(file))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  steps.say(files.length === 0 ? 'There is no bench to run.' : 'Setting up');
  if (files.length === 0) return 0;
  const whereOf = (file) => /where\s*(?::[^=]+)?=\s*['"]([\w-]+)['"]/.exec(fs.readFileSync(file, 'utf8'))?.[1] ?? 'node';
  const runtime = await prepare({ steps, build: files.some((file) => whereOf(file) === 'electron-window') });
  await installPeers(steps);

  const missed = [];
  for (const file of files) {
    const place = path.relative(root, file);
    const source = fs.readFileSync(file, 'utf8');
    const where = whereOf(file);
    const phases = /export async function prepare\b/.test(source) ? ['prepare', 'run'] : ['run'];
    steps.say(`\n${place} (${where})`);
    const print = ({ text, ok }) => {
      steps.say(`  ${text}`);
      if (!ok) missed.push(`${place}: ${text}`);
    };
    try {
      const bundle = await bundleBench(file, where);
      if (where === 'electron-worker') await runInWorker(runtime, bundle, phases, print);
      else {
        const bench = await import(`${pathToFileURL(bundle).href}?${Date.now()}`);
        print({ text: bench.name, ok: true });
        const window = {
          place: { executable: runtime.path, app: root },
          script: async (name) => fs.readFileSync(await bundleBench(path.join(root, 'tests', 'bench', name), 'electron-page'), 'utf8'),
        };
        await bench.run({ ...benchTools(print), peer, ...(where === 'electron-window' ? window : {}) });
      }
    } catch (error) {
      print({ text: `stopped: ${sentence(error)}`, ok: false });
    }
  }
  steps.say(
    missed.length === 0 ? '\nAll within their bounds.' : `\nOutside of their bounds:\n${missed.map((line) => `  - ${line}`).join('\n')}`,
  );
  return missed.length === 0 ? 0 : 1;
});

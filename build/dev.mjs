// `npm run dev -- OPTIONS`: builds without minifying, watches the sources, and restarts the app after every rebuild.
// No development server: the page always comes from the app's own scheme, under the policy that ships.
import { spawn } from 'node:child_process';
import { appArguments, appEnvironment } from './setup/launch.mjs';
import { prepare } from './setup/prepare.mjs';
import { runCommand, stepPrinter } from './setup/steps.mjs';

const PARTS = ['main', 'preload', 'renderer'];
const SETTLE_MS = 150;

await runCommand('npm run dev', async () => {
  const steps = stepPrinter();
  const runtime = await prepare({ steps, build: false });
  const { settings } = await import('./bundle/settings.mjs');
  const { forgetBuild } = await import('./bundle.mjs');
  const { build } = await import('vite');
  forgetBuild(PARTS);
  const app = restartable(runtime, process.argv.slice(2));
  const building = new Set();
  let timer;

  const watchers = [];
  for (const part of PARTS) {
    const watcher = await build(settings[part]({ production: false, watch: true }));
    watchers.push(watcher);
    building.add(part);
    watcher.on('event', (event) => {
      if (event.code === 'START') building.add(part);
      if (event.code === 'ERROR') steps.say(`${part}: ${event.error.message}`);
      if (event.code === 'BUNDLE_END') {
        steps.say(`${part} built in ${event.duration} ms`);
        void event.result.close();
      }
      if (event.code !== 'END') return;
      building.delete(part);
      clearTimeout(timer);
      // A change in shared/ rebuilds several parts: the app restarts once, after the last of them.
      timer = setTimeout(() => building.size === 0 && app.restart(), SETTLE_MS);
    });
  }
  await app.ended;
  await Promise.all(watchers.map((watcher) => watcher.close()));
  process.exit(0);
});

/** The running app; `ended` resolves when a person closed it, not when a rebuild did. */
function restartable(runtime, args) {
  let child;
  let close;
  const ended = new Promise((resolve) => (close = resolve));
  const start = () => {
    const own = spawn(runtime.path, appArguments(args), { stdio: 'inherit', env: appEnvironment(runtime) });
    child = own;
    own.on('exit', () => child === own && close());
  };
  const restart = () => {
    const old = child;
    child = undefined;
    if (!old || old.exitCode !== null) return start();
    // The next start must find the single-instance lock free.
    old.once('exit', start);
    old.kill();
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (child ? child.kill() : close()));
  return { ended, restart };
}

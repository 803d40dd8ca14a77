import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readableRuntime } from '../../../build/runtime/share.mjs';
import { electronPath, launchDesk, ROOT, type Desk } from './launch';

/** nobody, on every Linux. */
const PLAIN = 65534;
const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file));

/** Why the app cannot be started as a plain user here, or null. */
export function plainUserUnavailable(): string | null {
  const root = process.getuid?.() === 0;
  return root && SETPRIV === undefined ? 'running as root without setpriv: the app cannot be started as a plain user' : null;
}

/**
 * Starts the app as users do: not as root, with Chromium's sandbox on. As root (containers, CI) it is started as `nobody`, from a copy of
 * app and runtime that everybody can read.
 */
export async function launchAsPlainUser(folder: string): Promise<Desk> {
  if (process.getuid?.() !== 0) return launchDesk(path.join(folder, 'data'));
  const app = path.join(folder, 'app');
  mkdirSync(path.join(app, '.build'), { recursive: true });
  cpSync(path.join(ROOT, '.build', 'app'), path.join(app, '.build', 'app'), {
    recursive: true,
    filter: (source) => !source.endsWith('.map'),
  });
  cpSync(path.join(ROOT, 'package.json'), path.join(app, 'package.json'));
  const home = path.join(folder, 'home');
  const data = path.join(folder, 'data');
  for (const own of [home, data]) {
    mkdirSync(own);
    chownSync(own, PLAIN, PLAIN);
  }
  chmodSync(folder, 0o755);
  const runtime = (readableRuntime as (runtime: { path: string }) => { path: string })({ path: electronPath() });
  const starter = path.join(folder, 'start.sh');
  writeFileSync(starter, `#!/bin/sh\nexec ${SETPRIV} --reuid=${PLAIN} --regid=${PLAIN} --clear-groups "${runtime.path}" "$@"\n`, {
    mode: 0o755,
  });
  return launchDesk(data, [], { HOME: home, XDG_CONFIG_HOME: home }, { executable: starter, app, sandboxed: true });
}

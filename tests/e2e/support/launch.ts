import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** The Electron that `npm test` found. */
export function electronPath(): string {
  return (JSON.parse(readFileSync(path.join(ROOT, '.build', 'runtime.json'), 'utf8')) as { path: string }).path;
}

/** Chromium's switches for this machine: no display, and its sandbox only where it can run. */
export function chromiumSwitches(sandboxed = false): string[] {
  const switches: string[] = [];
  if (!sandboxed && process.platform === 'linux' && process.getuid?.() === 0) switches.push('--no-sandbox');
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    switches.push('--ozone-platform=headless', '--disable-gpu');
  return switches;
}

export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Messages of the page's console that are errors, policy violations included. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** A user-data folder of its own per test, removed afterwards. */
export function userDataFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }) };
}

export interface LaunchPlace {
  /** What is executed; the runtime that `npm test` found unless told. */
  readonly executable?: string;
  /** Folder of the app. */
  readonly app?: string;
  /** Chromium's sandbox stays on. */
  readonly sandboxed?: boolean;
}

/** Starts the built app as a user does, with a window nobody sees. */
export async function launchDesk(
  userData: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  place: LaunchPlace = {},
): Promise<Desk> {
  const app = await _electron.launch({
    executablePath: place.executable ?? electronPath(),
    args: [...chromiumSwitches(place.sandboxed), place.app ?? ROOT, '--user-data', userData, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    // Playwright turns the sandbox off unless told.
    chromiumSandbox: place.sandboxed ?? false,
    timeout: 60_000,
  });
  const page = await app.firstWindow();
  // A dialog that still moves under the pointer takes the press and not the release, so nothing is clicked.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return { app, page, errors, close: () => app.close() };
}

// The shipped runtime: the binary of the `electron` package, there already or downloaded by that package's own script.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, modules, size } from '../setup/paths.mjs';
import { readJson, writeJson } from '../setup/digest.mjs';
import { run } from '../setup/processes.mjs';

const PROBE_MS = 6_000;
const STALL_MS = 60_000;
const REMEMBER_MS = 6 * 3_600_000;
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

const folder = path.join(modules, 'electron');

/** Version of the `electron` package in node_modules, or `undefined` before the installation. */
export function electronVersion() {
  return readJson(path.join(folder, 'package.json'))?.version;
}

/** Path of the `electron` package's binary if it is there and may be executed. */
export function installedBinary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  let relative;
  try {
    relative = fs.readFileSync(path.join(folder, 'path.txt'), 'utf8').trim();
    if (
      !override &&
      fs
        .readFileSync(path.join(folder, 'dist', 'version'), 'utf8')
        .trim()
        .replace(/^v/, '') !== electronVersion()
    )
      return undefined;
  } catch {
    if (!override) return undefined;
  }
  const binary = path.join(override || path.join(folder, 'dist'), relative || defaultName());
  try {
    fs.accessSync(binary, fs.constants.X_OK);
    return binary;
  } catch {
    return undefined;
  }
}

function defaultName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Where the official archive is fetched from, by the rules of @electron/get (mirror variables first). */
export function downloadAddress(version, env = process.env) {
  const setting = (name) =>
    env[`npm_config_electron_${name}`] || env[`NPM_CONFIG_ELECTRON_${name.toUpperCase()}`] || env[`ELECTRON_${name.toUpperCase()}`];
  const base = setting('mirror') || 'https://github.com/electron/electron/releases/download/';
  const directory = (setting('custom_dir') || `v${version}`).replace('{{ version }}', version);
  return `${base}${directory}/${setting('custom_filename') || `electron-v${version}-${process.platform}-${process.arch}.zip`}`;
}

/**
 * Downloads the official binary. Resolves with its path, or with `{ reason }` in words when it cannot be had.
 * An unreachable host is noticed by a short probe and remembered for some hours, so that the next start does not wait again.
 */
export async function downloadOfficial({ say = () => {} } = {}) {
  const version = electronVersion();
  if (!version) return { reason: 'the electron package is not installed' };
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return { reason: 'ELECTRON_SKIP_BINARY_DOWNLOAD is set' };
  const address = downloadAddress(version);
  const memory = path.join(cacheFolder(), 'official-download.json');
  const proxy = PROXY_VARIABLES.map((name) => process.env[name]).find(Boolean) ?? '';
  const last = readJson(memory);
  if (last?.address === address && last.proxy === proxy && Math.abs(Date.now() - last.at) < REMEMBER_MS) return { reason: last.reason };

  const answer = await probe(address, Boolean(proxy));
  if (answer.reason) {
    remember(memory, { address, proxy, at: Date.now(), reason: answer.reason });
    return answer;
  }
  say(`downloading Electron ${version}${answer.bytes ? `, ${size(answer.bytes)}` : ''} from ${new URL(address).host}`);
  const failure = await runInstallScript(proxy, say, answer.bytes);
  const binary = installedBinary();
  return binary ? { path: binary, bytes: answer.bytes } : { reason: failure ?? 'the download left no runnable binary' };
}

function remember(memory, value) {
  try {
    writeJson(memory, value);
  } catch {
    // A cache that cannot be written only means that the next start asks again.
  }
}

async function probe(address, viaProxy) {
  const host = new URL(address).host;
  try {
    const dispatcher = viaProxy ? proxyDispatcher() : undefined;
    const ask = dispatcher?.fetch ?? fetch;
    const response = await ask(address, {
      method: 'HEAD',
      redirect: 'follow',
      signal: AbortSignal.timeout(PROBE_MS),
      ...dispatcher?.options,
    });
    if (!response.ok) return { reason: `${host} answered ${response.status}` };
    return { bytes: Number(response.headers.get('content-length')) || 0 };
  } catch (error) {
    const why = error.name === 'TimeoutError' ? `no answer in ${PROBE_MS / 1000} s` : (error.cause?.code ?? error.message);
    return { reason: `${host} is not reachable (${why})` };
  }
}

/** Node's own fetch ignores proxy variables before version 24; the download script's HTTP library knows them. */
function proxyDispatcher() {
  try {
    const require = createRequire(path.join(modules, '@electron', 'get', 'package.json'));
    const { EnvHttpProxyAgent, fetch: proxied } = require('undici');
    return { fetch: proxied, options: { dispatcher: new EnvHttpProxyAgent() } };
  } catch {
    return undefined;
  }
}

async function runInstallScript(proxy, say, expected) {
  // A temporary folder of its own lets the growth of the download be watched: no growth for a while ends it.
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'reconcile-desk-electron-'));
  const controller = new AbortController();
  let seen = -1;
  let movedAt = Date.now();
  let toldAt = Date.now();
  const watch = setInterval(() => {
    const bytes = folderBytes(temporary);
    if (bytes !== seen) movedAt = Date.now();
    seen = bytes;
    if (Date.now() - toldAt > 5_000 && bytes > 0) {
      toldAt = Date.now();
      say(`${size(bytes)}${expected ? ` of ${size(expected)}` : ''}`);
    }
    if (Date.now() - movedAt > STALL_MS) controller.abort();
  }, 500);
  try {
    const env = { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary };
    if (proxy) env.ELECTRON_GET_USE_PROXY = '1';
    const result = await run(process.execPath, [path.join(folder, 'install.js')], { env, signal: controller.signal });
    if (result.code === 0) return undefined;
    return controller.signal.aborted ? 'the download stopped moving' : `the download failed: ${lastWords(result.stderr)}`;
  } finally {
    clearInterval(watch);
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

function lastWords(text) {
  const line = text.split('\n').find((candidate) => /error/i.test(candidate)) ?? text.split('\n')[0] ?? '';
  return line.replace(/^.*?Error:\s*/, '').trim() || 'no reason given';
}

function folderBytes(place) {
  try {
    return fs
      .readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0);
  } catch {
    return 0;
  }
}

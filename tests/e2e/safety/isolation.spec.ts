import dgram from 'node:dgram';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { userDataFolder, type Desk } from '../support/launch';
import { launchAsPlainUser, plainUserUnavailable } from '../support/plain-user';

const unavailable = plainUserUnavailable();
test.skip(unavailable !== null, unavailable ?? '');

let desk: Desk;
let folder: { path: string; remove(): void };

test.beforeAll(async () => {
  folder = userDataFolder();
  desk = await launchAsPlainUser(folder.path);
  await desk.page.waitForSelector('[data-testid="app-ready"], [data-testid="welcome"]', { timeout: 30_000 });
});
test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

test('the page reaches no TCP listener by fetch, WebSocket, image, beacon or worker', async () => {
  let connections = 0;
  const server = http.createServer((_request, response) => response.end('ok'));
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const outcomes = await desk.page.evaluate(async (address) => {
    const failed = async (act: () => Promise<unknown>): Promise<boolean> => {
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    };
    const byEvent = (target: EventTarget): Promise<unknown> =>
      new Promise((resolve, reject) => {
        target.addEventListener('load', resolve);
        target.addEventListener('open', resolve);
        target.addEventListener('error', () => reject(new Error('refused')));
        setTimeout(() => reject(new Error('timed out')), 3000);
      });
    return {
      fetch: await failed(() => fetch(`http://${address}/`, { mode: 'no-cors' })),
      socket: await failed(() => byEvent(new WebSocket(`ws://${address}/`))),
      image: await failed(() => {
        const image = new Image();
        const done = byEvent(image);
        image.src = `http://${address}/x.png`;
        return done;
      }),
      worker: await failed(() => {
        const source = new Blob([`fetch('http://${address}/').then(() => postMessage(1))`], { type: 'text/javascript' });
        return byEvent(new Worker(URL.createObjectURL(source)));
      }),
    };
  }, `127.0.0.1:${port}`);
  expect(outcomes).toEqual({ fetch: true, socket: true, image: true, worker: true });
  expect(connections).toBe(0);
  server.close();
});

test('the page sends no UDP by WebRTC', async () => {
  const socket = dgram.createSocket('udp4');
  let packets = 0;
  socket.on('message', () => packets++);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await desk.page.evaluate(async (stun) => {
    if (typeof RTCPeerConnection === 'undefined') return;
    try {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${stun}` }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
      await new Promise((resolve) => setTimeout(resolve, 2500));
      peer.close();
    } catch {
      // Refused by the policy before anything was sent: what is wanted.
    }
  }, port);
  expect(packets).toBe(0);
  socket.close();
});

test('the page cannot navigate, open windows or embed other pages', async () => {
  const before = desk.page.url();
  const outcome = await desk.page.evaluate(async () => {
    const opened = window.open('https://example.invalid/', '_blank');
    const frame = document.createElement('iframe');
    frame.src = 'app://desk/index.html';
    document.body.append(frame);
    const link = document.createElement('a');
    link.href = 'https://example.invalid/';
    link.click();
    await new Promise((resolve) => setTimeout(resolve, 500));
    let embedded: boolean;
    try {
      embedded = (frame.contentDocument?.body.childElementCount ?? 0) > 0;
    } catch {
      embedded = false;
    }
    frame.remove();
    return { opened: opened !== null, embedded };
  });
  expect(outcome).toEqual({ opened: false, embedded: false });
  expect(desk.page.url()).toBe(before);
  expect(desk.app.windows()).toHaveLength(1);
});

test("the page runs inside Chromium's sandbox, and nothing of the app runs as root", async () => {
  const state = await desk.app.evaluate(({ app }) => ({
    uid: process.getuid?.() ?? null,
    unsandboxed: app.commandLine.hasSwitch('no-sandbox'),
    pages: app
      .getAppMetrics()
      .filter((metric) => metric.type === 'Tab')
      .map((metric) => metric.sandboxed ?? null),
  }));
  expect(state.uid).not.toBe(0);
  expect(state.unsandboxed).toBe(false);
  // Only some systems report it per process; where they do it must be on.
  expect(state.pages.filter((sandboxed) => sandboxed === false)).toEqual([]);
});

test('the page has no Node, no eval and no way to run inline scripts or foreign styles', async () => {
  const outcome = await desk.page.evaluate(async () => {
    const has = (name: string): boolean => name in globalThis;
    // In a task of its own: what a debugger evaluates is exempt from the policy against eval.
    const evaluated = await new Promise<boolean>((resolve) =>
      setTimeout(() => {
        try {
          resolve(new Function('return true')() as boolean);
        } catch {
          resolve(false);
        }
      }, 0),
    );
    const script = document.createElement('script');
    script.textContent = 'globalThis.__injected = true';
    document.head.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { outline: 7px solid rgb(1, 2, 3) !important; }';
    document.head.append(style);
    const painted = getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)';
    return { require: has('require'), process: has('process'), evaluated, injected: has('__injected'), painted };
  });
  expect(outcome).toEqual({ require: false, process: false, evaluated: false, injected: false, painted: false });
});

test('path tricks on app:// lead nowhere', async () => {
  const statuses = await desk.page.evaluate(async () => {
    const paths = [
      '/..%2f..%2fpackage.json',
      '/%2e%2e/main/main.js',
      '/assets/..%5c..%5cmain/main.js',
      '/no-such.js',
      '//etc/passwd',
      '/index.html%00.js',
    ];
    return Promise.all(
      paths.map(async (path) => {
        try {
          return (await fetch(`app://desk${path}`)).status;
        } catch {
          return 404;
        }
      }),
    );
  });
  expect(statuses).toEqual([404, 404, 404, 404, 404, 404]);
});

test('the bridge refuses unknown channels, wrong arguments and calls for other files', async () => {
  const answers = await desk.page.evaluate(async () => {
    const desk = (globalThis as unknown as { desk: { invoke(channel: string, args: unknown): Promise<unknown> } }).desk;
    const unknown = await desk.invoke('fs:read', {}).then(
      () => 'answered',
      () => 'refused',
    );
    return {
      unknown,
      wrong: await desk.invoke('settings:set', { language: 'xx' }),
      surplus: await desk.invoke('app:info', { path: '/etc/passwd' }),
      token: await desk.invoke('files:reveal', { token: '/etc/passwd' }),
      opened: await desk.invoke('files:open', { token: '/etc/passwd' }),
      menu: await desk.invoke('window:menu', { app: 'x', menus: {}, roles: {}, commands: {}, available: ['format-disk'] }),
      zoom: await desk.invoke('window:zoom', { step: 'huge' }),
      own: Object.keys(desk),
    };
  });
  expect(answers.unknown).toBe('refused');
  expect(answers.wrong).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  expect(answers.surplus).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  expect(answers.token).toMatchObject({ ok: false, error: { code: 'no-such-file' } });
  expect(answers.opened).toMatchObject({ ok: false, error: { code: 'no-such-file' } });
  expect(answers.menu).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  expect(answers.zoom).toMatchObject({ ok: false, error: { code: 'bad-arguments' } });
  expect(answers.own).toEqual(['invoke']);
});

test('a choice of the menu reaches the page as a word of a closed list, and nothing else main might send does', async () => {
  const language = (): Promise<string> => desk.page.evaluate(() => document.documentElement.lang);
  const send = (channel: string, ...data: unknown[]): Promise<void> =>
    desk.app.evaluate(({ BrowserWindow }, sent) => BrowserWindow.getAllWindows()[0]!.webContents.send(sent.channel, ...sent.data), {
      channel,
      data,
    });
  await desk.page.evaluate(() => {
    const heard: unknown[] = [];
    Object.assign(globalThis, { heard });
    window.addEventListener('message', ({ data }) => heard.push(data));
  });
  const before = await language();
  await send('app:command', 'format-disk', false);
  await send('app:command', { toString: 1 }, false);
  await send('fs:content', '/etc/passwd');
  await send('app:command', 'language', false);
  await expect.poll(language).not.toBe(before);
  const heard = await desk.page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
  expect(heard).toEqual([
    { type: 'app:command', command: 'format-disk', byKeys: false },
    { type: 'app:command', command: '', byKeys: false },
    { type: 'app:command', command: 'language', byKeys: false },
  ]);
  await send('app:command', 'language', false);
  await expect.poll(language).toBe(before);
});

test('a call from a frame that is not the app is refused', async () => {
  const preloadFile = path.join(await desk.app.evaluate(({ app }) => app.getAppPath()), '.build', 'app', 'preload', 'preload.cjs');
  const answer = await desk.app.evaluate(async ({ BrowserWindow }, preload) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await stranger.loadURL('data:text/html,stranger');
    const result: unknown = await stranger.webContents.executeJavaScript("desk.invoke('app:info', {})");
    stranger.destroy();
    return result;
  }, preloadFile);
  expect(answer).toMatchObject({ ok: false, error: { code: 'refused-sender' } });
});

test('a secret key goes to main and never comes back, nor does it lie readable on the disk', async () => {
  const secret = 'NeverToBeSeenAgain0123456789abcdefghij';
  const answers = await desk.page.evaluate(async (secretKey) => {
    const { desk } = globalThis as unknown as { desk: { invoke(channel: string, args: unknown): Promise<unknown> } };
    const profile = 'sandbox-cn';
    const set = await desk.invoke('keys:set', { profile, accessKey: 'MADEUPACCESSKEY01234', secretKey });
    const all = [
      set,
      await desk.invoke('keys:status', { profile }),
      await desk.invoke('profiles:list', {}),
      await desk.invoke('settings:get', {}),
      await desk.invoke('app:info', {}),
    ];
    return JSON.stringify(all);
  }, secret);
  expect(answers).toContain('"masked":"MADE…1234"');
  expect(answers).not.toContain(secret);
  expect(answers).not.toContain('MADEUPACCESSKEY01234');
  const holding = readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && statSync(path.join(entry.parentPath, entry.name)).size < 50_000_000)
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(secret));
  expect(holding).toEqual([]);
});

test('permissions are denied but for writing the clipboard', async () => {
  const states = await desk.page.evaluate(async () =>
    Promise.all(
      ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  );
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
});

test('nothing on the page breaks the content policy', () => {
  expect(
    desk.errors.filter(
      (text) =>
        /Content Security Policy|Refused to/.test(text) &&
        !/example\.invalid|127\.0\.0\.1|blob:|unsafe-eval|inline|frame-src|webrtc/i.test(text),
    ),
  ).toEqual([]);
});

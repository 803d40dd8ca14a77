import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright';
import { expect, test } from 'playwright/test';
import { startSandbox } from '../../../electron/sandbox/server';
import { runHeadless } from '../../support/headless';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

/** The secret as it is, and as bytes that a file or a message may hold it in. */
function shapes(secret: string): Buffer[] {
  const plain = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => {
    // Three alignments: the secret may stand anywhere inside what was encoded.
    const text = Buffer.concat([Buffer.alloc(shift), plain])
      .toString('base64')
      .replace(/=+$/, '');
    return Buffer.from(text.slice(shift === 0 ? 0 : 4, -2));
  });
  return [
    plain,
    Buffer.from(secret, 'utf16le'),
    Buffer.from(plain.toString('hex')),
    ...base64,
    Buffer.from([...secret].reverse().join('')),
  ];
}

const holds = (bytes: Buffer, secret: string): boolean => shapes(secret).some((shape) => bytes.includes(shape));

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

const guilty = (files: readonly string[], secret: string): string[] => files.filter((file) => holds(readFileSync(file), secret));

/** Notes every message between page and main from now on: calls of the bridge with their answers, and both ways of every port. */
async function listenIn(app: ElectronApplication): Promise<() => Promise<{ way: string; text: string }[]>> {
  await app.evaluate(({ ipcMain, MessageChannelMain }) => {
    const heard: { way: string; text: string }[] = [];
    (globalThis as unknown as { heard: typeof heard }).heard = heard;
    const note = (way: string, what: unknown): void => {
      let text: string;
      try {
        text =
          JSON.stringify(what, (_key, value: unknown) =>
            ArrayBuffer.isView(value) ? Buffer.from(value.buffer).toString('latin1') : value,
          ) ?? '';
      } catch {
        text = String(what);
      }
      heard.push({ way, text });
    };
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, ...args: unknown[]) => unknown> })
      ._invokeHandlers;
    for (const [channel, handler] of [...handlers]) {
      handlers.set(channel, async (event, ...args) => {
        note(`${channel} asked`, args);
        const answer = await handler(event, ...args);
        note(`${channel} answered`, answer);
        return answer;
      });
    }
    const port = Object.getPrototypeOf(new MessageChannelMain().port1) as {
      postMessage(...args: unknown[]): void;
      emit(name: string, event: { data?: unknown }): boolean;
    };
    const { postMessage, emit } = port;
    port.postMessage = function (...args) {
      note('port sent', args[0]);
      return postMessage.apply(this, args);
    };
    port.emit = function (name, event) {
      if (name === 'message') note('port received', event.data);
      return emit.call(this, name, event);
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { heard: { way: string; text: string }[] }).heard);
}

test('the secret key is in no file, no log, no journal, no dump, and in one message only: the one it is handed over with', async () => {
  test.setTimeout(180_000);
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  const folder = userDataFolder();
  const { app, page } = await launchDesk(folder.path);
  let said = '';
  app.process().stdout?.on('data', (text: Buffer) => (said += text.toString('latin1')));
  app.process().stderr?.on('data', (text: Buffer) => (said += text.toString('latin1')));
  const heard = await listenIn(app);
  const dumps = await app.evaluate(({ app: own }) => own.getPath('crashDumps'));
  const desk = new DeskPage(page);
  await desk.speakChinese();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await desk.at('profile-url').fill(sandbox.url);
  await desk.at('keys-form').locator('[name="accessKey"]').fill(sandbox.ak);
  await desk.at('keys-form').locator('[name="secretKey"]').fill(sandbox.sk);
  await desk.at('keys-save').click();
  await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 90_000 });
  await desk.goTo('settings');
  // The page ends as it would in a crash; what was in its memory may be written somewhere.
  const messages = await heard();
  const crashed = page.waitForEvent('crash');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  await crashed;
  await app.close().catch(() => app.process().kill());

  // The check can see: the secret in every shape, and what is not secret where it belongs.
  for (const before of ['', 'a', 'ab'])
    expect(holds(Buffer.from(Buffer.from(`${before}${sandbox.sk}z`).toString('base64')), sandbox.sk)).toBe(true);
  expect(messages.length).toBeGreaterThan(100);
  expect(new Set(messages.map(({ way }) => way))).toContain('port received');
  const files = filesBelow(folder.path);
  expect(files.some((file) => readFileSync(file).includes(new URL(sandbox.url).host))).toBe(true);

  const carrying = messages.filter(({ text }) => holds(Buffer.from(text, 'latin1'), sandbox.sk));
  expect(carrying.map(({ way }) => way)).toEqual([expect.stringMatching(/^[\w:-]*key[\w:-]* asked$/i)]);
  expect(guilty(files, sandbox.sk)).toEqual([]);
  expect(guilty(filesBelow(dumps), sandbox.sk)).toEqual([]);
  expect(holds(Buffer.from(said, 'latin1'), sandbox.sk)).toBe(false);
  await sandbox.close();
  folder.remove();
});

test('keys of a headless run, and those of a run that is refused, are nowhere either', async () => {
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  const folder = userDataFolder();
  const token = 'TemporaryTokenOfThisTest0123456789abcdefXYZ';
  for (const secret of [sandbox.sk, 'WrongSecretKeyOfThisTest0123456789ABCDEF']) {
    const env = {
      RECONCILE_DESK_AK: sandbox.ak,
      RECONCILE_DESK_SK: secret,
      ...(secret === sandbox.sk ? {} : { RECONCILE_DESK_TOKEN: token }),
    };
    const run = await runHeadless(['--endpoint', sandbox.url, '--today', sandbox.today, '--user-data', folder.path], env);
    expect(run.code).toBe(secret === sandbox.sk ? 0 : 2);
    for (const word of [secret, token]) {
      expect(holds(Buffer.from(run.stdout + run.stderr), word)).toBe(false);
      expect(guilty(filesBelow(folder.path), word)).toEqual([]);
    }
  }
  await sandbox.close();
  folder.remove();
});

import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { startSandbox } from '../../../electron/sandbox/server';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

const basic = (password: string): string => `Basic ${Buffer.from(`someone:${password}`).toString('base64')}`;

/** A proxy for plain http that lets nobody through without its password. */
async function startProxy(): Promise<{ port: number; passed: () => number; expire(): void; stop(): void }> {
  let passed = 0;
  let right = basic('correct');
  let left = Infinity;
  const server = http.createServer((asked, answer) => {
    if (left-- === 0) right = basic('changed');
    if (asked.headers['proxy-authorization'] !== right) {
      answer.writeHead(407, { 'proxy-authenticate': 'Basic realm="example"' }).end('<html>sign in</html>');
      return;
    }
    passed++;
    const { 'proxy-authorization': _, ...headers } = asked.headers;
    const on = http.request(asked.url ?? '', { method: asked.method ?? 'GET', headers }, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    });
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, passed: () => passed, expire: () => (left = 6), stop: () => void server.close() };
}

test('a proxy that asks for a password gets a dialog; a wrong one is asked for again, and the sync goes on by itself', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
  const proxy = await startProxy();
  const { page, close } = await launchDesk(folder.path, [
    `--proxy-server=127.0.0.1:${String(proxy.port)}`,
    '--proxy-bypass-list=<-loopback>',
  ]);
  const desk = new DeskPage(page);
  await desk.speakChinese();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await desk.at('profile-url').fill(sandbox.url);
  await desk.at('keys-form').locator('[name="accessKey"]').fill(sandbox.ak);
  await desk.at('keys-form').locator('[name="secretKey"]').fill(sandbox.sk);
  await desk.at('keys-save').click();
  await expect(desk.at('sync-start')).toBeVisible({ timeout: 30_000 });
  const dialog = desk.at('proxy-login');
  // The check of permissions meets it as well; who declines is told why nothing came.
  await page.evaluate(() => (location.hash = '#/settings?tab=permissions'));
  await desk.at('permission-start').click();
  await dialog.getByRole('button', { name: '取消' }).click({ timeout: 15_000 });
  await expect(desk.at('permission-check')).toContainText('代理', { timeout: 30_000 });
  await page.evaluate(() => (location.hash = '#/sync'));
  await expect(desk.at('sync-start')).toBeEnabled();
  await desk.at('sync-start').click();
  const answer = async (password: string): Promise<void> => {
    await dialog.locator('[name="username"]').fill('someone');
    await dialog.locator('[name="password"]').fill(password);
    await desk.at('proxy-send').click();
  };
  await expect(dialog).toContainText('example', { timeout: 15_000 });
  await answer('wrong');
  await expect(dialog.getByRole('alert')).toBeVisible({ timeout: 15_000 });
  expect(sandbox.stats().requests).toBe(0);
  await answer('correct');
  await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  await expect(dialog).toHaveCount(0);
  expect(proxy.passed()).toBeGreaterThan(20);

  // Its password changes in the middle of a run: who declines is told, and may sign in after all.
  proxy.expire();
  await desk.at('sync-everything').check();
  await desk.at('sync-start').click();
  await dialog.getByRole('button', { name: '取消' }).click({ timeout: 30_000 });
  await expect(desk.at('sync-paused')).toHaveAttribute('data-reason', 'proxy', { timeout: 30_000 });
  await desk.at('proxy-sign-in').click();
  await dialog.locator('[name="username"]').fill('someone');
  await dialog.locator('[name="password"]').fill('changed');
  await desk.at('proxy-send').click({ timeout: 15_000 });
  await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  await close();
  proxy.stop();
  await sandbox.close();
  folder.remove();
});

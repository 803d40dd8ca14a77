import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

/** Takes connections and never says a word, as a firewall that drops packets. */
async function startSilence(): Promise<{ url: string; stop(): void }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

test('a gateway that does not answer: said within ten seconds, cancelled at once, ended after half a minute', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const silence = await startSilence();
  const { page, close } = await launchDesk(folder.path);
  const desk = new DeskPage(page);
  await desk.speakChinese();
  await page.getByRole('radio', { name: '自定义地址' }).check();
  await desk.at('profile-url').fill(silence.url);
  await desk.at('keys-form').locator('[name="accessKey"]').fill('EXAMPLEAK00000000001');
  await desk.at('keys-form').locator('[name="secretKey"]').fill('example-secret');
  await desk.at('keys-save').click();

  await test.step('the page says that nobody answers, then that it is the network', async () => {
    await desk.at('sync-start').click();
    await expect(desk.at('sync-trouble')).toBeVisible({ timeout: 7_000 });
    await expect(desk.at('sync-trouble')).toHaveAttribute('data-trouble', 'network', { timeout: 5_000 });
  });

  await test.step('cancelling works at once', async () => {
    await desk.at('sync-cancel').click();
    await expect(desk.at('sync-start')).toBeVisible({ timeout: 1_500 });
    await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'cancelled');
  });

  await test.step('left alone, the run ends and says why', async () => {
    await desk.at('sync-start').click();
    await expect(desk.at('activity-sync')).toHaveAttribute('data-state', 'failed', { timeout: 35_000 });
    await expect(desk.page.locator('[data-testid="sync-problem"][data-failure="network"]').first()).toBeVisible();
  });

  await close();
  silence.stop();
  folder.remove();
});

import { expect, test } from 'playwright/test';
import { DeskPage } from '../support/desk-page';
import { launchDesk, userDataFolder } from '../support/launch';

test('what a run will read is told before it starts, and a run can be for one kind of data, one customer, one month', async () => {
  test.setTimeout(120_000);
  const folder = userDataFolder();
  const { page, close } = await launchDesk(folder.path, ['--rate', 'off']);
  const desk = new DeskPage(page);
  const cost = async (): Promise<number> => Number(await desk.at('sync-cost').getAttribute('data-requests'));
  const read = async (): Promise<string> => (await desk.at('sync-outcome').textContent()) ?? '';
  await desk.speakChinese();

  await desk.startWithSample();
  await desk.goTo('sync');

  await test.step('the cost of the next run, month by month', async () => {
    await expect.poll(cost).toBeGreaterThan(20);
    const months = page.locator('[data-testid="sync-plan"] tr[data-period]');
    expect(await months.count()).toBeGreaterThan(2);
    await expect(months.last()).toHaveAttribute('data-state', 'settling');
  });

  await test.step('coupons alone cost less, and only they are read', async () => {
    const all = await cost();
    for (const group of ['账单', '资源明细', '订单与退款', '账户与调账', '客户与名称'])
      await desk.at('sync-groups').getByRole('checkbox', { name: group, exact: true }).uncheck();
    // The list of resellers comes first in every run.
    await expect(desk.at('sync-plan')).toContainText(/客户与名称 1(?!\d)/);
    const told = await cost();
    expect(told).toBeLessThan(all / 2);
    await desk.at('sync-start').click();
    await expect.poll(read).toContain(`${String(told)} 次请求`);
  });

  await test.step('a month is read again from its own page', async () => {
    await desk.goTo('period');
    await desk.syncedBy(() => desk.at('refresh-month').click());
    await desk.goTo('sync');
    await expect.poll(read).not.toContain(' 0 条记录');
  });
  await close();
  folder.remove();
});

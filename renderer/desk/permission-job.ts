/** The permission check seen from the store: what an interface can be asked about, and the report kept with its date. */
import type { PermissionArgs } from '../../shared/desk/api';
import { withTriedAgain, worthAnotherTry, type PermissionReport, type Subjects } from '../../shared/sync/permissions';
import type { DeskCore } from './core';
import { eachRecord } from './published';

/** Key of the last report in `meta`. */
export const PERMISSIONS = 'permissions';
/** Key of the account ID (domain ID) of the profile's own account in `meta`, where somebody typed it in. */
export const ACCOUNT_ID = 'account-id';

/**
 * Tries every interface, or (`again`) those that nothing is known of although they can be asked, and keeps what came out; a check that was cancelled
 * leaves the report before it.
 */
export async function runPermissionCheck(
  core: DeskCore,
  args: PermissionArgs,
  onProgress: (step: { done: number; total: number }) => void,
  signal: AbortSignal,
): Promise<PermissionReport> {
  const before = args.again === true ? ((await core.store.meta.get(PERMISSIONS))?.value as PermissionReport | undefined) : undefined;
  const found = await core.link.call(
    'permissionCheck',
    {
      today: args.today,
      language: args.language === 'zh' ? 'zh_CN' : 'en_US',
      subjects: await subjectsOf(core),
      ...(before === undefined ? {} : { only: worthAnotherTry(before) }),
    },
    { signal, onItem: onProgress },
  );
  const report = before === undefined ? found : withTriedAgain(before, found);
  await core.store.meta.put({ key: PERMISSIONS, value: report });
  return report;
}

/** A refund order where there is one: it suits both interfaces of orders. Customers and services the check finds by itself, too. */
async function subjectsOf(core: DeskCore): Promise<Subjects> {
  const { store } = core;
  const customer = await store.parties.where('kind').equals('customer').first();
  const service = await store.services.toCollection().first();
  const domain = (await store.meta.get(ACCOUNT_ID))?.value;
  let order: string | null = null;
  let isRefund = false;
  await eachRecord(core, 'orders', (record) => {
    if (isRefund) return;
    isRefund = record.int('order_type') === 4;
    if (order === null || isRefund) order = record.text('order_id');
  });
  return {
    ...(customer === undefined ? {} : { customer: customer.id }),
    ...(order === null ? {} : { order }),
    ...(service === undefined ? {} : { service: service.code }),
    ...(typeof domain === 'string' ? { domain } : {}),
  };
}

import { afterEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../electron/sandbox/server';
import { fetchTransport, TransportError } from '../../../electron/sync/http';
import { checkPermissions, type CheckOptions } from '../../../electron/sync/permission-check';
import { CALLS } from '../../../shared/api/catalogue';
import { withTriedAgain, worthAnotherTry, type CheckedCall, type PermissionReport } from '../../../shared/sync/permissions';

const open: Sandbox[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function check(
  options: Partial<SandboxOptions>,
  more: Partial<CheckOptions> = {},
): Promise<{ report: PermissionReport; sandbox: Sandbox; of: (id: string) => CheckedCall }> {
  const sandbox = await startSandbox({ site: 'cn', size: 'small', rate: 'off', ...options });
  open.push(sandbox);
  const report = await checkPermissions({
    site: options.site ?? 'cn',
    today: sandbox.today,
    language: 'zh_CN',
    subjects: {},
    credentials: { accessKey: sandbox.ak, secretKey: sandbox.sk },
    endpoint: sandbox.url,
    transport: fetchTransport(fetch),
    rate: 'off',
    onProgress: () => Promise.resolve(),
    signal: new AbortController().signal,
    ...more,
  });
  const of = (id: string): CheckedCall => report.calls.find((one) => one.id === id) as CheckedCall;
  return { report, sandbox, of };
}

describe('each interface is tried once', () => {
  test('a distributor on the China site may call everything there; what is International is not tried', async () => {
    const { report, sandbox } = await check({});
    expect(report.calls.map(({ id }) => id)).toEqual(CALLS.map(({ id }) => id));
    for (const { id, sites } of CALLS) {
      const permitted = report.calls.find((one) => one.id === id)?.permitted;
      expect(permitted, id).toBe(sites.includes('cn') ? 'callable' : 'other-site');
    }
    const counts = Object.values(sandbox.stats().byOperation);
    expect(counts.every(({ requests }) => requests === 1)).toBe(true);
    expect(report.requests).toBe(counts.length);
  });

  test('International: invoices need an account ID, which keys do not tell', async () => {
    const { of } = await check({ site: 'intl' });
    expect(of('ListInvoices')).toMatchObject({ permitted: 'unknown', why: 'no-subject' });
    const { of: told } = await check({ site: 'intl' }, { subjects: { domain: 'account-1' } });
    expect(told('ListInvoices').permitted).toBe('callable');
    expect(told('ShowPartnerConsumptionQuota').permitted).toBe('callable');
    expect(told('ListProvinces').permitted).toBe('other-site');
  });

  test('that there is no such order is an answer like any other: whoever is told so may ask', async () => {
    const { of } = await check({}, { subjects: { order: 'CS0000000000' } });
    expect(of('ShowCustomerOrderDetails')).toMatchObject({ permitted: 'callable', why: null, code: 'CBC.30000010' });
  });
});

test('what was left open by a line that broke is tried again by itself, and the rest of the report stays', async () => {
  let calls = 0;
  const broken: CheckOptions['transport'] = (request, signal) =>
    ++calls > 5 ? Promise.reject(new TransportError('certificate', 'ERR_CERT_DATE_INVALID')) : fetchTransport(fetch)(request, signal);
  const { report, sandbox } = await check({}, { transport: broken });
  expect(report.stopped).toBe('certificate');
  const left = worthAnotherTry(report);
  expect(left).toHaveLength(CALLS.filter(({ sites }) => sites.includes('cn')).length - 5);
  const before = sandbox.stats().requests;
  const again = await checkPermissions({
    ...{ site: 'cn', today: sandbox.today, language: 'zh_CN', subjects: {}, rate: 'off', only: left },
    credentials: { accessKey: sandbox.ak, secretKey: sandbox.sk },
    endpoint: sandbox.url,
    transport: fetchTransport(fetch),
    onProgress: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
  // The lists that name a customer, a service and an order to ask about are read again; two of them had been.
  const lists = ['ListSubCustomers', 'ListServiceTypes', 'ListCustomerOrders'];
  expect(sandbox.stats().requests - before).toBe(new Set<string>([...left, ...lists]).size);
  const whole = withTriedAgain(report, again);
  expect(whole.stopped).toBeNull();
  expect(whole.calls.map(({ id }) => id)).toEqual(CALLS.map(({ id }) => id));
  expect(whole.calls.filter(({ permitted }) => permitted === 'callable')).toHaveLength(left.length + 5);
});

describe('a role that lacks items', () => {
  test('is told which interfaces it misses, and those alone', async () => {
    const { report } = await check({ denied: ['BPC_ITEM_FINANCE_020100', 'BPC_ITEM_FINANCE_020101', 'ListMeasureUnits'] });
    const missing = report.calls.filter(({ permitted }) => permitted === 'missing');
    expect(missing.map(({ id }) => id)).toEqual(['ListConsumeSubCustomers', 'ListSubCustomerBillDetail', 'ListMeasureUnits']);
    for (const one of missing) expect(one).toMatchObject({ why: 'permission', status: 403, code: 'CBC.0151', requestId: /./ });
  });

  test('what is asked by order is tried with a made-up one where none is known: a refusal counts, "no such order" says nothing', async () => {
    const orders = ['BPC_ITEM_SUBCUSTSERV_060100', 'BPC_ITEM_SUBCUSTSERV_060200'];
    const { of } = await check({ denied: orders });
    for (const id of ['ListCustomerOrders', 'ShowCustomerOrderDetails', 'ShowRefundOrderDetails'])
      expect(of(id).permitted, id).toBe('missing');
    // The list alone is refused, so no order is known; the details answer that there is none of that number.
    const { of: half } = await check({ denied: ['ListCustomerOrders'] });
    expect(half('ListCustomerOrders').permitted).toBe('missing');
    expect(half('ShowCustomerOrderDetails')).toMatchObject({ permitted: 'unknown', why: 'no-subject', code: 'CBC.30000010' });
    const { of: told } = await check({ denied: ['ListCustomerOrders'] }, { subjects: { order: 'CS0000000000' } });
    expect(told('ShowCustomerOrderDetails').permitted).toBe('callable');
  });

  test('a partner without resellers is refused what only distributors may call', async () => {
    const { of } = await check({ size: 'tiny' });
    expect(of('ListIssuedCouponQuotas').permitted).toBe('missing');
    expect(CALLS.find(({ id }) => id === 'ListIssuedCouponQuotas')?.caller).toBe('distributor');
  });
});

describe('what ends the check', () => {
  test('wrong keys: one call, everything unknown, nothing called missing', async () => {
    const { report, sandbox } = await check({}, { credentials: { accessKey: 'WRONG', secretKey: 'wrong' } });
    expect(report.stopped).toBe('credentials');
    expect([report.requests, sandbox.stats().requests]).toEqual([1, 1]);
    expect(report.calls.some(({ permitted }) => permitted === 'missing' || permitted === 'callable')).toBe(false);
  });

  test('cancelled half way: it stops asking', async () => {
    const ended = new AbortController();
    const sandbox = await startSandbox({ site: 'cn', size: 'tiny', rate: 'off' });
    open.push(sandbox);
    const running = checkPermissions({
      site: 'cn',
      today: sandbox.today,
      language: 'zh_CN',
      subjects: {},
      credentials: { accessKey: sandbox.ak, secretKey: sandbox.sk },
      endpoint: sandbox.url,
      transport: fetchTransport(fetch),
      rate: 'off',
      onProgress: ({ done }) => Promise.resolve(done === 5 ? ended.abort() : undefined),
      signal: ended.signal,
    });
    await expect(running).rejects.toThrow();
    expect(sandbox.stats().requests).toBeLessThanOrEqual(6);
  });

  test('one interface that fails says so and the others are still tried', async () => {
    const { of } = await check({ faults: { rules: [{ operation: 'ListUsageTypes', status: 404 }] } });
    expect(of('ListUsageTypes')).toMatchObject({ permitted: 'unknown', status: 404 });
    expect(of('ListPartnerBalances').permitted).toBe('callable');
  });
});

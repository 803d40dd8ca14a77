import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import { aDesk, aName, Main, quiet, type Gateway } from './a-desk';

const OCTOBER: Gateway[number] = {
  key: { source: 'bill-lines', period: '2026-10', chargeMode: '3' },
  rows: 1,
  columns: { customer_id: ['a'], cloud_service_type: ['hws.service.type.ec2'], bill_type: ['0'], charge_mode: ['3'], amount: ['100'] },
};

interface Online {
  readonly state?: string;
  readonly trade?: string;
  readonly amount?: string;
  readonly tax?: string | null;
}

const online = (...invoices: Online[]): Gateway[number] => ({
  key: { source: 'online-invoices', domain: 'account-1', year: '2026' },
  rows: invoices.length,
  columns: {
    requestId: invoices.map((_, at) => `R-${at}`),
    invoiceNo: invoices.map((_, at) => `N-${at}`),
    invoiceState: invoices.map(({ state = '8' }) => state),
    tradeType: invoices.map(({ trade = '6' }) => trade),
    invoiceAmount: invoices.map(({ amount = '100' }) => amount),
    tax_amount: invoices.map(({ tax = null }) => tax),
    billCycle: invoices.map(() => '2026-10'),
    applyTime: invoices.map(() => '2026-11-01T00:00:00Z'),
  },
});

let main: Main;
let desk: Desk;
let store: DeskStore;
beforeEach(async () => {
  main = new Main();
  ({ desk, store } = await aDesk(main, aName()));
});
afterEach(async () => {
  await desk.close();
  store.close();
});

async function c8(...invoices: Online[]): Promise<[status: string | undefined, left: string | null | undefined]> {
  main.gateway = invoices.length === 0 ? [OCTOBER] : [OCTOBER, online(...invoices)];
  await desk.sync({ periods: null, today: '2026-11-06', language: 'zh' }, quiet);
  const total = await store.totals.get(['2026-10', 'C8']);
  return [total?.status, total?.left];
}

it('invoices read on demand prove a month, and change its result when they come', async () => {
  expect(await c8()).toEqual(['not-provable', null]);
  expect(await c8({})).toEqual(['equal', '100.00']);
});

it('a tax in the amount is allowed for, more is not', async () => {
  expect(await c8({ amount: '106', tax: '6' })).toEqual(['within', '106.00']);
  expect(await c8({ amount: '107', tax: '6' })).toEqual(['broken', '107.00']);
});

it('what was returned, rejected or drafted, and invoices of other trades, are none of the month', async () => {
  expect(await c8({}, { state: '9' }, { state: '11' }, { state: '0' }, { trade: '7' })).toEqual(['equal', '100.00']);
});

it('a month that a file lists is the file’s', async () => {
  main.add('f', {
    name: '发票列表.xlsx',
    rows: [
      ['发票号码', '账期', '发票金额', '状态', '申请时间', '税率'],
      ['0001', '2026-10', '100.00', '已开票', '2026-11-05 10:00:00', '0'],
    ],
  });
  const preview = await desk.previewDocument({ token: 'f', kind: 'invoices', mapping: null, today: '2026-11-06' }, quiet);
  await desk.confirmDocument({ preview: preview.preview, skipBadRows: false });
  expect(await c8({ amount: '170' })).toEqual(['equal', '100.00']);
});

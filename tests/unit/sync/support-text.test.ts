import { expect, test } from 'vitest';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';
import { supportText } from '../../../renderer/pages/sync/support-text';
import { FAILURE_CODES } from '../../../shared/sync/failures';
import { sliceId, type SyncProblem } from '../../../shared/sync/slices';

const problem = (more: Partial<SyncProblem>): SyncProblem => ({
  slice: sliceId({ source: 'fee-records', period: '2026-10', customer: 'cust-0042', reseller: 'resell-7' }),
  failure: 'permission',
  status: 403,
  code: 'CBC.0151',
  requestId: 'b1946ac92492d2347c6235b4d2611184',
  at: '2026-11-05T04:00:00.000Z',
  ...more,
});

test('a support text says when, what, which failure and the request, and nobody’s name or number', () => {
  const text = supportText('Reconcile Desk 0.1.0', [
    problem({}),
    problem({ failure: 'contract', place: 'fee_records[3].payment_amount: not-an-amount', code: null }),
    problem({ slice: sliceId({ source: 'order-details', order: 'CS2605110930ABCDE' }), failure: 'network', status: null, requestId: null }),
  ]);
  expect(text.split('\n')).toEqual([
    'Reconcile Desk 0.1.0',
    '2026-11-05T04:00:00.000Z RD-103 permission fee-records 2026-10 403 CBC.0151 b1946ac92492d2347c6235b4d2611184',
    '2026-11-05T04:00:00.000Z RD-401 contract fee-records 2026-10 403 b1946ac92492d2347c6235b4d2611184 fee_records[3].payment_amount: not-an-amount',
    '2026-11-05T04:00:00.000Z RD-201 network order-details CBC.0151',
  ]);
  expect(text).not.toMatch(/cust-0042|resell-7|CS2605110930ABCDE/);
});

test('every failure has a number of its own, and three sentences in both languages', () => {
  const classes = Object.keys(FAILURE_CODES).sort();
  expect(new Set(Object.values(FAILURE_CODES)).size).toBe(classes.length);
  for (const words of [zh.faults.failure, en.faults.failure]) {
    expect(Object.keys(words).sort()).toEqual(classes);
    for (const { happened, means, todo } of Object.values(words))
      for (const said of [happened, means, todo]) expect(said).toMatch(/[.。]$/);
  }
});

import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { A, inputOf, PERIOD, u, type Given } from '../build-input';
import type { Coupon, CouponOperation, CouponQuota, CouponRecords } from '../../../../shared/reconcile/types';

const quota = (more: Partial<CouponQuota> = {}): CouponQuota => ({ id: 'Q1', value: u('1000'), balance: u('900'), status: 0, createdAt: `${PERIOD}-02T00:00:00Z`, reseller: null, parent: null, ...more });
const coupon = (more: Partial<Coupon> = {}): Coupon => ({ id: 'K1', customer: A, status: 2, faceValue: u('100'), balance: u('60'), createdAt: `${PERIOD}-03T00:00:00Z`, expiresAt: null, reseller: null, ...more });
const operation = (more: Partial<CouponOperation> = {}): CouponOperation => ({ id: 'O1', operation: 'issue', quota: 'Q1', parentQuota: null, coupon: 'K1', customer: A, reseller: null, amount: u('100'), time: `${PERIOD}-03T00:00:00Z`, succeeded: true, ...more });
const records = (more: Partial<CouponRecords> = {}): CouponRecords => ({ quotas: [quota()], coupons: [coupon()], operations: [operation()], used: [{ period: PERIOD, customer: A, units: u('40') }], ...more });
const run = (coupons?: CouponRecords, given: Given = {}) => {
  const result = reconcile(inputOf({ ...given, ...(coupons ? { coupons } : {}) }));
  return { c5: result.totals.filter((one) => one.id === 'C5').at(-1)!, rolls: result.coupons, all: result.totals.filter((one) => one.id === 'C5') };
};

describe('C5', () => {
  it('quota 1000 - 900 = issued 100; coupon 100 - 60 = charged 40', () => {
    const { c5, rolls } = run(records());
    expect(c5).toMatchObject({ status: 'equal', blocking: false, left: u('140'), right: u('140'), buckets: { tested: 2, broken: 0 }, currency: 'CNY' });
    expect(c5.checks).toMatchObject([{ identity: '36', status: 'equal', tested: 1 }]);
    expect(rolls).toMatchObject([
      { kind: 'quota', id: 'Q1', value: u('1000'), issued: u('100'), reclaimed: 0n, left: u('900'), difference: 0n },
      { kind: 'customer', id: A, value: u('100'), used: u('40'), left: u('60'), difference: 0n },
    ]);
  });

  it('a reclaim gives back to the quota and is no charge', () => {
    const reclaimed = operation({ id: 'O2', operation: 'reclaim', amount: u('60') });
    const given = records({ quotas: [quota({ balance: u('960') })], coupons: [coupon({ balance: 0n, status: 5 })], operations: [operation(), reclaimed] });
    expect(run(given)).toMatchObject({ c5: { status: 'equal' }, rolls: [{ reclaimed: u('60') }, { reclaimed: u('60'), used: u('40') }] });
    const rest = run(records({ ...given, coupons: [coupon({ balance: u('1'), status: 5 })] })).c5;
    expect(rest.checks).toMatchObject([{ identity: '36', status: 'broken', broken: 1 }]);
    expect(rest.status).toBe('broken');
  });

  it('a quota that lost more than was issued is named', () => {
    const { c5 } = run(records({ quotas: [quota({ balance: u('850') })] }));
    expect(c5).toMatchObject({ status: 'broken', firstDivergence: { bucket: { quota: 'Q1' }, left: u('150'), right: u('100'), difference: u('50') } });
  });

  it('what happened before the first synced month breaks nothing', () => {
    const { c5 } = run(records({ quotas: [quota({ balance: u('850'), createdAt: '2026-01-01T00:00:00Z' })] }));
    expect(c5).toMatchObject({ status: 'equal', buckets: { tested: 1 }, sentence: { key: 'c5-some-untold' } });
  });

  it('charges above the fall may be Huawei Cloud’s own coupons, a fall above the charges may not', () => {
    expect(run(records({ used: [{ period: PERIOD, customer: A, units: u('45') }] })).c5).toMatchObject({ status: 'within', difference: u('-5') });
    expect(run(records({ used: [{ period: PERIOD, customer: A, units: u('30') }] })).c5).toMatchObject({ status: 'broken', firstDivergence: { bucket: { customer: A }, difference: u('10') } });
    expect(run(records({ coupons: [coupon({ status: 4 })], used: [] })).c5.buckets).toEqual({ tested: 1, broken: 0 });
  });

  it('a failed operation counts nowhere, a quota cut for a reseller counts for its parent', () => {
    expect(run(records({ operations: [operation(), operation({ id: 'O2', succeeded: false })] })).c5.status).toBe('equal');
    const cut = operation({ id: 'O3', quota: 'Q2', parentQuota: 'Q1', coupon: null, customer: null, reseller: 'R', amount: u('200') });
    expect(run(records({ quotas: [quota({ balance: u('700') })], operations: [operation(), cut] })).c5.status).toBe('equal');
  });

  it('a log that files give proves what it covers and breaks nothing outside of it', () => {
    const lost = { quotas: [quota({ balance: u('850') })] };
    const periods = ['2026-08', PERIOD];
    expect(run(records({ ...lost, logged: { from: PERIOD, to: PERIOD } }), { periods }).c5).toMatchObject({ status: 'broken', buckets: { tested: 2, broken: 1 } });
    // Made before the first month of the log, or the log ends before the balance was answered.
    const early = { quotas: [quota({ balance: u('850'), createdAt: '2026-08-01T00:00:00Z' })] };
    expect(run(records({ ...early, logged: { from: PERIOD, to: PERIOD } }), { periods }).c5).toMatchObject({ status: 'equal', buckets: { tested: 1 } });
    expect(run(records({ ...lost, logged: { from: '2026-08', to: '2026-08' } }), { periods }).c5).toMatchObject({ status: 'equal', buckets: { tested: 1 } });
    expect(run(records({ logged: { from: '2026-08', to: '2026-08' } }), { periods }).c5).toMatchObject({ status: 'equal', buckets: { tested: 2 } });
  });

  it('is not provable without sources, and is judged under the newest month', () => {
    expect(run().c5).toMatchObject({ status: 'not-provable', sentence: { key: 'c5-unread' } });
    expect(run(records(), { periods: ['2026-08', PERIOD] }).all.map((one) => one.status)).toEqual(['not-provable', 'equal']);
    expect(run(records({ operations: null })).c5.status).toBe('not-provable');
  });
});

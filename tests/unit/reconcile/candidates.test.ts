import { describe, expect, it } from 'vitest';
import { CandidateIndex } from '../../../shared/reconcile/candidates';
import { reconcile } from '../../../shared/reconcile/engine';
import { passTrail, type Trailed } from '../../../shared/reconcile/pass-trail';
import { reasonText } from '../../../shared/reconcile/reasons';
import { DEFAULT_RULE_SET } from '../../../shared/reconcile/rule-set';
import type { Break } from '../../../shared/reconcile/types';
import { A, B, inputOf, OBS, type Given } from './build-input';

const breaksOf = (given: Given): readonly Break[] => reconcile(inputOf(given)).breaks;
const free = () => true;
const trailed = (one: Break, references: readonly string[] = []): Trailed => ({ ...one, references });
const words = (one: Break, rules = DEFAULT_RULE_SET): Record<string, string> =>
  Object.fromEntries(passTrail(trailed(one), rules).map(({ pass, why }) => [pass, reasonText(why, 'en')]));

describe('what else a break may be', () => {
  it('is named from either side', () => {
    const breaks = breaksOf({
      bills: [{ amount: '71.30' }, { amount: '12', customer: B }],
      entries: [
        { amount: '71.30', service: OBS },
        { amount: '71.29', service: 'x' },
      ],
    });
    const index = new CandidateIndex(breaks);
    const bill = breaks.find((one) => one.class === 'missing-in-ledger' && one.customer === A)!;
    const found = index.of(bill.id, DEFAULT_RULE_SET, free).candidates.filter((one) => one.suggested);
    expect(found.map(({ score }) => score)).toEqual([90, 85]);
    for (const { other, score } of found)
      expect(index.of(other, DEFAULT_RULE_SET, free).candidates).toContainEqual(
        expect.objectContaining({ other: bill.id, score, suggested: true }),
      );
  });

  it('says why each was not taken, and leaves out what is settled', () => {
    const breaks = breaksOf({ bills: [{ amount: '40' }], entries: [{ amount: '9', service: OBS }] });
    const index = new CandidateIndex(breaks);
    const bill = breaks.find((one) => one.class === 'missing-in-ledger')!;
    const [only] = index.of(bill.id, DEFAULT_RULE_SET, free).candidates;
    expect(only?.suggested).toBe(false);
    expect(only?.against.map((why) => reasonText(why, 'en'))).toEqual([
      `What they share comes to ${only?.score} points, fewer than 60: no suggestion`,
      'Amounts are 31.00 apart',
      'Other service',
    ]);
    expect(index.of(bill.id, DEFAULT_RULE_SET, (id) => id === bill.id).candidates).toEqual([]);
  });

  it('says so where a trait is too common to compare one by one', () => {
    const lone = Array.from({ length: 201 }, (_, i) => ({ amount: `${i + 100}`, service: `s${i}` }));
    const breaks = breaksOf({ bills: [{ amount: '1' }], entries: lone });
    const bill = breaks.find((one) => one.class === 'missing-in-ledger')!;
    const { candidates, crowds } = new CandidateIndex(breaks).of(bill.id, DEFAULT_RULE_SET, free);
    expect(candidates).toEqual([]);
    expect(crowds.map((why) => reasonText(why, 'en'))[0]).toBe('201 breaks are of this customer: too many to compare one by one');
  });

  it('has nothing to say of breaks with both sides', () => {
    const breaks = breaksOf({ bills: [{ amount: '40' }], entries: [{ amount: '55' }] });
    expect(new CandidateIndex(breaks).of(breaks[0]!.id, DEFAULT_RULE_SET, free)).toEqual({ candidates: [], more: 0, crowds: [] });
  });
});

describe('what the passes made of a break', () => {
  it('missing in the ledger', () => {
    const [one] = breaksOf({ bills: [{ amount: '40' }], entries: [{ amount: '9', customer: B, service: OBS }] }).filter(
      ({ class: kind }) => kind === 'missing-in-ledger',
    );
    expect(words(one!)).toEqual({
      exact: 'The ledger has no unused row of this customer, service and period',
      'key-sum': 'Only one side has rows: nothing to compare',
      reference: 'No ledger row names a number of it',
      tolerance: 'Only one side has rows: nothing to compare',
      group: 'No group adds up: across the customer’s services, or across the counterparty’s customers (up to 5 rows a side)',
      'adjacent-period': 'Nothing of this amount is left on the other side within 1 period',
    });
  });

  it('another amount: sums, tolerance and the number of the row', () => {
    const [one] = breaksOf({ bills: [{ amount: '40' }], entries: [{ amount: '55' }] });
    expect(words(one!).tolerance).toBe('The rule set’s tolerance is 0: no difference is let pass');
    expect(words(one!, { ...DEFAULT_RULE_SET, tolerance: '1' }).tolerance).toBe('The difference of 15.00 is beyond the tolerance of 1');
    expect(words(one!)['key-sum']).toBe('The ledger rows add up to 55.00, the bill has 40.00: the sums differ, too');
    const steps = passTrail(trailed(one!, ['T-1']), DEFAULT_RULE_SET);
    expect(reasonText(steps.find(({ pass }) => pass === 'reference')!.why, 'en')).toBe(
      'Number T-1 met nothing unused with the same amount',
    );
    expect(steps.some(({ made }) => made)).toBe(false);
  });

  it('timing is what the adjacent period made; a row of nobody known took no part in anything', () => {
    const timing = breaksOf({
      periods: ['2026-09', '2026-10'],
      bills: [
        { amount: '40', period: '2026-09' },
        { amount: '7', customer: B, period: '2026-10' },
      ],
      entries: [
        { amount: '40', period: '2026-10' },
        { amount: '7', customer: B, period: '2026-10' },
        { amount: '3', customer: B, period: '2026-09' },
      ],
    }).find(({ class: kind }) => kind === 'timing')!;
    expect(
      passTrail(trailed(timing), DEFAULT_RULE_SET)
        .filter(({ made }) => made)
        .map(({ pass }) => pass),
    ).toEqual(['adjacent-period']);
    const nobody = breaksOf({ bills: [{ amount: '40' }], entries: [{ amount: '40', customer: null }] }).find(
      ({ class: kind }) => kind === 'unknown-customer',
    )!;
    expect(new Set(Object.values(words(nobody)))).toEqual(new Set(['Took no part: rows of nobody known are set aside before matching']));
  });

  it('says where the search for groups stopped', () => {
    const [one] = breaksOf({ bills: [{ amount: '40' }], entries: [{ amount: '55' }] });
    const stopped = {
      ...trailed(one!),
      reason: { key: 'groups-not-all-tried', params: { reason: '@amount-more', bills: '31', entries: '28', most: '3' } },
    };
    expect(reasonText(passTrail(stopped, DEFAULT_RULE_SET).find(({ pass }) => pass === 'group')!.why, 'en')).toBe(
      'Search limit reached: 31 bill amounts and 28 ledger rows are left, groups were tried up to 3 rows a side',
    );
  });

  it('other numbers of the rule set are followed', () => {
    const [one] = breaksOf({ bills: [{ amount: '40', customer: A }], entries: [{ amount: '9', customer: B, service: OBS }] }).filter(
      ({ class: kind }) => kind === 'missing-in-ledger',
    );
    expect(words(one!, { ...DEFAULT_RULE_SET, adjacentPeriods: 0 })['adjacent-period']).toBe(
      'The rule set does not look at neighbouring periods',
    );
  });
});

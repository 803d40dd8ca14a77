import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { reasonText } from '../../../shared/reconcile/reasons';
import type { Candidate } from '../../../shared/reconcile/candidates';
import { B, inputOf, OBS, type Given } from './build-input';
import { suggested } from './suggested';

const of = (given: Given): Candidate[] => suggested(reconcile(inputOf(given)).breaks);
const words = ([first]: Candidate[]): string[] => first!.reasons.map((why) => reasonText(why, 'en'));

describe('suggestions', () => {
  it('a row under another service of the customer', () => {
    const found = of({ bills: [{ amount: '71.30' }], entries: [{ amount: '71.30', service: OBS }] });
    expect(found).toHaveLength(1);
    expect(words(found)).toEqual(['Same amount (71.30)', 'Same customer', 'Same period (2026-09)']);
    expect(found[0]!.score).toBe(90);
  });

  it('a row under another customer, or under nobody known', () => {
    expect(words(of({ bills: [{ amount: '71.30' }], entries: [{ amount: '71.30', customer: B }] }))).toEqual([
      'Same amount (71.30)',
      'Same period (2026-09)',
      'Same service',
    ]);
    expect(of({ bills: [{ amount: '71.30' }], entries: [{ amount: '71.30', customer: null }] })[0]?.score).toBe(70);
  });

  it('the other tax basis, the other sign, a cent, one percent', () => {
    const under = (amount: string): string | undefined => {
      const found = of({ bills: [{ amount: '100' }], entries: [{ amount, service: OBS }] });
      return found.length === 0 ? undefined : words(found).find((text) => /mount/.test(text));
    };
    expect(under('106')).toBe('Same amount at a tax rate of 0.06');
    expect(under('-100')).toBe('Same amount with the other sign (100.00)');
    expect(under('100.01')).toBe('Amounts 0.01 apart');
    expect(under('100.90')).toBe('Amounts 0.90 apart, less than 1%');
    expect(under('150')).toBeUndefined();
  });

  it('never rests on one trait alone', () => {
    const bills = [{ amount: '5', reseller: 'R' }];
    expect(of({ bills, entries: [{ amount: '9', service: OBS }] })).toEqual([]);
  });

  it('names the three best, best first, in the same order whatever the order of breaks', () => {
    const services = ['p', 'q', 'r', 't'];
    const { breaks } = reconcile(
      inputOf({ bills: [{ amount: '40' }], entries: services.map((service, i) => ({ amount: i === 2 ? '40' : '39.99', service })) }),
    );
    const found = suggested(breaks);
    expect(found).toHaveLength(3);
    expect(found[0]!.score).toBeGreaterThan(found[1]!.score);
    fc.assert(
      fc.property(fc.shuffledSubarray([...breaks], { minLength: breaks.length }), (shuffled) => {
        expect(suggested(shuffled)).toEqual(found);
      }),
    );
  });
});

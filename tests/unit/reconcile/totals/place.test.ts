import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { withoutPlace } from '../../../../shared/reconcile/totals/place';
import { worldInput } from '../world-input';

describe('the place in the sentence of a broken total', () => {
  const { input } = worldInput({ site: 'cn', size: 'small', seed: 7, clean: false });
  const broken = reconcile(input).totals.filter((total) => total.status === 'broken' && total.firstDivergence !== null);

  it('names the customer and both amounts, and can be left out', () => {
    expect(broken.length).toBeGreaterThan(0);
    for (const total of broken) {
      for (const language of ['zh', 'en'] as const) {
        const [whole, brief] = [reasonText(total.sentence, language), reasonText(withoutPlace(total.sentence), language)];
        expect(whole.startsWith(brief)).toBe(true);
        const place = whole.slice(brief.length);
        const { customer } = total.firstDivergence!.bucket;
        const known = input.customers.find(({ id }) => id === customer);
        if (known) expect(place).toContain(known.name ?? known.accountName);
        expect(brief).not.toContain('{');
      }
    }
  });

  it('leaves a sentence without a place as it is', () => {
    const plain = { key: 'c1-none', params: { period: '2026-10' } };
    expect(withoutPlace(plain)).toEqual(plain);
  });
});

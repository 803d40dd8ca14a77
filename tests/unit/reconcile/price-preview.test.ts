import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { previewPrices, type PreviewParty } from '../../../shared/reconcile/price-preview';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { A, B, inputOf, OBS, PERIOD, type EntryRow, type Given } from './build-input';

const rules = (...all: object[]) => parsePriceRules({ version: 1, rules: all });
const plus = (markup: string, more: object = {}) => ({ id: 'r', from: '2026-01', price: { kind: 'cost-plus', markup }, ...more });
const billed = (amount: string, more: Partial<EntryRow> = {}): EntryRow => ({
  role: 'revenue',
  grain: 'customer',
  service: null,
  basis: 'pretax',
  amount,
  ...more,
});
const BILLS = [{ amount: '100' }, { amount: '50', service: OBS, customer: B }, { amount: '70', period: '2026-08' }];
const given: Given = { periods: ['2026-08', PERIOD], bills: BILLS, priceRules: rules(plus('0.1')) };
const entries = [billed('110'), billed('60', { customer: B })];
const shown = ({ counterparty, ledger, before, after }: PreviewParty): string =>
  [
    counterparty === A ? 'A' : 'B',
    ...[ledger, before.expected, after.expected, before.margin, after.margin].map((units) => (units === null ? '-' : formatUnits(units))),
    `${before.breaks}>${after.breaks}`,
  ].join(' ');

describe('what other price rules would do to a month', () => {
  it('by counterparty: expected, ledger, margin, breaks', () => {
    const found = previewPrices(inputOf({ ...given, entries }), rules(plus('0.2')), PERIOD);
    expect(found.parties.map(shown)).toEqual(['A 110.00 110.00 120.00 10.00 10.00 0>1', 'B 60.00 55.00 60.00 10.00 10.00 1>0']);
    expect(found.appear.map((one) => one.class)).toEqual(['price-deviation']);
    expect(found.vanish).toHaveLength(1);
    expect(found.moved).toEqual([]);
  });

  it('a fixed price is previewed in its scope', () => {
    const fixed = (per: string) => rules({ id: 'f', from: '2026-01', price: { kind: 'fixed', amount: '30', per } });
    const more: Given = { ...given, bills: [...BILLS, { amount: '5', service: OBS }], entries };
    const due = (per: string) => previewPrices(inputOf(more), fixed(per), PERIOD).parties.map(({ after }) => formatUnits(after.expected!));
    expect(due('counterparty')).toEqual(['30.00', '30.00']);
    expect(due('service')).toEqual(['60.00', '30.00']);
  });

  it('finds the breaks that the engine finds once the rules are saved', () => {
    const input = inputOf({ ...given, entries });
    for (const after of [rules(plus('0.3')), rules(), rules(plus('0.1', { match: { service: OBS } }))]) {
      const found = previewPrices(input, after, PERIOD);
      const ids = (items: readonly { id: string; role: string | null; period: string }[]): string[] =>
        items.filter(({ role, period }) => role === 'revenue' && period === PERIOD).map(({ id }) => id);
      const now = new Set(ids(reconcile(input).breaks));
      const then = ids(reconcile({ ...input, priceRules: after }).breaks);
      expect(found.appear.map(({ id }) => id)).toEqual(then.filter((id) => !now.has(id)));
      expect(found.vanish.map(({ id }) => id)).toEqual([...now].filter((id) => !then.includes(id)));
    }
  });

  it('moves a break whose difference changes, and shows lines without a rule', () => {
    const found = previewPrices(
      inputOf({ ...given, entries: [billed('1'), billed('55', { customer: B })] }),
      rules(plus('0.2', { match: { counterparty: A } })),
      PERIOD,
    );
    expect(found.moved.map(({ before, after }) => [before.difference, after.difference].map((units) => formatUnits(units!)))).toEqual([
      ['109.00', '119.00'],
    ]);
    expect(found.parties[1]?.after).toMatchObject({ expected: null, unpriced: 1 });
  });

  it('shows expected amounts alone where the month has no revenue ledger', () => {
    const found = previewPrices(inputOf({ ...given, entries: [billed('1', { period: '2026-08' })] }), rules(plus('0.2')), PERIOD);
    expect(found.hasLedger).toBe(false);
    expect(found.parties.map(shown)).toEqual(['A - 110.00 120.00 - - 0>0', 'B - 55.00 60.00 - - 0>0']);
    expect([found.appear, found.vanish]).toEqual([[], []]);
  });

  it('changes nothing with the same rules', () => {
    const found = previewPrices(inputOf({ ...given, entries }), rules(plus('0.1')), PERIOD);
    expect([found.appear, found.vanish, found.moved]).toEqual([[], [], []]);
    for (const { before, after } of found.parties) expect(after).toEqual(before);
  });
});

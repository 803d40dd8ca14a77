import { describe, expect, it } from 'vitest';
import { formatUnits, sum } from '../../../shared/money';
import { engineContext } from '../../../shared/reconcile/context';
import { reconcile } from '../../../shared/reconcile/engine';
import { pricedLines } from '../../../shared/reconcile/priced-lines';
import { revenueGroups } from '../../../shared/reconcile/revenue-groups';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import type { EngineInput } from '../../../shared/reconcile/types';
import { A, B, ECS, inputOf, OBS, PERIOD, type EntryRow, type Given } from '../reconcile/build-input';
import { worldInput } from '../reconcile/world-input';

const rule = (price: object, more: object = {}) => ({
  id: 'r',
  match: {},
  from: '2026-01',
  to: null,
  price,
  tax: '0.06',
  rounding: 'half-up-line',
  ...more,
});
const billed = (amount: string, more: Partial<EntryRow> = {}): EntryRow => ({
  role: 'revenue',
  grain: 'customer',
  service: null,
  basis: 'taxed',
  amount,
  ...more,
});

function linesOf(input: EngineInput, periods: readonly string[] = input.periods) {
  const context = engineContext(input);
  return pricedLines(context, revenueGroups(context), new Set(periods));
}

const shown = (given: Given, ...rules: object[]) =>
  linesOf(inputOf({ ...given, priceRules: parsePriceRules({ version: 1, rules }) })).map((line) => [
    line.service === ECS ? 'ECS' : 'OBS',
    ...[line.consumption, line.refunds, line.adjustments, line.expected].map((units) => (units === null ? null : formatUnits(units))),
  ]);

describe('what a counterparty owes, line by line', () => {
  const bills = [{ amount: '100' }, { amount: '-20', kind: 1 }, { amount: '-5', kind: 2 }, { amount: '0.333', service: OBS }];

  it('is split by kind and adds up to the price of the whole', () => {
    expect(shown({ bills, entries: [billed('1')] }, rule({ kind: 'cost-plus', markup: '0.1' }))).toEqual([
      ['ECS', '116.60', '-23.32', '-5.83', '87.45'],
      ['OBS', '0.39', '0.00', '0.00', '0.39'],
    ]);
  });

  it('takes the ledger’s basis, and tax where there is no ledger', () => {
    const price = rule({ kind: 'pass-through' });
    expect(shown({ bills: [{ amount: '100' }], entries: [billed('1', { basis: 'pretax' })] }, price)).toEqual([
      ['ECS', '100.00', '0.00', '0.00', '100.00'],
    ]);
    expect(shown({ bills: [{ amount: '100' }] }, price)).toEqual([['ECS', '106.00', '0.00', '0.00', '106.00']]);
  });

  it('gives the rounding of a total to the lines in order, and a fixed price once', () => {
    const thirds = [{ amount: '0.333' }, { amount: '0.333', service: OBS }];
    const total = shown(
      { bills: thirds, entries: [billed('1')] },
      rule({ kind: 'pass-through' }, { tax: undefined, rounding: 'half-up-total' }),
    );
    expect(total.map((row) => row[4])).toEqual(['0.33', '0.34']);
    const fixed = shown({ bills, entries: [billed('1')] }, rule({ kind: 'fixed', amount: '50' }, { tax: undefined }));
    expect(fixed).toEqual([['ECS', '50.00', '0.00', '0.00', '50.00']]);
  });

  it('is blank where no rule prices it', () => {
    expect(shown({ bills: [{ amount: '100' }], entries: [billed('1')] })).toEqual([['ECS', null, null, null, null]]);
  });

  it('follows the reseller and keeps months apart', () => {
    const input = inputOf({
      periods: ['2026-08', PERIOD],
      bills: [
        { amount: '10', reseller: 'R', period: '2026-08' },
        { amount: '5', customer: B, reseller: 'R' },
      ],
      priceRules: parsePriceRules({ version: 1, rules: [rule({ kind: 'pass-through' }, { tax: undefined })] }),
    });
    expect(linesOf(input).map((line) => [line.period, line.counterparty, line.customer])).toEqual([
      ['2026-08', 'R', A],
      [PERIOD, 'R', B],
    ]);
    expect(linesOf(input, [PERIOD])).toHaveLength(1);
  });

  it.each([1, 2])('adds up to what the engine expects of the revenue ledger in a whole world (seed %i)', (seed) => {
    const { input } = worldInput({ site: 'cn', size: 'small', seed, clean: true });
    const lines = linesOf(input);
    const { matching } = reconcile(input);
    const compared = matching.filter(({ role }) => role === 'revenue');
    expect(compared.length).toBeGreaterThan(2);
    for (const { period, billTotal } of compared) {
      const own = lines.filter((line) => line.period === period);
      expect(formatUnits(sum(own.map((line) => line.expected ?? 0n))), period).toBe(formatUnits(billTotal));
      for (const line of own) expect((line.consumption ?? 0n) + (line.refunds ?? 0n) + (line.adjustments ?? 0n)).toBe(line.expected ?? 0n);
    }
  });
});

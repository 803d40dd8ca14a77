import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import { rollUpMargin, type MarginBy } from '../../../shared/reconcile/margin-report';
import { parsePriceRules } from '../../../shared/reconcile/price-rules';
import { A, B, ECS, inputOf, OBS, type EntryRow, type Given } from './build-input';

const priceRules = parsePriceRules({ version: 1, rules: [{ id: 'r', from: '2026-01', price: { kind: 'pass-through' } }] });
const billed = (amount: string, more: Partial<EntryRow> = {}): EntryRow => ({ role: 'revenue', basis: 'pretax', amount, ...more });
const BILLS = [
  { amount: '10' },
  { amount: '4', service: OBS },
  { amount: '20', reseller: 'R', customer: B },
  { amount: '8', reseller: 'R', customer: 'c', service: OBS },
];
const marginOf = (entries: EntryRow[], more: Partial<Given> = {}) =>
  reconcile(inputOf({ bills: BILLS, priceRules, entries, ...more })).margin;
const short = (id: string | null): string => (id === A ? 'A' : id === B ? 'B' : id === ECS ? 'ecs' : id === OBS ? 'obs' : (id ?? '-'));
const shown = (rows: ReturnType<typeof marginOf>): string[] =>
  rows.map(
    (row) =>
      `${short(row.counterparty)} ${short(row.customer)} ${short(row.service)}: ${formatUnits(row.revenue)} - ${formatUnits(row.cost)}` +
      row.parts.map((part) => ` (${short(part.customer)} ${short(part.service)} ${formatUnits(part.cost)})`).join(''),
  );
const wholeReseller = billed('30', { customer: null, reseller: 'R', service: null, grain: 'customer' });

describe('the grain of margin rows', () => {
  it('is the service where every entry of the counterparty names one', () => {
    expect(shown(marginOf([billed('12'), billed('5', { service: OBS }), wholeReseller]))).toEqual([
      'R - -: 30.00 - 28.00 (B ecs 20.00) (c obs 8.00)',
      'A A ecs: 12.00 - 10.00',
      'A A obs: 5.00 - 4.00',
    ]);
  });

  it('is the customer of a reseller only where every entry of it names one', () => {
    const named = [
      billed('21', { customer: B, reseller: 'R', service: null }),
      billed('9', { customer: 'c', reseller: 'R', service: null }),
    ];
    const own = billed('15', { service: null });
    expect(shown(marginOf([own, ...named]))).toEqual([
      'R B -: 21.00 - 20.00 (B ecs 20.00)',
      'R c -: 9.00 - 8.00 (c obs 8.00)',
      'A A -: 15.00 - 14.00 (A ecs 10.00) (A obs 4.00)',
    ]);
    expect(shown(marginOf([own, named[0]!, billed('9', { customer: null, reseller: 'R', service: null })]))[0]).toBe(
      'R - -: 30.00 - 28.00 (B ecs 20.00) (c obs 8.00)',
    );
  });

  it('shows what was consumed and not billed, and keeps a loss a loss', () => {
    expect(shown(marginOf([billed('9'), wholeReseller]))).toEqual([
      'R - -: 30.00 - 28.00 (B ecs 20.00) (c obs 8.00)',
      'A A ecs: 9.00 - 10.00',
      'A A obs: 0.00 - 4.00',
    ]);
  });
});

describe('margin rolled up', () => {
  const rows = marginOf([billed('12'), billed('5', { service: OBS }), wholeReseller]);
  const lines = (...by: MarginBy[]): string[] =>
    rollUpMargin(rows, by).map(
      (line) =>
        [line.period, line.counterparty, line.customer, line.service].map((name) => short(name)).join(' ') +
        `: ${formatUnits(line.revenue)} - ${formatUnits(line.cost)} = ${formatUnits(line.margin)} ${line.rate ?? ''}` +
        line.parts.map((part) => ` (${short(part.customer)} ${short(part.service)} ${formatUnits(part.cost)})`).join(''),
    );

  it('by nothing is the total, by month the month', () => {
    expect(lines()).toEqual(['- - - -: 47.00 - 42.00 = 5.00 0.1064']);
    expect(lines('period')).toEqual(['2026-09 - - -: 47.00 - 42.00 = 5.00 0.1064']);
  });

  it('by counterparty', () =>
    expect(lines('counterparty')).toEqual(['- R - -: 30.00 - 28.00 = 2.00 0.0667', '- A - -: 17.00 - 14.00 = 3.00 0.1765']));

  it('by customer or service says what is not split, with the cost inside it', () => {
    expect(lines('customer')).toEqual([
      '- - A -: 17.00 - 14.00 = 3.00 0.1765',
      '- R - -: 30.00 - 28.00 = 2.00 0.0667 (B - 20.00) (c - 8.00)',
    ]);
    expect(lines('service')).toEqual([
      '- - - ecs: 12.00 - 10.00 = 2.00 0.1667',
      '- - - obs: 5.00 - 4.00 = 1.00 0.2000',
      '- R - -: 30.00 - 28.00 = 2.00 0.0667 (- ecs 20.00) (- obs 8.00)',
    ]);
  });

  it('adds up to the rows however it is grouped', () => {
    const groupings: MarginBy[][] = [
      [],
      ['period'],
      ['customer'],
      ['service', 'customer'],
      ['period', 'counterparty', 'customer', 'service'],
    ];
    const sum = (items: readonly { revenue: bigint; cost: bigint }[]): bigint[] => [
      items.reduce((a, b) => a + b.revenue, 0n),
      items.reduce((a, b) => a + b.cost, 0n),
    ];
    for (const by of groupings) expect(sum(rollUpMargin(rows, by))).toEqual(sum(rows));
  });
});

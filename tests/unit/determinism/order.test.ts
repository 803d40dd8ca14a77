import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../shared/digest';
import { formatUnits } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import type { EngineInput } from '../../../shared/reconcile/types';
import { Dice } from '../reconcile/mutation/dice';
import { worldInput } from '../reconcile/world-input';

/** 10 seeds, 50 in the long run. */
const SEEDS = Array.from({ length: Math.min(50, Number(process.env['RD_SEEDS'] ?? '10')) }, (_, i) => i + 301);

function shuffledIndexes(count: number, dice: Dice): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = dice.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

const shuffled = <T>(list: readonly T[], dice: Dice): T[] => shuffledIndexes(list.length, dice).map((i) => list[i]!);

/** All columns of a table by one new order of rows. */
function shuffledRows<C extends { readonly rows: number }>(columns: C, dice: Dice): C {
  const order = shuffledIndexes(columns.rows, dice);
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]: [string, unknown]) => [
      name,
      ArrayBuffer.isView(column)
        ? (column as Uint32Array).constructor === BigInt64Array
          ? BigInt64Array.from(order, (i) => (column as BigInt64Array)[i]!)
          : (column as Uint32Array).slice().map((_, i) => (column as Uint32Array)[order[i]!]!)
        : column,
    ]),
  ) as unknown as C;
}

/** The same texts under other numbers, as another order of arrival would have given them. */
function renumbered(input: EngineInput, dice: Dice): EngineInput {
  const codes = new Set<number>();
  const { bills, fees } = input;
  for (const column of [bills.customer, bills.reseller, bills.service, bills.resourceType, fees.customer, fees.service])
    for (const code of column) if (code !== 0) codes.add(code);
  const known = [...codes];
  const order = shuffledIndexes(known.length, dice);
  const newOf = new Map(known.map((code, i) => [code, order[i]! + 1]));
  const oldOf = new Map([...newOf].map(([old, now]) => [now, old]));
  const map = (column: Uint32Array): Uint32Array => column.map((code) => newOf.get(code) ?? 0);
  return {
    ...input,
    texts: { text: (code) => input.texts.text(oldOf.get(code) ?? 0), code: (text) => newOf.get(input.texts.code(text)) ?? 0 },
    bills: {
      ...bills,
      customer: map(bills.customer),
      reseller: map(bills.reseller),
      service: map(bills.service),
      resourceType: map(bills.resourceType),
    },
    fees: { ...fees, customer: map(fees.customer), service: map(fees.service) },
  };
}

function inAnotherOrder(input: EngineInput, dice: Dice): EngineInput {
  const other = renumbered(input, dice);
  return {
    ...other,
    bills: shuffledRows(other.bills, dice),
    fees: shuffledRows(other.fees, dice),
    customers: shuffled(input.customers, dice),
    orders: shuffled(input.orders, dice),
    refunds: shuffled(input.refunds, dice),
    movements: shuffled(input.movements, dice),
    adjustments: shuffled(input.adjustments, dice),
    statements: shuffled(input.statements, dice),
    slices: shuffled(input.slices, dice),
    entries: shuffled(input.entries, dice),
    priceRules: { ...input.priceRules, rules: shuffled(input.priceRules.rules, dice) },
    ...(input.balances ? { balances: shuffled(input.balances, dice) } : {}),
    ...(input.invoices ? { invoices: shuffled(input.invoices, dice) } : {}),
    ...(input.incentives ? { incentives: shuffled(input.incentives, dice) } : {}),
  };
}

/** A result as text; the digest of the rules speaks of their order, which a person chose. */
function bytes(input: EngineInput): string {
  const run = reconcile(input);
  const { matchColumns: _, rulesDigest: __, ...result } = run;
  return canonicalJson(
    JSON.parse(
      JSON.stringify({ ...result, matches: run.matches }, (___, one: unknown) => (typeof one === 'bigint' ? formatUnits(one) : one)),
    ),
  );
}

describe.each(SEEDS)('the planted world %i', (seed) => {
  it.each(['cn', 'intl'] as const)('%s: gives the same bytes whatever the order of rows, records and codes', (site) => {
    const { input } = worldInput({ site, size: 'small', seed, clean: false });
    const dice = new Dice(seed);
    expect(bytes(inAnotherOrder(input, dice))).toBe(bytes(input));
  });
});

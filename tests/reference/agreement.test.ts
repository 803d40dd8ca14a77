import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../shared/money';
import { reconcile } from '../../shared/reconcile/engine';
import { inputOf } from '../unit/reconcile/build-input';
import { referenceCost } from './cost';
import { referenceRevenue } from './revenue';
import { worlds } from './some-worlds';
import type { EngineResult, Reason, RowRef } from '../../shared/reconcile/types';
import type { Finding, MonthSummary, Outcome, World } from './world';

/** The key of a reason, with those it wraps. */
const keyOf = ({ key, params }: Reason): string => {
  const wrapped = key === 'price-order' ? params['priced'] : params['reason'];
  return wrapped?.startsWith('@') && key !== wrapped.slice(1)
    ? `${key} ${keyOf({ key: wrapped.slice(1), params: { ...params, priced: '' } })}`
    : key;
};

function rowText(row: RowRef): string {
  if (row.kind === 'bill') return `bill|${row.period}|${row.customer}|${row.service ?? ''}`;
  if (row.kind === 'entry') return `entry|${row.importId}|${row.row}`;
  return row.kind;
}

/** What the engine found, as the reference writes it down. */
function outcomeOf(result: EngineResult): Outcome {
  const findings: Finding[] = [];
  for (const one of result.matches) {
    findings.push({
      role: one.role,
      period: one.period,
      otherPeriod: null,
      what: `=${one.pass}`,
      counterparty: one.counterparty,
      customer: one.customer,
      service: one.service,
      ledger: one.ledgerAmount,
      bill: one.billAmount,
      expected: null,
      difference: null,
      reason: keyOf(one.reason),
      rows: one.entries.map((entry) => `entry|${entry.importId}|${entry.row}`).sort(),
    });
  }
  for (const one of result.breaks) {
    if (one.role === null) continue;
    findings.push({
      role: one.role,
      period: one.period,
      otherPeriod: one.otherPeriod,
      what: one.class,
      counterparty: one.counterparty,
      customer: one.customer,
      service: one.service,
      ledger: one.ledgerAmount,
      bill: one.billAmount,
      expected: one.expectedAmount,
      difference: one.difference,
      reason: keyOf(one.reason),
      rows: one.rows.map(rowText).sort(),
    });
  }
  const months = result.matching.map(({ role, period, entries, lines, matched, ambiguous, billTotal, ledgerTotal }): MonthSummary => ({
    role,
    period,
    entries,
    lines,
    matched,
    ambiguous,
    billTotal,
    ledgerTotal,
  }));
  const margin = result.margin.map(({ period, counterparty, customer, service, revenue, cost, parts }) =>
    [
      ...[period, counterparty, customer ?? '', service ?? '', revenue, cost],
      ...parts.map((part) => `${part.customer}/${part.service}=${part.cost}`).sort(),
    ].join('|'),
  );
  return { findings, months, margin };
}

/** One line per finding and month, sorted, so that a difference reads as a sentence. */
function lines(outcome: Outcome): string[] {
  const text = (value: unknown): string =>
    typeof value === 'bigint' ? formatUnits(value) : Array.isArray(value) ? value.join(' ') : String(value);
  const shown = (one: Finding | MonthSummary): string =>
    Object.entries(one)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${text(value)}`)
      .join(' ; ');
  return [...[...outcome.findings, ...outcome.months].map(shown), ...(outcome.margin ?? [])].sort();
}

function engineSays(world: World): string[] {
  const given = (units: bigint): string => formatUnits(units);
  const { lines: bills, fees, entries, ...rest } = world;
  const result = reconcile(
    inputOf({
      ...rest,
      bills: bills.map((line) => ({
        ...line,
        amount: given(line.amount),
        debt: given(line.debt),
        adjustment: given(line.adjustment),
        discount: given(line.discount),
        paid: given(line.paid),
      })),
      fees: fees.map((fee) => ({ ...fee, payment: given(fee.payment) })),
      entries: entries.map(({ units, ...entry }) => ({ ...entry, amount: given(units) })),
    }),
  );
  return lines(outcomeOf(result));
}

function referenceSays(world: World): string[] {
  const [cost, revenue] = [referenceCost(world), referenceRevenue(world)];
  return lines({
    findings: [...cost.findings, ...revenue.findings],
    months: [...cost.months, ...revenue.months],
    margin: revenue.margin ?? [],
  });
}

const numRuns = Number(process.env['RD_SEEDS'] ?? '10') * 100;

describe('engine and naive reference', () => {
  it.each(Object.entries(worlds))(
    'agree on %s',
    (_, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, (world) => {
          expect(engineSays(world)).toEqual(referenceSays(world));
        }),
        { numRuns },
      );
    },
    600_000,
  );
});

/** Which class a key gets whose bill and entries do not agree (shared/reconcile/README.md, "Cost", 8 to 10, and "Rounding court"). */
import { parseUnits, type Units } from '../../shared/money';
import type { LedgerEntry } from '../../shared/reconcile/types';
import type { Key } from './cost';
import { total, type Line, type World } from './world';

export type Verdict =
  { readonly what: 'without'; readonly drop: readonly LedgerEntry[] } | { readonly what: string; readonly reason: string };

const ONE = 100_000_000n;
const CENT = 1_000_000n;

export function classOf(
  world: World,
  key: Key,
  entries: readonly LedgerEntry[],
): Verdict & { readonly drop: readonly LedgerEntry[]; readonly reason: string } {
  const verdict = (what: string, reason: string = what) => ({ what, reason, drop: [] });
  const ledger = total(entries, (entry) => entry.units);
  const removals = removalsThatFit(entries, ledger - key.rest);
  if (removals.length === 1) return { what: 'without', drop: removals[0]!, reason: '' };
  if (removals.length > 1) return verdict('ambiguous', 'ambiguous-duplicates');
  const difference = key.rest - ledger;
  const whole = key.rest === key.bill;
  if ((entries.length > 0 || !whole) && repeatsExplain(key.lines, difference)) return verdict('duplicate-in-bill');
  if (entries.length === 0) return verdict('missing-in-ledger', whole ? 'missing-in-ledger' : 'missing-in-ledger-part');
  const ruled = whole && courtFigures(world, key).some((figure) => figure === ledger && figure !== key.bill);
  if (ruled && difference <= CENT && difference >= -CENT) return verdict('rounding');
  for (const rate of world.ruleSet.taxRates) {
    const factor = ONE + parseUnits(rate);
    if (factor === ONE) continue;
    if (halfUp(key.rest * factor, ONE) === ledger) return verdict('tax-basis', 'tax-over');
    if (halfUp(key.rest * ONE, factor) === ledger) return verdict('tax-basis', 'tax-under');
  }
  if (ruled) return verdict('rounding');
  if (whole && wrongSign(key.lines, ledger)) return verdict('amount', 'amount-sign');
  return verdict('amount', ledger > key.rest ? 'amount-more' : 'amount-less');
}

/** Numerator / denominator, half up to the cent; amounts in units of 10^-8. */
function halfUp(numerator: bigint, denominator: bigint): Units {
  const [n, d] = [numerator < 0n ? -numerator : numerator, denominator * CENT];
  const cents = n / d + (2n * (n % d) >= d ? 1n : 0n);
  return (numerator < 0n ? -cents : cents) * CENT;
}

const truncated = (units: Units): Units => units - (units % CENT);
const rounded = (units: Units): Units => halfUp(units, 1n);

/** Different sets of repeated rows whose removal leaves what the cell asks for. */
function removalsThatFit(entries: readonly LedgerEntry[], surplus: Units): LedgerEntry[][] {
  const kinds: LedgerEntry[][] = [];
  for (const entry of entries) {
    const kind = kinds.find(([one]) => one!.units === entry.units && one!.reference === entry.reference && one!.service === entry.service);
    if (kind) kind.push(entry);
    else kinds.push([entry]);
  }
  const repeated = kinds.filter((kind) => kind.length > 1);
  const trials = repeated.flatMap((kind) => kind.slice(1).map((_, i) => kind.slice(i + 1)));
  if (repeated.length > 1) trials.push(repeated.flatMap((kind) => kind.slice(1)));
  return trials.filter((trial) => total(trial, (entry) => entry.units) === surplus);
}

function repeatsExplain(lines: readonly Line[], difference: Units): boolean {
  const counts = new Map<string, { amount: Units; count: number }>();
  for (const line of lines) {
    const text = JSON.stringify(line, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    counts.set(text, { amount: line.amount, count: (counts.get(text)?.count ?? 0) + 1 });
  }
  const repeated = [...counts.values()].filter((one) => one.count > 1 && one.amount !== 0n);
  const extra = total(repeated, (one) => one.amount * BigInt(one.count - 1));
  const some = repeated.some((one) => Array.from({ length: one.count - 1 }, (_, i) => one.amount * BigInt(i + 1)).includes(difference));
  return some || (repeated.length > 0 && extra === difference);
}

function courtFigures(world: World, key: Key): Units[] {
  const figures = [
    total(key.lines, (line) => rounded(line.amount)),
    total(key.lines, (line) => truncated(line.amount)),
    rounded(key.bill),
    truncated(key.bill),
  ];
  const payPerUse = key.lines.filter((line) => line.chargeMode === 3 && line.kind !== 2);
  const fees = world.fees.filter(
    (fee) =>
      fee.period === key.period &&
      sideOf(fee.billType, fee.chargeMode, fee.association) !== 'outside' &&
      fee.chargeMode === 3 &&
      payPerUse.some((line) => line.customer === fee.customer && line.service === fee.service),
  );
  if (fees.length === 0) return figures;
  const deductions = new Map<string, Units>();
  fees.forEach((fee, i) => {
    const name = [
      fee.customer,
      fee.service,
      sideOf(fee.billType, fee.chargeMode, fee.association),
      fee.trade,
      fee.trade === '' ? i : '',
    ].join('|');
    deductions.set(name, (deductions.get(name) ?? 0n) + fee.payment);
  });
  const sums = [...deductions.values()];
  const rest = key.bill - total(payPerUse, (line) => line.amount);
  const byFees = [rounded(rest + total(sums, (sum) => sum)), rest + total(sums, rounded), rest + total(sums, truncated), truncated(rest + total(sums, (sum) => sum))];
  const roundsOnly = (figure: Units): boolean => (figure > key.bill ? figure - key.bill : key.bill - figure) <= CENT * BigInt(sums.length);
  return [...figures, ...byFees.filter(roundsOnly)];
}

/** Charges, refunds, or what is not compared with bill lines (interfaces.md, reading 8; semantics.md #20). */
function sideOf(billType: number, chargeMode: number, association: number): 'charge' | 'refund' | 'outside' {
  if (chargeMode === 10 || association === 1) return 'outside';
  if ([4, 20, 24].includes(billType)) return 'refund';
  return [1, 2, 3, 5, 8, 12, 14, 17, 18, 23, 25, 103].includes(billType) ? 'charge' : 'outside';
}

/** The cell with its refunds, its write-offs, both, or all of it turned over. */
function wrongSign(lines: readonly Line[], ledger: Units): boolean {
  const of = (test: (line: Line) => boolean): Units => total(lines.filter(test), (line) => line.amount);
  const [used, refunded, writtenOff] = [
    of((line) => line.kind !== 1 && line.kind !== 2),
    of((line) => line.kind === 1),
    of((line) => line.kind === 2),
  ];
  return (
    (refunded !== 0n && ledger === used - refunded + writtenOff) ||
    (writtenOff !== 0n && ledger === used + refunded - writtenOff) ||
    (refunded !== 0n && writtenOff !== 0n && ledger === used - refunded - writtenOff) ||
    ledger === -(used + refunded + writtenOff)
  );
}

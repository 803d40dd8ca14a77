import { byCodeUnit } from '../digest';
import type { CodeSpace } from './code-space';
import { BASES, GRAINS, LEDGER_ROLES, type LedgerColumns, type LedgerEntry, type LedgerRole } from './types';

/** Rows to columns, in book order. @param codes of the input's texts @param trades of its trade IDs */
export function entriesToColumns(entries: readonly LedgerEntry[], codes: CodeSpace, trades: CodeSpace): LedgerColumns {
  const imports = [...new Set(entries.map((entry) => entry.importId))].sort(byCodeUnit);
  const periods = [...new Set(entries.map((entry) => entry.period))].sort(byCodeUnit);
  const importAt = new Map(imports.map((id, index) => [id, index]));
  const periodAt = new Map(periods.map((period, index) => [period, index]));
  const columns = emptyLedger(entries.length, imports, periods);
  entries.forEach((entry, i) => {
    columns.importIndex[i] = importAt.get(entry.importId)!;
    columns.row[i] = entry.row;
    columns.role[i] = LEDGER_ROLES.indexOf(entry.role);
    columns.grain[i] = GRAINS.indexOf(entry.grain);
    columns.basis[i] = BASES.indexOf(entry.basis);
    columns.period[i] = periodAt.get(entry.period)!;
    columns.party[i] = codes.code(entry.party);
    columns.customer[i] = codes.code(entry.customer);
    columns.reseller[i] = codes.code(entry.reseller);
    columns.service[i] = codes.code(entry.service);
    columns.currency[i] = codes.code(entry.currency);
    columns.units[i] = entry.units;
    columns.reference[i] = trades.code(entry.reference);
    columns.tax[i] = codes.code(entry.tax ?? null);
  });
  return inBookOrder(columns);
}

/** Columns of zeros to be filled. */
export function emptyLedger(rows: number, imports: readonly string[], periods: LedgerColumns['periods']): LedgerColumns {
  return {
    rows,
    imports,
    periods,
    importIndex: new Uint16Array(rows),
    row: new Uint32Array(rows),
    role: new Uint8Array(rows),
    grain: new Uint8Array(rows),
    basis: new Uint8Array(rows),
    period: new Uint16Array(rows),
    party: new Uint32Array(rows),
    customer: new Uint32Array(rows),
    reseller: new Uint32Array(rows),
    service: new Uint32Array(rows),
    currency: new Uint32Array(rows),
    units: new BigInt64Array(rows),
    reference: new Uint32Array(rows),
    tax: new Uint32Array(rows),
  };
}

/** Imports ascending by ID, rows ascending inside each; the same object when it is so already. */
export function inBookOrder(ledger: LedgerColumns): LedgerColumns {
  const { rows, importIndex, row } = ledger;
  const places = placesOf(ledger.imports);
  let sorted = true;
  for (let i = 1; i < rows && sorted; i++) {
    const step = places[importIndex[i]!]! - places[importIndex[i - 1]!]!;
    sorted = step > 0 || (step === 0 && row[i]! >= row[i - 1]!);
  }
  if (sorted) return ledger;
  // Below 2^53: 16 bits of import, 32 of row. A typed array sorts numbers without a comparator, and stably enough: equal keys do not exist.
  const order = Float64Array.from({ length: rows }, (_, i) => places[importIndex[i]!]! * 2 ** 32 + row[i]!);
  const byKey = Uint32Array.from({ length: rows }, (_, i) => i).sort((a, b) => order[a]! - order[b]! || a - b);
  return picked(ledger, byKey);
}

/** Rows of a role in book order; the same object when all are of that role. */
export function bookOf(ledger: LedgerColumns, role: LedgerRole): LedgerColumns {
  const wanted = LEDGER_ROLES.indexOf(role);
  const roles = rolesIn(ledger);
  if (!roles.has(wanted)) return picked(ledger, new Uint32Array());
  return roles.size === 1 ? ledger : rowsWhere(ledger, (i) => ledger.role[i] === wanted);
}

/** Columns never change: each is gone through once. */
const knownRoles = new WeakMap<Uint8Array, ReadonlySet<number>>();

function rolesIn({ role, rows }: LedgerColumns): ReadonlySet<number> {
  const before = knownRoles.get(role);
  if (before) return before;
  const found = new Set<number>();
  let last = -1;
  for (let row = 0; row < rows; row++) if (role[row] !== last) found.add((last = role[row]!));
  knownRoles.set(role, found);
  return found;
}

/** The rows that hold, in their order; the same object when all do. */
export function rowsWhere(ledger: LedgerColumns, holds: (row: number) => boolean): LedgerColumns {
  const rows = new Uint32Array(ledger.rows);
  let count = 0;
  for (let i = 0; i < ledger.rows; i++) if (holds(i)) rows[count++] = i;
  return count === ledger.rows ? ledger : picked(ledger, rows.subarray(0, count));
}

/** One row as a record. */
export function entryAt(ledger: LedgerColumns, i: number, codes: CodeSpace, trades: CodeSpace): LedgerEntry {
  return {
    importId: ledger.imports[ledger.importIndex[i]!]!,
    row: ledger.row[i]!,
    role: LEDGER_ROLES[ledger.role[i]!]!,
    grain: GRAINS[ledger.grain[i]!]!,
    period: ledger.periods[ledger.period[i]!]!,
    party: codes.text(ledger.party[i]!),
    customer: codes.optional(ledger.customer[i]!),
    reseller: codes.optional(ledger.reseller[i]!),
    service: codes.optional(ledger.service[i]!),
    units: ledger.units[i]!,
    currency: codes.text(ledger.currency[i]!),
    basis: BASES[ledger.basis[i]!]!,
    tax: codes.optional(ledger.tax[i]!),
    reference: trades.optional(ledger.reference[i]!),
  };
}

/** Place of each import in code-unit order of the IDs. */
function placesOf(imports: readonly string[]): Uint16Array {
  const places = new Uint16Array(imports.length);
  [...imports.keys()].sort((a, b) => byCodeUnit(imports[a]!, imports[b]!)).forEach((index, place) => (places[index] = place));
  return places;
}

function picked(ledger: LedgerColumns, rows: Uint32Array): LedgerColumns {
  const pick = <T extends Uint8Array | Uint16Array | Uint32Array | BigInt64Array>(from: T, to: T): T => {
    for (let i = 0; i < rows.length; i++) to[i] = from[rows[i]!]!;
    return to;
  };
  const n = rows.length;
  return {
    rows: n,
    imports: ledger.imports,
    periods: ledger.periods,
    importIndex: pick(ledger.importIndex, new Uint16Array(n)),
    row: pick(ledger.row, new Uint32Array(n)),
    role: pick(ledger.role, new Uint8Array(n)),
    grain: pick(ledger.grain, new Uint8Array(n)),
    basis: pick(ledger.basis, new Uint8Array(n)),
    period: pick(ledger.period, new Uint16Array(n)),
    party: pick(ledger.party, new Uint32Array(n)),
    customer: pick(ledger.customer, new Uint32Array(n)),
    reseller: pick(ledger.reseller, new Uint32Array(n)),
    service: pick(ledger.service, new Uint32Array(n)),
    currency: pick(ledger.currency, new Uint32Array(n)),
    units: pick(ledger.units, new BigInt64Array(n)),
    reference: pick(ledger.reference, new Uint32Array(n)),
    tax: pick(ledger.tax, new Uint32Array(n)),
  };
}

/** Entries of all books as the engine's columns, straight from their segments. */
import { textAt, type PackedColumn, type TextNumbering } from '../../shared/columns';
import { byCodeUnit, canonicalJson } from '../../shared/digest';
import { emptyLedger } from '../../shared/reconcile/ledger-columns';
import type { PartyResolver } from '../../shared/reconcile/resolve-party';
import { BASES, GRAINS, LEDGER_ROLES, type LedgerColumns } from '../../shared/reconcile/types';
import type { DeskCore } from './core';
import { activeImports, aliasesOf, resolveEntry, type ActiveImport } from './entries';
import { eachEntries, type EntryColumns } from './packed-entries';

interface Part {
  readonly importIndex: number;
  readonly columns: EntryColumns;
  readonly rows: number;
}

/**
 * @param trades numbers of the fee records' trade IDs: an entry's reference gets the number of the trade it names
 * @returns rows in book order
 */
export async function ledgerColumns(core: DeskCore, resolve: PartyResolver, trades: TextNumbering): Promise<LedgerColumns> {
  const known = core.resident.peek<KeptLedger>('ledger');
  const parties = core.store.writes.of('parties');
  const imports = await activeImports(core);
  const books = canonicalJson([
    parties,
    await aliasesOf(core),
    imports.map(({ body }) => [body.importId, body.rows, body.role, body.grain, body.basis]),
  ]);
  const ledger = known?.books === books && known.trades === trades ? known.ledger : await readLedger(core, imports, resolve, trades);
  core.resident.put('ledger', { books, trades, ledger } satisfies KeptLedger, bytesIn(ledger));
  return ledger;
}

/** The books' rows with what they were made from: an import's rows never change under its ID. */
interface KeptLedger {
  readonly books: string;
  readonly trades: TextNumbering;
  readonly ledger: LedgerColumns;
}

function bytesIn(ledger: LedgerColumns): number {
  return Object.values(ledger).reduce((sum: number, one: unknown) => sum + (ArrayBuffer.isView(one) ? one.byteLength : 0), 0);
}

async function readLedger(
  core: DeskCore,
  imports: readonly ActiveImport[],
  resolve: PartyResolver,
  trades: TextNumbering,
): Promise<LedgerColumns> {
  const { dictionary } = core;
  const parts: Part[] = [];
  for (const [importIndex, { body }] of imports.entries())
    await eachEntries(core, body.importId, (columns, rows) => parts.push({ columns, rows, importIndex }));
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const periodCodes = new Set<number>();
  for (const { columns } of parts) for (const code of codesIn(columns.period)) periodCodes.add(code);
  const periods = [...periodCodes].map((code) => dictionary.text(code)).sort(byCodeUnit);
  const periodAt = new Map(periods.map((period, index) => [dictionary.code(period), index]));
  const ledger = emptyLedger(
    rows,
    imports.map(({ body }) => body.importId),
    periods,
  );
  const parties = new Parties(core, resolve);
  let at = 0;
  for (const part of parts) {
    const { columns, importIndex } = part;
    const { role, grain, basis } = imports[importIndex]!.body;
    const end = at + part.rows;
    ledger.importIndex.fill(importIndex, at, end);
    ledger.role.fill(LEDGER_ROLES.indexOf(role), at, end);
    ledger.grain.fill(GRAINS.indexOf(grain), at, end);
    ledger.basis.fill(BASES.indexOf(basis), at, end);
    ledger.row.set(columns.row.kind === 'int' ? columns.row.values : [], at);
    ledger.party.set(codesIn(columns.party), at);
    ledger.service.set(codesIn(columns.service), at);
    ledger.currency.set(codesIn(columns.currency), at);
    ledger.tax.set(codesIn(columns.taxRate), at);
    if (columns.amount.kind === 'amount') ledger.units.set(columns.amount.units, at);
    ledger.reference.set(trades.number(columns.reference), at);
    const period = codesIn(columns.period);
    for (let row = 0; row < part.rows; row++) ledger.period[at + row] = periodAt.get(period[row]!)!;
    parties.fill(ledger, columns, at, part.rows);
    at = end;
  }
  return ledger;
}

function codesIn(column: PackedColumn): Uint32Array {
  return column.kind === 'code' ? column.codes : new Uint32Array();
}

/** Whom cells mean; each pair of party and name is resolved once. */
class Parties {
  private readonly known = new Map<number, readonly [customer: number, reseller: number]>();

  constructor(
    private readonly core: DeskCore,
    private readonly resolve: PartyResolver,
  ) {}

  fill(ledger: LedgerColumns, columns: EntryColumns, at: number, rows: number): void {
    const [party, name] = [codesIn(columns.party), codesIn(columns.partyName)];
    let [last, codes] = [-1, NOBODY];
    for (let row = 0; row < rows; row++) {
      const pair = (party[row] ?? 0) * 2 ** 26 + (name[row] ?? 0);
      if (pair !== last)
        codes = this.of(
          (last = pair),
          textAt(columns.party, row, this.core.dictionary),
          textAt(columns.partyName, row, this.core.dictionary),
        );
      ledger.customer[at + row] = codes[0];
      ledger.reseller[at + row] = codes[1];
    }
  }

  private of(pair: number, party: string | null, name: string | null): readonly [number, number] {
    const known = this.known.get(pair);
    if (known) return known;
    const { customer, reseller } = resolveEntry(this.resolve, party ?? '', name);
    const code = (id: string | null): number => (id === null ? 0 : this.core.dictionary.add(id));
    const made = [code(customer), code(reseller)] as const;
    this.known.set(pair, made);
    return made;
  }
}

const NOBODY: readonly [number, number] = [0, 0];

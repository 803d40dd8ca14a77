/** Importing a ledger: read, map, look at, store with its rows archived first. */
import { canonicalJson, sha256Hex } from '../../shared/digest';
import type { ImportPreview, ImportResult, Progress } from '../../shared/desk/api';
import { proposeAliases } from '../../shared/ledger/aliases';
import { mapLedger } from '../../shared/ledger/map';
import { proposeMapping } from '../../shared/ledger/propose';
import type { Cell, ColumnMapping, LedgerOptions, MappedLedger, MappedRow, SheetTable } from '../../shared/ledger/types';
import { refuseClosed } from './closed-months';
import type { DeskCore } from './core';
import { activeImports, canonicalRows, partiesOf, resolverOf } from './entries';
import { DeskFailure } from './faults';
import { record } from './journal-apply';
import { ledgerServices } from './service-names';

/** First rows shown on the mapping screen. */
const SAMPLE_ROWS = 50;
/** Previews kept until they are confirmed or forgotten. */
const KEPT_PREVIEWS = 4;

interface Kept {
  readonly table: Omit<SheetTable, 'rows'>;
  readonly mapping: ColumnMapping;
  readonly options: LedgerOptions;
  readonly mapped: MappedLedger;
}

export interface PreviewArgs {
  readonly token: string;
  readonly options: Partial<LedgerOptions>;
  readonly mapping: ColumnMapping | null;
}

/** Previews live in memory only; nothing is stored before it is confirmed. */
export class ImportDesk {
  private readonly kept = new Map<string, Kept>();
  private next = 1;

  constructor(private readonly core: DeskCore) {}

  async preview(args: PreviewArgs, onProgress: (progress: Progress) => void): Promise<ImportPreview> {
    const { core } = this;
    const rows: (readonly Cell[])[] = [];
    const head = await core.link.call(
      'tableRead',
      { token: args.token, sheet: args.options.sheet ?? null, encoding: args.options.encoding ?? null },
      {
        onItem: (batch) => {
          for (const row of batch) rows.push(row);
          onProgress({ step: 'reading', done: rows.length, total: null });
        },
      },
    );
    const table: SheetTable = { ...head, rows };
    onProgress({ step: 'mapping', done: 0, total: rows.length });
    const proposal = proposeMapping(table, wanted(args.options), args.mapping);
    const { mapping } = proposal;
    const { options, found } = completeOptions(args.options, proposal.guesses, head);
    const context = { services: await ledgerServices(core), currency: proposal.guesses.currency ?? core.currency };
    const mapped = mapLedger(table, mapping, options, context);
    const preview = `p${this.next++}`;
    this.keep(preview, { table: head, mapping, options, mapped });
    return {
      preview,
      table: head,
      sample: rows.slice(0, SAMPLE_ROWS),
      mapping,
      options,
      found,
      rowCount: mapped.rows.length,
      leftOut: mapped.leftOut,
      refused: mapped.refused,
      sums: mapped.sums,
      unresolved: await this.unresolved(mapped.rows),
      sameAs: await this.sameAs(head.sha256, mapping, options, mapped),
    };
  }

  /** Archives the rows, journals the import, applies it. @throws DeskFailure `bad-cells`, `nothing-to-import`, `period-closed` */
  async confirm(args: { readonly preview: string; readonly skipBadRows: boolean }): Promise<ImportResult> {
    const kept = this.kept.get(args.preview);
    if (!kept) throw new DeskFailure('nothing-to-import', 'preview');
    const { table, mapping, options, mapped } = kept;
    if (mapped.refused.length > 0 && !args.skipBadRows) throw new DeskFailure('bad-cells', String(mapped.refused.length));
    if (mapped.rows.length === 0) throw new DeskFailure('nothing-to-import');
    const same = await this.sameAs(table.sha256, mapping, options, mapped);
    if (same !== null) {
      this.kept.delete(args.preview);
      return { importId: same, rows: mapped.rows.length, changed: false };
    }
    await refuseClosed(this.core, mapped.sums.map((sum) => sum.period));
    const text = canonicalRows(mapped.rows);
    const { sha256 } = await this.core.link.call('archivePut', { text });
    const importId = importIdOf(sha256, options);
    await record(this.core, {
      kind: 'import',
      importId,
      role: options.role,
      grain: options.grain,
      basis: options.basis,
      tax: options.tax,
      file: table.file,
      original: table.sha256,
      rows: sha256,
      rowCount: mapped.rows.length,
      mapping: { headRow: mapping.headRow, columns: [...mapping.columns] },
      encoding: table.encoding,
      sheet: table.sheet,
      leftOut: mapped.leftOut.map((row) => ({ ...row })),
      refused: mapped.refused.map((cell) => ({ ...cell })),
      sums: mapped.sums.map((sum) => ({ ...sum })),
    });
    this.kept.delete(args.preview);
    return { importId, rows: mapped.rows.length, changed: true };
  }

  /** Takes an import's rows out again. @throws DeskFailure `nothing-to-import`, `period-closed` */
  async undo(importId: string): Promise<void> {
    const { store } = this.core;
    const known = await store.imports.get(importId);
    if (!known || known.undone) throw new DeskFailure('nothing-to-import', importId);
    await refuseClosed(this.core, (await store.importData.get(importId))?.body.sums.map((sum) => sum.period) ?? []);
    await record(this.core, { kind: 'import-undone', importId });
  }

  private keep(preview: string, kept: Kept): void {
    this.kept.set(preview, kept);
    for (const old of [...this.kept.keys()].slice(0, -KEPT_PREVIEWS)) this.kept.delete(old);
  }

  /**
   * The import these rows already are under the same role, grain and basis, or null: other options make another import. The same file whose
   * services have other names by now is the same import, too; put into another month it is not.
   */
  private async sameAs(original: string, mapping: ColumnMapping, options: LedgerOptions, { rows, sums }: MappedLedger): Promise<string | null> {
    const digest = sha256Hex(canonicalRows(rows));
    const months = monthsOf(sums);
    for (const { body } of await activeImports(this.core)) {
      const sameOptions = body.role === options.role && body.grain === options.grain && body.basis === options.basis && body.tax === options.tax;
      const sameFile = body.original === original && body.sheet === options.sheet && canonicalJson(body.mapping) === canonicalJson(mapping) && body.rowCount === rows.length && monthsOf(body.sums) === months;
      if (sameOptions && (body.rows === digest || sameFile)) return body.importId;
    }
    return null;
  }

  private async unresolved(rows: readonly MappedRow[]): Promise<ImportPreview['unresolved']> {
    const resolve = await resolverOf(this.core);
    const counts = new Map<string, { rows: number; name: string | null }>();
    for (const row of rows) {
      const known = [row.party, row.partyName].some((text) => text !== null && resolve(text).by !== null);
      if (known) continue;
      const seen = counts.get(row.party);
      counts.set(row.party, { rows: (seen?.rows ?? 0) + 1, name: seen?.name ?? row.partyName });
    }
    const { rows: parties } = await partiesOf(this.core);
    const named = parties.map((party) => ({ kind: party.kind, id: party.id, names: [party.name, party.accountName].filter((name) => name !== '') }));
    const texts = [...counts].flatMap(([party, { name }]) => (name === null ? [party] : [party, name]));
    const proposals = proposeAliases(texts, named);
    return [...counts].map(([party, { rows: count, name }]) => ({
      party,
      rows: count,
      proposals: proposals.filter((one) => one.ledger === party || one.ledger === name).map((one) => ({ ...one.party })),
    }));
  }
}

/** An import undone and repeated is the same import: its rows' breaks keep their IDs, and so their decisions. */
function importIdOf(rows: string, options: LedgerOptions): string {
  return `i-${sha256Hex([rows, options.role, options.grain, options.basis, options.tax ?? ''].join('|')).slice(0, 16)}`;
}

/** Months and their sums as text. */
function monthsOf(sums: readonly { readonly period: string; readonly amount: string }[]): string {
  return canonicalJson(sums.map(({ period, amount }) => [period, amount]));
}

function wanted(options: Partial<LedgerOptions>): { role?: LedgerOptions['role']; basis?: LedgerOptions['basis'] } {
  return { ...(options.role === undefined ? {} : { role: options.role }), ...(options.basis === undefined ? {} : { basis: options.basis }) };
}

/** Declared options first, then what the sheet says; `found` names the latter. */
function completeOptions(
  given: Partial<LedgerOptions>,
  guesses: ReturnType<typeof proposeMapping>['guesses'],
  table: Omit<SheetTable, 'rows'>,
): { options: LedgerOptions; found: string[] } {
  const found = (['role', 'grain', 'basis', 'period', 'sheet', 'encoding'] as const).filter((name) => given[name] === undefined);
  const options: LedgerOptions = {
    role: given.role ?? guesses.role ?? 'cost',
    grain: given.grain ?? guesses.grain,
    basis: given.basis ?? guesses.basis,
    tax: given.tax ?? null,
    period: given.period ?? guesses.period,
    sheet: table.sheet,
    encoding: table.encoding,
  };
  return { options, found };
}

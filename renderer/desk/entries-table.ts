/** The rows of all books as a grid's table: packed segments stay packed, cells are made when they are looked at. */
import { bytesOf } from '../../shared/columns';
import type { ViewColumn } from '../../shared/desk/api';
import type { DeskCore } from './core';
import { activeImports, resolveEntry, resolverOf, type ActiveImport } from './entries';
import { eachEntries, mappedRow, type EntryColumns } from './packed-entries';
import type { Names } from './results';
import { LazyTable, type CellText, type ViewTable } from './view-tables';

const COLUMNS: readonly ViewColumn[] = [
  { key: 'period', type: 'period' },
  { key: 'role', type: 'code' },
  { key: 'file', type: 'text' },
  { key: 'row', type: 'integer' },
  { key: 'party', type: 'text' },
  { key: 'customer', type: 'code' },
  { key: 'customerName', type: 'text' },
  { key: 'service', type: 'code' },
  { key: 'serviceName', type: 'text' },
  { key: 'amount', type: 'amount' },
  { key: 'currency', type: 'code' },
  { key: 'grain', type: 'code' },
  { key: 'basis', type: 'code' },
  { key: 'reference', type: 'text' },
  { key: 'importId', type: 'text' },
];

interface Part {
  readonly body: ActiveImport['body'];
  readonly columns: EntryColumns;
  readonly start: number;
}

export async function ledgerEntriesTable(core: DeskCore, names: Names): Promise<ViewTable> {
  const parts: Part[] = [];
  let rows = 0;
  let held = 0;
  for (const { body } of await activeImports(core)) {
    await eachEntries(core, body.importId, (columns, count) => {
      parts.push({ body, columns, start: rows });
      rows += count;
      for (const column of Object.values(columns)) held += bytesOf(column);
    });
  }
  const resolve = await resolverOf(core);
  let at = 0;
  const partOf = (row: number): Part => {
    // Rows are mostly asked for one after another.
    while (parts[at]!.start > row) at--;
    while (at + 1 < parts.length && parts[at + 1]!.start <= row) at++;
    return parts[at]!;
  };
  const cell = (row: number, key: string): CellText => {
    const { body, columns, start } = partOf(row);
    const entry = mappedRow(columns, row - start, core.dictionary);
    const whom = (): CellText => {
      const { customer, reseller } = resolveEntry(resolve, entry.party, entry.partyName);
      return customer ?? reseller;
    };
    switch (key) {
      case 'row':
        return String(entry.row);
      case 'customer':
        return whom();
      case 'customerName':
        return names.party(whom());
      case 'serviceName':
        return names.service(entry.service);
      case 'period':
      case 'party':
      case 'service':
      case 'amount':
      case 'currency':
      case 'reference':
        return entry[key];
      case 'role':
      case 'file':
      case 'grain':
      case 'basis':
      case 'importId':
        return body[key];
      default:
        return null;
    }
  };
  return new LazyTable(COLUMNS, rows, cell, held);
}

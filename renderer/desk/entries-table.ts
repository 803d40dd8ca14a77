/** The rows of all books as a grid's table: packed segments stay packed, cells are made when they are looked at. */
import { bytesOf } from '../../shared/columns';
import type { DeskCore } from './core';
import { activeImports, resolveEntry, resolverOf, type ActiveImport } from './entries';
import { eachEntries, mappedRow, type EntryColumns } from './packed-entries';
import type { Names } from './results';
import { LazyTable, listed, type CellText, type ViewTable } from './view-tables';

const COLUMNS = listed(
  'period:period role:code file:text row:integer party:text customer:code customerName:text service:code serviceName:text amount:amount currency:code grain:code basis:code reference:text importId:text',
);

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

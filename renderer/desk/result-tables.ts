/** Matches and breaks as grids' tables: a million stay columns, and a row is made when it is looked at. */
import type { Language } from '../../shared/desk/api';
import { formatUnits } from '../../shared/money';
import { matchAt, matchKey, matchPlaces } from '../../shared/reconcile/match-columns';
import { reasonText } from '../../shared/reconcile/reasons';
import type { DeskCore } from './core';
import { storedMatchColumns, type Names } from './results';
import { LazyTable, listed, type CellText, type ViewTable } from './view-tables';

/** What one takes as columns, about: it counts in the views' budget. */
const MATCH_BYTES = 40;
const BREAK_BYTES = 300;

const MATCHES = listed(
  'period:period role:code pass:code counterparty:code customer:code customerName:text service:code serviceName:text ledgerAmount:amount billAmount:amount entries:integer reason:text id:text',
);
const BREAKS = listed(
  'period:period otherPeriod:period role:code class:code status:code counterparty:code customer:code customerName:text service:code serviceName:text ledgerAmount:amount ledgerCurrency:code billAmount:amount expectedAmount:amount difference:amount reason:text id:text',
);

export async function matchesTable(core: DeskCore, names: Names, language: Language): Promise<ViewTable> {
  const sets = await storedMatchColumns(core);
  const { set, match } = matchPlaces(sets);
  const made = lastMade((row) => matchAt(sets[set[row]!]!, match[row]!));
  const cell = (row: number, key: string): CellText => {
    const columns = sets[set[row]!]!;
    const place = (field: Parameters<typeof matchKey>[2]): CellText => matchKey(columns, match[row]!, field);
    switch (key) {
      case 'period':
      case 'counterparty':
      case 'customer':
      case 'service':
        return place(key);
      case 'customerName': {
        const party = place('customer') ?? place('counterparty');
        return names.party(party) ?? party;
      }
      case 'serviceName':
        return names.service(place('service'));
      case 'role':
        return columns.role;
      case 'ledgerAmount':
      case 'billAmount':
        return formatUnits(made(row)[key]);
      case 'entries':
        return String(made(row).entries.length);
      case 'reason':
        return reasonText(made(row).reason, language);
      case 'pass':
      case 'id':
        return made(row)[key];
      default:
        return null;
    }
  };
  return new LazyTable(MATCHES, match.length, cell, match.length * MATCH_BYTES);
}

export async function breaksTable(core: DeskCore, names: Names, language: Language): Promise<ViewTable> {
  const { count, at } = await core.store.breaks.list();
  const made = lastMade(at);
  const cell = (row: number, key: string): CellText => {
    const one = made(row);
    if (key === 'serviceName') return names.service(one.service);
    if (key === 'reason') return one.reason[language];
    return one[key as 'period' | 'class' | 'difference'] ?? null;
  };
  return new LazyTable(BREAKS, count, cell, count * BREAK_BYTES);
}

/** Cells of one row are asked for one after another: the row is made once. */
function lastMade<T>(make: (row: number) => T): (row: number) => T {
  let last: { readonly row: number; readonly one: T } | null = null;
  return (row) => (last?.row === row ? last : (last = { row, one: make(row) })).one;
}

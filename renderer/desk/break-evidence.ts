/** Rows behind a break on either side, what the passes made of them, and what else was considered (why-panel). */
import type { BreakEvidence, EvidenceEntry, EvidenceLine, Language, StoredBreak, ViewSpec } from '../../shared/desk/api';
import { parseUnits, type Units } from '../../shared/money';
import { passTrail } from '../../shared/reconcile/pass-trail';
import { reasonWords } from '../../shared/reconcile/reasons';
import { rulesDigest } from '../../shared/reconcile/rules-digest';
import { after, type DeskCore } from './core';
import { rulesOf } from './engine-input';
import { mappedRow, SEGMENT, type EntryColumns } from './packed-entries';
import { consideredFor } from './suggestions';
import type { Views } from './views';

/** Rows of a side at most; the others are counted. */
const MOST = 40;
/** Bill keys whose rows are looked up at most. */
const MOST_KEYS = 12;

type Filters = ViewSpec['filters'];

export async function breakEvidence(core: DeskCore, views: Views, breakId: string, language: Language): Promise<BreakEvidence | null> {
  const detail = await core.store.breaks.detail(breakId);
  if (!detail) return null;
  const { row: found, reason } = detail;
  const { ruleSet, priceRules } = await rulesOf(core);
  const ledger = await ledgerRows(core, found);
  const bill = await billRows(views, found, language);
  const { candidates, more, crowds } = await consideredFor(core, breakId);
  const trail = passTrail(
    {
      role: found.role,
      class: found.class,
      ledgerAmount: units(found.ledgerAmount),
      billAmount: units(found.billAmount),
      expectedAmount: units(found.expectedAmount),
      difference: units(found.difference),
      reason,
      references: ledger.rows.flatMap(({ reference }) => reference ?? []),
    },
    ruleSet,
  );
  return {
    ledger,
    bill,
    trail: trail.map(({ pass, made, why }) => ({ pass, made, why: reasonWords(why) })),
    candidates: candidates.map(({ other, score, suggested, reasons, against }) => ({
      other,
      score,
      suggested,
      reasons: reasons.map((one) => reasonWords(one)),
      against: against.map((one) => reasonWords(one)),
    })),
    moreCandidates: more,
    crowds: crowds.map((one) => reasonWords(one)),
    rules: {
      tolerance: ruleSet.tolerance,
      taxRates: ruleSet.taxRates,
      adjacentPeriods: ruleSet.adjacentPeriods,
      movementHours: ruleSet.movementHours,
      digest: rulesDigest(ruleSet, priceRules),
    },
  };
}

const units = (text: string | null): Units | null => (text === null ? null : parseUnits(text));

/** Rows of books, in the order of the break's own keys. */
async function ledgerRows(core: DeskCore, { rows, period, otherPeriod }: StoredBreak): Promise<BreakEvidence['ledger']> {
  const wanted = rows.flatMap((key) => {
    const [kind, importId = '', row = ''] = key.split('|');
    return kind === 'entry' ? [{ importId, row: Number(row) }] : [];
  });
  const entries: EvidenceEntry[] = [];
  for (const { importId, row } of wanted.slice(0, MOST)) entries.push(...(await entryAt(core, importId, row, [period, otherPeriod])));
  return { total: wanted.length, rows: entries };
}

/** A row of an import; a row of a table with a column for each month gives several entries, of which those of the months count. */
async function entryAt(core: DeskCore, importId: string, row: number, months: readonly (string | null)[]): Promise<EvidenceEntry[]> {
  const body = (await core.store.importData.get(importId))?.body;
  if (!body) return [];
  const keys = await core.store.entries
    .where('key')
    .between(`${importId}#`, after(`${importId}#`))
    .primaryKeys();
  // A row's number is rarely smaller than its place: the segment it should stand in is looked at first.
  const guess = Math.min(keys.length - 1, Math.floor(row / SEGMENT));
  const order = [...keys.slice(0, guess + 1).reverse(), ...keys.slice(guess + 1)];
  for (const key of order) {
    const segment = await core.store.entries.get(key);
    if (!segment) continue;
    const columns = segment.columns as EntryColumns;
    const found: EvidenceEntry[] = [];
    for (let at = 0; at < segment.rows; at++) {
      const { row: own, period, party, service, reference, amount, currency, note } = mappedRow(columns, at, core.dictionary);
      if (own !== row) continue;
      found.push({ importId, file: body.file, row, period, party, service, reference, amount, currency, basis: body.basis, note });
    }
    const ofMonth = found.filter(({ period }) => months.includes(period));
    if (found.length > 0) return ofMonth.length > 0 ? ofMonth : found;
  }
  return [];
}

async function billRows(views: Views, found: StoredBreak, language: Language): Promise<BreakEvidence['bill']> {
  const lines: EvidenceLine[] = [];
  let total = 0;
  const keys = found.rows.flatMap((key) => askedFor(key) ?? []);
  // A counterparty's whole month may stand behind a break: what is not read counts as one row each.
  total += Math.max(0, keys.length - MOST_KEYS);
  for (const { source, period, filters } of keys.slice(0, MOST_KEYS)) {
    const { table, order } = await views.read({ source, language, period, filters, sort: [] });
    total += order.length;
    const at = (name: string): number => table.columns.findIndex((column) => column.key === name);
    const cells = await table.cells(order.subarray(0, Math.max(0, MOST - lines.length)));
    const [what, kind, amount] = SHOWN[source];
    for (const row of cells) {
      const cell = (name: string): string | null => row[at(name)] ?? null;
      lines.push({
        source,
        period: cell('period'),
        service: cell('service'),
        serviceName: cell('serviceName'),
        what: cell(what),
        chargeMode: cell('chargeMode'),
        kind: cell(kind),
        amount: cell(amount),
      });
    }
  }
  return { total, rows: lines };
}

/** Columns that say what a row is, of which kind, and how much. */
const SHOWN = {
  'bill-lines': ['resourceTypeName', 'kind', 'amount'],
  orders: ['order', 'type', 'afterDiscount'],
  'adjust-records': ['id', 'operation', 'amount'],
  movements: ['id', 'detailType', 'change'],
} as const satisfies Record<EvidenceLine['source'], readonly [string, string, string]>;

/** Which rows of which list a row's key of a break means. */
function askedFor(key: string): { source: EvidenceLine['source']; period: string | null; filters: Filters } | null {
  const [kind, first = '', second = '', third = ''] = key.split('|');
  const is = (column: string, value: string): Filters[number] => ({ column, op: 'is', value });
  switch (kind) {
    case 'bill':
      return { source: 'bill-lines', period: first, filters: [is('customer', second), ...(third === '' ? [] : [is('service', third)])] };
    case 'order':
      return { source: 'orders', period: null, filters: [is('order', first)] };
    case 'adjustment':
      return { source: 'adjust-records', period: null, filters: [is('id', first)] };
    case 'movement':
      return { source: 'movements', period: null, filters: [is('id', first)] };
    default:
      return null;
  }
}

import { formatUnits } from '../money';
import { readAmount } from '../ledger/amounts';
import { plainText } from '../ledger/cell-texts';
import { currencyOf } from '../ledger/currencies';
import { readPeriod } from '../ledger/periods';
import type { Cell } from '../ledger/types';
import { ruleFault, type RuleFault } from '../reconcile/rule-faults';
import { isDate } from './dates';
import { rateFaults, type ExchangeRate } from './rate-table';

/** A cell of a table of rates that cannot be read; the row as a person counts it, the column by its head. */
export interface RateCellFault {
  readonly row: number;
  readonly column: string;
  readonly fault: RuleFault;
}

export interface RateSheet {
  readonly rates: readonly ExchangeRate[];
  /** With any of them nothing of the sheet is taken. */
  readonly faults: readonly RateCellFault[];
}

type Column = 'month' | 'date' | 'pair' | 'from' | 'to' | 'rate' | 'source';

const HEADS: readonly (readonly [Column, RegExp])[] = [
  ['month', /^(账期|月份|年月|适用月份|适用账期|month|period|billing ?(month|period|cycle))$/],
  ['date', /^(日期|汇率日期|公布日期|发布日期|牌价日期|date|rate ?date|published|as ?of)$/],
  ['pair', /^(货币对|币种对|currency ?pair|pair)$/],
  ['from', /^(原币|原币种|源币种|外币|自|从|币种|from|from ?currency|source ?currency|currency)$/],
  ['to', /^(目标币种|目标币|折算币种|本位币|本币|到|兑|to|to ?currency|target ?currency)$/],
  ['rate', /^(汇率|折算率|折算汇率|中间价|汇率中间价|rate|exchange ?rate|fx ?rate)$/],
  ['source', /^(来源|汇率来源|出处|依据|source|rate ?source|reference)$/],
];

/** Rows a head is looked for in. */
const HEAD_ROWS = 20;
const PER_UNITS = /[(（]?\s*(?:每|per)?\s*(100|1000|10000)\s*(?:外币|原币|单位|units?)?\s*[)）]?$/i;
const BRACKETS = /[(（][^()（）]*[)）]\s*$/;

/**
 * Reads a table of rates: a head row that names the month or the date, the currencies (two columns, or a pair such as `USD/CNY`) and the rate.
 * A sheet without months gets them from the dates. A head that says 100 (`中间价（100外币）`) divides by it, exactly.
 * @param source what stands for a source where the sheet names none
 */
export function readRateSheet(rows: readonly (readonly Cell[])[], source: string): RateSheet {
  const head = rows.slice(0, HEAD_ROWS).findIndex((row) => isWhole(columnsOf(row)));
  if (head < 0) return { rates: [], faults: [{ row: 1, column: '', fault: ruleFault('no-rate-heads') }] };
  const columns = columnsOf(rows[head]!);
  const per = perOf(rows[head]![columns.get('rate')!] ?? '');
  const rates: ExchangeRate[] = [];
  const faults: RateCellFault[] = [];
  const rowOf: number[] = [];
  const headOf = (name: Column): string => plainText(rows[head]![columns.get(name) ?? -1] ?? null) ?? '';
  rows.slice(head + 1).forEach((cells, index) => {
    const cell = (name: Column): Cell => cells[columns.get(name) ?? -1] ?? null;
    if (cells.every((one) => plainText(one) === null)) return;
    const [first, second] = pairOf(plainText(cell('pair')) ?? '');
    const dated = dateText(cell('date'));
    const month = readPeriod(columns.has('month') ? cell('month') : cell('date'));
    const rate = rateText(cell('rate'), per);
    const row = head + index + 2;
    const say = (name: Column, fault: RuleFault): void => void faults.push({ row, column: headOf(name), fault });
    if (!month.ok) say(columns.has('month') ? 'month' : 'date', ruleFault('no-period', { value: plainText(cell('month')) ?? dated }));
    if (typeof rate !== 'string') return say('rate', rate);
    if (!month.ok) return;
    rates.push({
      month: month.value,
      from: columns.has('from') ? codeOf(cell('from')) : first,
      to: columns.has('to') ? codeOf(cell('to')) : second,
      rate,
      date: dated,
      source: plainText(cell('source')) ?? source,
    });
    rowOf.push(row);
  });
  for (const { place, fault } of rateFaults({ version: 1, rates })) {
    const [, at = '', member = ''] = /^rates\[(\d+)\]\.(\w+)/.exec(place) ?? [];
    const name = (columns.has(member as Column) ? member : member === 'month' ? 'date' : 'pair') as Column;
    faults.push({ row: rowOf[Number(at)] ?? head + 1, column: headOf(name) || member, fault });
  }
  return faults.length > 0 ? { rates: [], faults: faults.sort((a, b) => a.row - b.row) } : { rates, faults };
}

function columnsOf(row: readonly Cell[]): Map<Column, number> {
  const found = new Map<Column, number>();
  row.forEach((cell, index) => {
    const text = (plainText(cell) ?? '')
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[_\s]+/g, ' ')
      .trim();
    const bare = text.replace(BRACKETS, '').replace(PER_UNITS, '').trim();
    const name = HEADS.find(([, words]) => words.test(bare))?.[0];
    if (name !== undefined && !found.has(name)) found.set(name, index);
  });
  return found;
}

const isWhole = (columns: ReadonlyMap<Column, number>): boolean =>
  columns.has('rate') && columns.has('date') && (columns.has('pair') || (columns.has('from') && columns.has('to')));

const perOf = (head: string): bigint => BigInt(PER_UNITS.exec(head.normalize('NFKC').trim())?.[1] ?? '1');

function pairOf(text: string): readonly [string, string] {
  const [first = '', second = ''] = text
    .normalize('NFKC')
    .toUpperCase()
    .split(/\s*(?:\/|→|->|兑|-|\s)\s*/);
  return second === '' && /^[A-Z]{6}$/.test(first) ? [first.slice(0, 3), first.slice(3)] : [currencyOf(first), currencyOf(second)];
}

const codeOf = (cell: Cell): string => currencyOf((plainText(cell) ?? '').normalize('NFKC').trim());

/** `YYYY-MM-DD` of a day as books write it; other text as it is, for the schema to refuse. */
function dateText(cell: Cell): string {
  const text = (plainText(cell) ?? '').normalize('NFKC').trim();
  const parts =
    /^(\d{4})(?:[-/.]|\s*年\s*)(\d{1,2})(?:[-/.]|\s*月\s*)(\d{1,2})(?:\s*[日号])?(?:[T ].*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return text;
  const day = `${parts[1]!}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`;
  return isDate(day) ? day : text;
}

function rateText(cell: Cell, per: bigint): string | RuleFault {
  const read = readAmount(cell);
  const value = plainText(cell) ?? '';
  if (!read.ok)
    return value === ''
      ? ruleFault('missing')
      : ruleFault(read.fault === 'too-precise' || read.fault === 'too-large' ? read.fault : 'not-rate', { value });
  if (read.value.units % per !== 0n) return ruleFault('too-precise', { value: `${value} / ${per}` });
  return formatUnits(read.value.units / per, 0);
}

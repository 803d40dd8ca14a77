/**
 * A statement of account for one counterparty (design.md section 6): what it consumed at its agreed price, what was billed to it, what is
 * still open. The bill's own amounts, which are the partner's cost, and the margin never get here: no type in this file has room for them.
 */
import { byCodeUnit } from '../digest';
import { formatUnits, type TaxBasis, type Units } from '../money';
import type { Period } from '../period';
import type { PricedLine } from '../reconcile/priced-lines';
import type { BreakClass } from '../reconcile/types';
import type { WorkbookLanguage } from './model';
import type { Statement, StatementColumn, StatementSheet } from './statement-file';
import { CLASSES, wordOf } from './words';

export interface StatementEntry {
  readonly period: Period;
  /** Customer, or null when the row names the counterparty alone. */
  readonly customer: string | null;
  readonly service: string | null;
  readonly amount: Units;
  readonly currency: string;
  readonly basis: TaxBasis;
  readonly reference: string | null;
}

export interface StatementBreak {
  readonly period: Period;
  readonly class: BreakClass;
  readonly customer: string | null;
  readonly service: string | null;
  readonly billed: Units | null;
  readonly expected: Units | null;
  readonly difference: Units | null;
}

/** Everything a statement shows. */
export interface StatementContent {
  readonly file: string;
  readonly counterparty: string;
  readonly counterpartyName: string | null;
  readonly periods: readonly Period[];
  readonly currency: string;
  /** Day it was made, `YYYY-MM-DD`. */
  readonly day: string;
  readonly lines: readonly PricedLine[];
  readonly entries: readonly StatementEntry[];
  /** Null when they were not asked for. */
  readonly breaks: readonly StatementBreak[] | null;
}

export interface StatementNames {
  readonly party: (id: string) => string | null;
  readonly service: (code: string) => string | null;
}

/** Breaks a counterparty can do something about; a missing price rule is the partner's own affair. */
export const STATEMENT_BREAKS: ReadonlySet<BreakClass> = new Set([
  'consumed-not-billed',
  'billed-not-consumed',
  'price-deviation',
  'currency',
]);

const WORDS = {
  zh: {
    title: '对账单',
    sheets: { months: '对账单', lines: '消费明细', entries: '开单明细', breaks: '待核对事项' },
    head: { counterparty: '结算方', id: '结算方 ID', period: '账期', currency: '币种', basis: '口径', day: '制表日期' },
    basis: { pretax: '不含税', taxed: '含税', unknown: '含税口径未注明', mixed: '口径不一，见明细' },
    columns: {
      period: '账期',
      consumption: '消费',
      refunds: '退款',
      adjustments: '账单调账',
      expected: '应计金额',
      billed: '已开单金额',
      difference: '差额（应计−已开单）',
      note: '说明',
      customerName: '客户',
      customer: '客户 ID',
      serviceName: '云服务类型',
      basis: '口径',
      amount: '金额',
      reference: '单号',
      other: '其他币种金额',
      class: '事项',
    },
    unpriced: (n: number) => `${n} 项尚无约定价格，未计入`,
    notes: ['应计金额按约定价格计算：消费、退款与账单调账之和。'],
    foreign: '其他币种的开单金额单独列出，未计入合计。',
  },
  en: {
    title: 'Statement of account',
    sheets: { months: 'Statement', lines: 'Charges', entries: 'Billed', breaks: 'Open items' },
    head: { counterparty: 'Counterparty', id: 'Counterparty ID', period: 'Period', currency: 'Currency', basis: 'Basis', day: 'Made on' },
    basis: { pretax: 'before tax', taxed: 'with tax', unknown: 'tax basis not stated', mixed: 'differs, see the details' },
    columns: {
      period: 'Period',
      consumption: 'Consumption',
      refunds: 'Refunds',
      adjustments: 'Bill adjustments',
      expected: 'Amount due',
      billed: 'Billed',
      difference: 'Difference (due − billed)',
      note: 'Note',
      customerName: 'Customer',
      customer: 'Customer ID',
      serviceName: 'Service',
      basis: 'Basis',
      amount: 'Amount',
      reference: 'Reference',
      other: 'Amount in another currency',
      class: 'Item',
    },
    unpriced: (n: number) =>
      n === 1 ? '1 item has no agreed price and is not counted' : `${n} items have no agreed price and are not counted`,
    notes: ['The amount due is at the agreed prices: consumption, refunds and bill adjustments together.'],
    foreign: 'Amounts billed in other currencies stand apart and are in no total.',
  },
} as const;

type Word = keyof (typeof WORDS)['zh']['columns'];
type Cell = StatementSheet['rows'][number][number];

/** Makes the statement in a language. Months in which the counterparty has neither lines nor entries are left out. */
export function buildStatement(content: StatementContent, names: StatementNames, language: WorkbookLanguage): Statement {
  const words = WORDS[language];
  const bases = basesOf(content.lines, content.entries);
  const sheets = [
    months(content, language),
    lines(content, names, language),
    entries(content, names, language),
    ...(content.breaks === null ? [] : [breaks(content.breaks, names, language)]),
  ];
  return {
    file: content.file,
    language,
    title: words.title,
    head: [
      [words.head.counterparty, content.counterpartyName ?? content.counterparty],
      [words.head.id, content.counterparty],
      [words.head.period, periodsText(content.periods)],
      [words.head.currency, content.currency],
      [words.head.basis, basisText(bases, language)],
      [words.head.day, content.day],
    ],
    sheets,
  };
}

function columnMaker(language: WorkbookLanguage) {
  return (
    key: Word,
    type: StatementColumn['type'],
    width: number,
    more: Pick<StatementColumn, 'total' | 'formula'> = {},
  ): StatementColumn => ({
    key,
    head: WORDS[language].columns[key],
    type,
    width,
    ...more,
  });
}

const money = (units: Units | null): string | null => (units === null ? null : formatUnits(units));

/** One row a month, live from the sheets behind it. */
function months({ periods, lines: all, entries: billed, currency }: StatementContent, language: WorkbookLanguage): StatementSheet {
  const words = WORDS[language];
  const column = columnMaker(language);
  const fromLines = (key: 'consumption' | 'refunds' | 'adjustments' | 'expected'): StatementColumn =>
    column(key, 'amount', 18, { total: 'sum', formula: { kind: 'sumifs', sheet: 'lines', column: key, match: 'period', own: 'period' } });
  const rows: Cell[][] = [];
  for (const period of periods) {
    const own = all.filter((line) => line.period === period);
    const mine = billed.filter((entry) => entry.period === period);
    if (own.length === 0 && mine.length === 0) continue;
    const priced = own.filter((line) => line.expected !== null);
    const unpriced = own.length - priced.length;
    const add = (pick: (line: PricedLine) => Units | null): Units => priced.reduce((sum, line) => sum + (pick(line) ?? 0n), 0n);
    const total = mine.filter((entry) => entry.currency === currency).reduce((sum, entry) => sum + entry.amount, 0n);
    // Without any price there is nothing to compare with: blank, not zero.
    const known = priced.length > 0 || unpriced === 0;
    const expected = add((line) => line.expected);
    rows.push([
      period,
      known ? money(add((line) => line.consumption)) : null,
      known ? money(add((line) => line.refunds)) : null,
      known ? money(add((line) => line.adjustments)) : null,
      known ? money(expected) : null,
      money(total),
      known ? money(expected - total) : null,
      basisText(basesOf(own, mine), language),
      unpriced > 0 ? words.unpriced(unpriced) : null,
    ]);
  }
  // A column of notes that says nothing would only make the page wider.
  const noted = rows.some((row) => row.at(-1) !== null);
  return {
    key: 'months',
    title: words.sheets.months,
    columns: [
      column('period', 'text', 16),
      fromLines('consumption'),
      fromLines('refunds'),
      fromLines('adjustments'),
      fromLines('expected'),
      column('billed', 'amount', 18, {
        total: 'sum',
        formula: { kind: 'sumifs', sheet: 'entries', column: 'amount', match: 'period', own: 'period' },
      }),
      column('difference', 'amount', 22, { total: 'sum', formula: { kind: 'minus', left: 'expected', right: 'billed' } }),
      column('basis', 'text', 22),
      ...(noted ? [column('note', 'text', 34)] : []),
    ],
    rows: noted ? rows : rows.map((row) => row.slice(0, -1)),
    notes: [...words.notes, ...(billed.some((entry) => entry.currency !== currency) ? [words.foreign] : [])],
  };
}

function lines({ lines: all }: StatementContent, names: StatementNames, language: WorkbookLanguage): StatementSheet {
  const column = columnMaker(language);
  const sorted = [...all].sort(
    (a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.customer, b.customer) || byCodeUnit(a.service, b.service),
  );
  return {
    key: 'lines',
    title: WORDS[language].sheets.lines,
    columns: [
      column('period', 'text', 10),
      column('customerName', 'text', 28),
      column('customer', 'text', 36),
      column('serviceName', 'text', 26),
      column('consumption', 'amount', 18, { total: 'sum' }),
      column('refunds', 'amount', 18, { total: 'sum' }),
      column('adjustments', 'amount', 18, { total: 'sum' }),
      column('expected', 'amount', 18, { total: 'sum' }),
      column('basis', 'text', 14),
    ],
    rows: sorted.map((line) => [
      line.period,
      names.party(line.customer),
      line.customer,
      names.service(line.service) ?? line.service,
      money(line.consumption),
      money(line.refunds),
      money(line.adjustments),
      money(line.expected),
      line.expected === null ? null : WORDS[language].basis[lineBasis(line)],
    ]),
    notes: [],
  };
}

function entries({ entries: billed, currency }: StatementContent, names: StatementNames, language: WorkbookLanguage): StatementSheet {
  const column = columnMaker(language);
  return {
    key: 'entries',
    title: WORDS[language].sheets.entries,
    columns: [
      column('period', 'text', 10),
      column('customerName', 'text', 28),
      column('serviceName', 'text', 26),
      column('reference', 'text', 28),
      column('amount', 'amount', 18, { total: 'sum' }),
      column('basis', 'text', 14),
      column('other', 'text', 22),
    ],
    rows: billed.map((entry) => [
      entry.period,
      entry.customer === null ? null : (names.party(entry.customer) ?? entry.customer),
      entry.service === null ? null : (names.service(entry.service) ?? entry.service),
      entry.reference,
      entry.currency === currency ? money(entry.amount) : null,
      WORDS[language].basis[entry.basis],
      entry.currency === currency ? null : `${entry.currency} ${formatUnits(entry.amount)}`,
    ]),
    notes: [],
  };
}

function breaks(list: readonly StatementBreak[], names: StatementNames, language: WorkbookLanguage): StatementSheet {
  const column = columnMaker(language);
  return {
    key: 'breaks',
    title: WORDS[language].sheets.breaks,
    columns: [
      column('period', 'text', 10),
      column('class', 'text', 22),
      column('customerName', 'text', 28),
      column('serviceName', 'text', 26),
      column('expected', 'amount', 18),
      column('billed', 'amount', 18),
      column('difference', 'amount', 22, { total: 'sum' }),
    ],
    rows: list.map((item) => [
      item.period,
      wordOf(CLASSES, item.class, language),
      item.customer === null ? null : (names.party(item.customer) ?? item.customer),
      item.service === null ? null : (names.service(item.service) ?? item.service),
      money(item.expected),
      money(item.billed),
      money(item.difference),
    ]),
    notes: [],
  };
}

/** A price with tax at a rule that names no rate says nothing about tax. */
function lineBasis({ basis, taxed }: PricedLine): TaxBasis {
  return basis === 'pretax' ? 'pretax' : taxed ? 'taxed' : 'unknown';
}

/** A line without a price has no basis either. */
function basesOf(lines: readonly PricedLine[], entries: readonly StatementEntry[]): ReadonlySet<TaxBasis> {
  return new Set([...lines.filter(({ expected }) => expected !== null).map(lineBasis), ...entries.map(({ basis }) => basis)]);
}

function basisText(bases: ReadonlySet<TaxBasis>, language: WorkbookLanguage): string {
  const { basis } = WORDS[language];
  const [only] = bases;
  return bases.size > 1 ? basis.mixed : basis[only ?? 'unknown'];
}

function periodsText(periods: readonly Period[]): string {
  return periods.length <= 3 ? periods.join(', ') : `${periods[0]} – ${periods.at(-1)} (${periods.length})`;
}

const LONGEST_NAME = 60;
/** Names no file may have on Windows. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * Readable name of a statement's file, accepted on every system: `示例科技有限公司_2026-09.xlsx`. Nothing that leads into another folder or turns the
 * direction of writing is left. `taken` holds the names of the batch in lower case and gets this one.
 */
export function statementFileName(name: string, periods: readonly Period[], taken: Set<string>): string {
  const clean = [
    ...name
      .normalize('NFC')
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff<>:"/\\|?*]/g, ' ')
      .replace(/\s+/g, ' '),
  ]
    .slice(0, LONGEST_NAME)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  const stem = clean === '' || RESERVED.test(clean) ? `statement ${clean}`.trim() : clean;
  const span = periods.length > 1 ? `${periods[0]}_${periods.at(-1)}` : (periods[0] ?? '');
  for (let copy = 1; ; copy++) {
    const file = `${stem}_${span}${copy === 1 ? '' : `_${copy}`}.xlsx`;
    if (taken.has(file.toLowerCase())) continue;
    taken.add(file.toLowerCase());
    return file;
  }
}

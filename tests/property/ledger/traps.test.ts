import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapLedger } from '../../../shared/ledger/map';
import { proposeMapping } from '../../../shared/ledger/propose';
import type { Cell, MergedRange, SheetTable } from '../../../shared/ledger/types';
import { formatUnits, ONE } from '../../../shared/money';

/** One known entry; amounts in units of 10^-8, to the cent as books have them. */
interface Entry {
  readonly month: number;
  readonly customer: number;
  readonly cents: number;
}

const CUSTOMERS = ['示例科技', '示例网络', '示例软件', '示例云服'];
const entry: fc.Arbitrary<Entry> = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  customer: fc.nat(CUSTOMERS.length - 1),
  cents: fc.oneof(
    fc.integer({ min: -99_999_999, max: 99_999_999 }),
    fc.integer({ min: -999, max: 999 }).map((n) => n * 100),
  ),
});

/** How amounts are written; one form for a book, as programs do. `mixed` writes each cell in another one. */
const FORMS = ['plain', 'short', 'comma', 'point', 'space', 'apostrophe', 'brackets', 'trailing', 'yuan', 'wide', 'crdr', 'wan'] as const;
type Form = (typeof FORMS)[number];

const traps = fc.record({
  titles: fc.integer({ min: 0, max: 3 }),
  blankRows: fc.boolean(),
  indent: fc.integer({ min: 0, max: 2 }),
  subtotals: fc.constantFrom('none', 'words', 'silent'),
  twoRows: fc.boolean(),
  headEvery: fc.constantFrom(0, 3),
  merged: fc.boolean(),
  notes: fc.boolean(),
  form: fc.constantFrom<Form | 'mixed'>(...FORMS, 'mixed'),
  months: fc.constantFrom('2026-09', '2026年9月', '202609', 'Sep-26', '2026/9/30'),
});
type Traps = typeof traps extends fc.Arbitrary<infer T> ? T : never;

function grouped(whole: string, mark: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, mark);
}

/** `among`: the book has other forms too, and the amount must say itself what its marks mean. */
function written(cents: number, form: Form, among = false): string {
  const minus = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const rest = digits.slice(-2);
  switch (form) {
    case 'plain':
      return `${minus}${whole}.${rest}`;
    case 'short':
      // Cents of zero are dropped: 1234 and 1,234 stand beside 1,234.5.
      return `${minus}${grouped(whole, ',')}${rest === '00' ? '' : `.${rest.replace(/0$/, '')}`}`;
    case 'comma':
      return `${minus}${grouped(whole, ',')}.${rest}`;
    case 'point':
      // 460.907 beside 0.00 is less than a thousand to every reader: among other forms the cents of zero are written.
      return `${minus}${grouped(whole, '.')}${rest === '00' && !among ? '' : `,${rest}`}`;
    case 'space':
      return `${minus}${grouped(whole, '\u00a0')},${rest}`;
    case 'apostrophe':
      return `${minus}${grouped(whole, "'")}.${rest}`;
    case 'brackets':
      return cents < 0 ? `（${grouped(whole, ',')}.${rest}）` : `${grouped(whole, ',')}.${rest}`;
    case 'trailing':
      return `${whole}.${rest}${minus}`;
    case 'yuan':
      return `${minus}￥${grouped(whole, ',')}.${rest}元`;
    case 'wide':
      return `${minus}${whole}.${rest}`.replace(/[0-9.-]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
    case 'crdr':
      return `${whole}.${rest} ${cents < 0 ? 'CR' : 'DR'}`;
    case 'wan':
      return `${minus}${formatUnits((BigInt(Math.abs(cents)) * ONE) / 1_000_000n, 0)}万`;
  }
}

function monthText(month: number, form: string): string {
  const two = String(month).padStart(2, '0');
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  if (form === '2026年9月') return `2026年${month}月`;
  if (form === '202609') return `2026${two}`;
  if (form === 'Sep-26') return `${names[month - 1] ?? ''}-26`;
  return form === '2026/9/30' ? `2026/${month}/28` : `2026-${two}`;
}

/** The entries as a book with the traps; `at` tells which sheet row holds which entry. */
function dressed(entries: readonly Entry[], wanted: Traps): { table: SheetTable; at: Map<number, Entry> } {
  const rows: Cell[][] = [];
  const merges: MergedRange[] = [];
  const at = new Map<number, Entry>();
  const pad = (cells: readonly Cell[]): Cell[] => [...Array.from({ length: wanted.indent }, () => null), ...cells];
  const titles = ['云资源成本台账', '编制单位：示例公司', '本表由系统导出'];
  for (const title of titles.slice(0, wanted.titles)) rows.push(pad([title]));
  const heads = ['账期', '客户名称', wanted.twoRows ? '本期' : '金额', '说明文字'];
  const printHead = (): void => {
    rows.push(pad(heads));
    if (wanted.twoRows) rows.push(pad([null, null, '金额', null]));
  };
  printHead();
  let group: Entry[] = [];
  const all: Entry[] = [];
  const form = (index: number): Form => (wanted.form === 'mixed' ? (FORMS[index % FORMS.length] ?? 'plain') : wanted.form);
  const close = (index: number): void => {
    if (wanted.subtotals === 'none' || group.length < 2) return;
    const sum = group.reduce((total, one) => total + one.cents, 0);
    rows.push(pad([wanted.subtotals === 'words' ? '小计' : null, null, written(sum, form(index), wanted.form === 'mixed'), null]));
    group = [];
  };
  entries.forEach((one, index) => {
    if (wanted.headEvery > 0 && index > 0 && index % wanted.headEvery === 0) {
      if (wanted.blankRows) rows.push([]);
      close(index);
      printHead();
    }
    const before = entries[index - 1];
    const last = at.get(rows.length - 1);
    const sameAsAbove = wanted.merged && last !== undefined && last === before && before.customer === one.customer;
    if (sameAsAbove) {
      const range = merges.at(-1);
      const column = wanted.indent + 1;
      if (range && range[2] === rows.length - 1) merges[merges.length - 1] = [range[0], column, rows.length, column];
      else merges.push([rows.length - 1, column, rows.length, column]);
    }
    at.set(rows.length, one);
    rows.push(
      pad([
        monthText(one.month, wanted.months),
        sameAsAbove ? null : (CUSTOMERS[one.customer] ?? ''),
        written(one.cents, form(index), wanted.form === 'mixed'),
        `第${index}笔款`,
      ]),
    );
    group.push(one);
    all.push(one);
  });
  close(entries.length);
  if (wanted.notes) rows.push([], pad(['制表人：示例会计']), pad(['以上金额以系统为准']));
  const table: SheetTable = {
    file: 'book.xlsx',
    sha256: '',
    bytes: 0,
    format: wanted.merged ? 'xlsx' : 'csv',
    encoding: null,
    separator: null,
    sheet: '台账',
    sheets: ['台账'],
    marks: {
      hiddenRows: [],
      hiddenColumns: [],
      merges,
      formulas: [],
      textNumbers: [{ column: wanted.indent + 2, cells: 1, firstRow: 0 }],
      macros: false,
      hiddenSheets: [],
    },
    rows,
  };
  return { table, at };
}

describe('a book made from known rows', () => {
  it('reads back to the same rows or to refused cells, never to another amount, whatever dresses it', () => {
    let readBack = 0;
    let refusedRows = 0;
    fc.assert(
      fc.property(fc.array(entry, { minLength: 2, maxLength: 14 }), traps, (entries, wanted) => {
        const { table, at } = dressed(entries, wanted);
        const { mapping, missing } = proposeMapping(table);
        expect(missing).toEqual([]);
        const mapped = mapLedger(table, mapping, {
          role: 'cost',
          grain: 'customer',
          basis: 'unknown',
          tax: null,
          period: null,
          sheet: null,
          encoding: null,
        });
        const refused = new Set(mapped.refused.map((cell) => cell.row));
        const seen = new Set<number>();
        for (const row of mapped.rows) {
          const known = at.get(row.row - 1);
          expect(known).toBeDefined();
          seen.add(row.row - 1);
          const { month, customer, cents } = known!;
          expect([row.period, row.party, row.amount]).toEqual([
            `2026-${String(month).padStart(2, '0')}`,
            CUSTOMERS[customer],
            formatUnits((BigInt(cents) * ONE) / 100n),
          ]);
        }
        for (const index of at.keys()) expect(seen.has(index) || refused.has(index + 1)).toBe(true);
        // What is refused among entries is doubtful by its marks alone.
        for (const cell of mapped.refused) if (at.has(cell.row - 1)) expect(cell.fault).toMatch(/^(?:ambiguous-number|not-a-number)$/);
        readBack += seen.size;
        refusedRows += at.size - seen.size;
      }),
      { numRuns: 600 },
    );
    // Refusing everything would be no reading.
    expect(readBack).toBeGreaterThan(refusedRows * 10);
  });
});

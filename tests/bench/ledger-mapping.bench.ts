import { mapLedger } from '../../shared/ledger/map';
import { proposeMapping } from '../../shared/ledger/propose';
import type { Cell, LedgerOptions, SheetTable } from '../../shared/ledger/types';

export const name = 'mapping a ledger: 1,000,000 x 8 and 100,000 x 20 cells to rows';
export const where = 'electron-worker';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  bound(label: string, ms: number, bounds: { atMost: number }): void;
}

const SERVICES = Array.from({ length: 40 }, (_, index) => ({ code: `hws.service.type.s${index}`, name: null }));
const HEADS = ['账期', '客户ID', '客户名称', '云服务类型编码', '金额', '币种', '订单号', '备注'];
const OPTIONS: LedgerOptions = {
  role: 'cost',
  grain: 'customer-service',
  basis: 'pretax',
  tax: null,
  period: null,
  sheet: null,
  encoding: null,
};

/** Rows as the reader hands them over: every cell a text of its own. */
function book(count: number, columns: number): SheetTable {
  const rows: Cell[][] = [[...HEADS, ...Array.from({ length: columns - HEADS.length }, (_, index) => `扩展${index}`)]];
  for (let index = 0; index < count; index++) {
    const customer = (Math.imul(index % 5_000, 2_654_435_761) >>> 0).toString(16).padStart(8, '0').repeat(4);
    const amount = `${(index * 7_919) % 100_000}.${String((index * 31) % 100).padStart(2, '0')}`;
    const row: Cell[] = [
      `2026-${String(1 + (index % 12)).padStart(2, '0')}`,
      customer,
      `示例客户${index % 5_000}有限公司`,
      `hws.service.type.s${index % 40}`,
      amount,
      'CNY',
      `CS26${String(index).padStart(10, '0')}ABC`,
      index % 3 === 0 ? null : '云资源',
    ];
    while (row.length < columns) row.push(`值${(index * 13 + row.length) % 9_973}`);
    rows.push(row);
  }
  return {
    file: 'book.csv',
    sha256: '',
    bytes: 0,
    format: 'csv',
    encoding: 'utf-8',
    separator: ',',
    sheet: 'book',
    sheets: ['book'],
    rows,
  };
}

/** Proposal and mapping of the rows alone, without reading the file; growth from half the rows to all of them. */
export async function run(bench: Bench): Promise<void> {
  const work = (table: SheetTable): number =>
    mapLedger(table, proposeMapping(table).mapping, OPTIONS, { services: SERVICES, currency: 'CNY' }).rows.length;
  const wide = book(100_000, 20);
  work(wide);
  const wideMs = await bench.time('100,000 x 20', () => work(wide), { runs: 5 });
  const half = book(500_000, 8);
  const halfMs = await bench.time('500,000 x 8', () => work(half), { runs: 5 });
  const whole = book(1_000_000, 8);
  let rows = 0;
  const wholeMs = await bench.time('1,000,000 x 8', () => (rows = work(whole)), { runs: 5 });
  bench.note(`${rows} rows mapped, none refused`);
  if (rows !== 1_000_000) throw new Error(`${rows} rows mapped instead of 1,000,000`);
  bench.bound('100,000 x 20', wideMs, { atMost: 1_000 });
  // A million rows of a text file are read and mapped within 8 s; the mapping must leave room for the reading.
  bench.bound('1,000,000 x 8', wholeMs, { atMost: 2_500 });
  bench.ratio('twice the rows', wholeMs / halfMs, { atMost: 2.2 });
}

/** Writing the workbook against the bare library with the same looks; runs this file again for each case, so that each has its own memory. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { WorkbookWriter } from '../../electron/workbook/write-workbook';
import type { ColumnSpec, WorkbookRow, WorkbookSpec } from '../../shared/workbook/model';

export const name = 'export: 100,000 rows x 20 columns, styled, written and read back';
export const where = 'node';

interface Bench {
  note(text: string): void;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
}

const BATCH = 2_000;

const text = (key: string): ColumnSpec => ({ key, head: key, type: 'text', width: 24 });
const amount = (key: string): ColumnSpec => ({ key, head: key, type: 'amount', width: 18, total: 'sum' });
const COLUMNS: readonly ColumnSpec[] = [
  ...['period', 'customerName', 'customer', 'resellerName', 'reseller', 'serviceName', 'service', 'resourceType', 'mode', 'kind'].map(text),
  ...['amount', 'debt', 'adjustment', 'discount', 'official'].map(amount),
  { key: 'count', head: 'count', type: 'integer', width: 10, total: 'sum' },
  { key: 'day', head: 'day', type: 'date', width: 12 },
  { key: 'time', head: 'time', type: 'datetime', width: 20 },
  { key: 'rate', head: 'rate', type: 'rate', width: 10 },
  text('note'),
];
const SPEC: WorkbookSpec = {
  language: 'zh',
  meta: { title: 'bench' },
  sheets: [
    {
      key: 'summary',
      title: '汇总',
      freeze: true,
      filter: true,
      columns: [text('period'), amount('amount')],
      charts: [{ title: 'c', category: 'period', categoryTitle: '', valueTitle: '', series: [{ column: 'amount', colour: '2F6EA8' }] }],
    },
    { key: 'lines', title: '账单明细', freeze: true, filter: true, columns: COLUMNS },
  ],
};

function rowAt(row: number): WorkbookRow {
  const customer = (row * 7_919) % 4_000;
  const service = row % 40;
  const money = (cents: number, decimals = 2): string => {
    const digits = String(cents).padStart(decimals + 1, '0');
    return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  };
  return [
    `2026-${String((row % 12) + 1).padStart(2, '0')}`,
    `示例科技${customer}有限公司`,
    `${customer}`.padStart(32, '0a'),
    null,
    null,
    `云服务${service}`,
    `hws.service.type.s${service}`,
    `hws.resource.type.r${service % 9}`,
    '按需',
    row % 50 === 0 ? '退款' : '消费',
    money(((row * 2_654_435_761) % 4_294_967_296) + 1, 8),
    '0.00',
    money(row % 977),
    money((row * 31) % 100_003),
    money((row * 17) % 9_999_991),
    row % 24,
    `2026-${String((row % 12) + 1).padStart(2, '0')}-15`,
    `2026-${String((row % 12) + 1).padStart(2, '0')}-15 08:30:00`,
    '0.1234',
    `摘要 ${row}`,
  ];
}

/** The library alone: the same cells with the same looks, values ready typed. */
async function bare(file: string, rows: number): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: file,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 1 } },
  });
  const sheet = book.addWorksheet('账单明细', { views: [{ state: 'frozen', ySplit: 1 }] });
  const font = { name: 'Microsoft YaHei', size: 10 };
  const formats = {
    text: '@',
    amount: '#,##0.00',
    integer: '#,##0',
    date: 'yyyy-mm-dd',
    datetime: 'yyyy-mm-dd hh:mm:ss',
    rate: '0.00%',
    link: '@',
  };
  const styles = COLUMNS.map(({ type }) => ({
    font,
    numFmt: formats[type],
    alignment: { vertical: 'middle' as const, horizontal: 'left' as const },
  }));
  sheet.columns = COLUMNS.map(({ width }) => ({ width }));
  sheet.addRow(COLUMNS.map(({ head }) => head)).commit();
  const pipe = (): { writableLength?: number; _writableState?: { length: number } } | undefined =>
    (sheet as unknown as { stream: { pipes: { writableLength?: number; _writableState?: { length: number } }[] } }).stream.pipes[0];
  for (let at = 0; at < rows; at++) {
    const row = sheet.getRow(at + 2);
    rowAt(at).forEach((cell, index) => {
      if (cell === null) return;
      const { type } = COLUMNS[index]!;
      const target = row.getCell(index + 1);
      target.value =
        type === 'text'
          ? String(cell)
          : type === 'date' || type === 'datetime'
            ? new Date(`${String(cell).replace(' ', 'T')}Z`.replace(/(\d{4}-\d\d-\d\d)Z/, '$1'))
            : Number(cell);
      target.style = styles[index]!;
    });
    row.commit();
    // Without waiting the library keeps everything in memory.
    if (at % 500 === 0)
      while ((pipe()?.writableLength ?? pipe()?._writableState?.length ?? 0) > 2 * 1024 * 1024)
        await new Promise((done) => setImmediate(done));
  }
  sheet.commit();
  await book.commit();
}

async function own(file: string, rows: number): Promise<{ verify: number }> {
  let began = 0;
  let verify = 0;
  const writer = await WorkbookWriter.open(file, SPEC, {
    onStep: (step) => {
      if (step === 'reading-back') began = performance.now();
      else verify = performance.now() - began;
    },
  });
  await writer.appendRows('summary', [
    ['2026-01', '1.00'],
    ['2026-02', '2.00'],
  ]);
  for (let at = 0; at < rows; at += BATCH) {
    const batch: WorkbookRow[] = [];
    for (let row = at; row < Math.min(rows, at + BATCH); row++) batch.push(rowAt(row));
    await writer.appendRows('lines', batch);
  }
  await writer.close();
  return { verify };
}

interface Case {
  readonly ms: number;
  readonly verify: number;
  /** Milliseconds of all threads: what other programs on the machine do not change much. */
  readonly cpu: number;
  readonly megabytes: number;
}

/** One case in a process of its own, best of `runs`. */
function inProcess(kind: 'bare' | 'own', rows: number, runs: number): Case {
  const folder = mkdtempSync(path.join(tmpdir(), 'export-bench-'));
  try {
    let best: Case | null = null;
    for (let run = 0; run < runs; run++) {
      const done = spawnSync(
        process.execPath,
        [fileURLToPath(import.meta.url).replace(/\?.*$/, ''), '--case', kind, String(rows), path.join(folder, `${kind}-${run}.xlsx`)],
        { encoding: 'utf8' },
      );
      if (done.status !== 0) throw new Error(done.stderr.slice(-2_000));
      const result = JSON.parse(done.stdout.trim().split('\n').at(-1) ?? '') as Case;
      best =
        best === null
          ? result
          : {
              ms: Math.min(best.ms, result.ms),
              verify: Math.min(best.verify, result.verify),
              cpu: Math.min(best.cpu, result.cpu),
              megabytes: Math.max(best.megabytes, result.megabytes),
            };
    }
    if (best === null) throw new Error('no run');
    return best;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function single(kind: string, rows: number, file: string): Promise<void> {
  const began = performance.now();
  const verify = kind === 'own' ? (await own(file, rows)).verify : (await bare(file, rows), 0);
  const ms = performance.now() - began - verify;
  const handle = await open(file);
  await handle.close();
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stdout.write(
    `${JSON.stringify({ ms, verify, cpu: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024, bytes: statSync(file).size })}\n`,
  );
}

export async function run(bench: Bench): Promise<void> {
  const library = inProcess('bare', 100_000, 3);
  const small = inProcess('own', 100_000, 3);
  const twice = inProcess('own', 200_000, 3);
  bench.note(`bare library: ${Math.round(library.ms)} ms, ${Math.round(library.megabytes)} MB`);
  bench.note(`written: ${Math.round(small.ms)} ms, read back: ${Math.round(small.verify)} ms, ${Math.round(small.megabytes)} MB`);
  bench.ratio('writing over the bare library', small.ms / library.ms, { atMost: 1.2 });
  bench.ratio('reading back over writing', small.verify / small.ms, { atMost: 1 });
  bench.ratio('memory over 300 MB, 100,000 rows', small.megabytes / 300, { atMost: 1 });
  bench.ratio('twice the rows, CPU time', twice.cpu / small.cpu, { atMost: 2.2 });
  if (process.env['RD_BENCH_LONG'] === undefined)
    return bench.note('1,000,000 rows take a minute: RD_BENCH_LONG=1 npm run bench -- export');
  const million = inProcess('own', 1_000_000, 1);
  bench.note(
    `1,000,000 rows: written ${Math.round(million.ms)} ms, read back ${Math.round(million.verify)} ms, ${Math.round(million.megabytes)} MB`,
  );
  bench.ratio('memory over 600 MB, 1,000,000 rows', million.megabytes / 600, { atMost: 1 });
}

const at = process.argv.indexOf('--case');
if (at >= 0) await single(process.argv[at + 1] ?? '', Number(process.argv[at + 2]), process.argv[at + 3] ?? '');

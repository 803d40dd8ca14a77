/**
 * Importing large books: read, mapped and checked, against a bare streaming read of the same .xlsx by exceljs. Each measurement has a
 * process of its own, so that none warms or fills another's memory.
 */
import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readWholeTable } from '../../electron/workbook/read-table';
import { mapLedger } from '../../shared/ledger/map';
import { proposeMapping } from '../../shared/ledger/propose';
import { peakMemoryMb } from './peak-memory';

export const name = 'importing 100,000 x 20 cells of .xlsx and 1,000,000 rows of .csv, with mapping and checks';
export const where = 'node';

const ROWS = 100_000;
const CSV_ROWS = 1_000_000;
const RUNS = 2;

interface Bench {
  note(text: string): void;
  ratio(label: string, value: number, bound: { atMost?: number }): number;
  bound(label: string, ms: number, bound: { atMost?: number }): number;
}

interface Measured {
  readonly ms: number;
  readonly cpuMs: number;
  readonly readMs: number;
  readonly rows: number;
  readonly peakMb: number;
}

const HEAD = ['账期', '客户ID', '云服务类型编码', '不含税金额', '币种', '税率', '订单号', '备注'];

function cellsOf(row: number, width: number): (string | number)[] {
  const known = [
    '2026-10',
    ((row % 2_000) + 0x10000).toString(16).padStart(32, '0'),
    'hws.service.type.ec2',
    Math.round((row % 900_000) + 100) / 100,
    'CNY',
    '6%',
    `CS2610${row}`,
    `第${row}行`,
  ];
  for (let column = known.length; column < width; column++) known.push(column % 2 === 0 ? `text ${row % 500}` : row * column);
  return known;
}

async function writeXlsx(file: string, rows: number): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true });
  const sheet = book.addWorksheet('台账');
  sheet.addRow([...HEAD, ...Array.from({ length: 12 }, (_, index) => `其他${index + 1}`)]).commit();
  for (let row = 0; row < rows; row++) sheet.addRow(cellsOf(row, 20)).commit();
  await book.commit();
}

async function writeCsv(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  let text = HEAD.join(',') + '\n';
  for (let row = 0; row < rows; row++) {
    text += cellsOf(row, 8).join(',') + '\n';
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'close');
}

/** What the app does with a book before a person sees its preview; the peer reads and looks at no cell. Called in the child. */
export async function measure(kind: 'import' | 'read' | 'exceljs', file: string): Promise<Measured> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let rows = 0;
  let readMs = 0;
  if (kind === 'exceljs') {
    const { default: ExcelJS } = await import('exceljs');
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
      sharedStrings: 'cache',
      styles: 'cache',
      worksheets: 'emit',
      hyperlinks: 'ignore',
    });
    for await (const sheet of reader) for await (const row of sheet) rows += row.cellCount > 0 ? 1 : 0;
    readMs = performance.now() - began;
  } else {
    const table = await readWholeTable(file);
    readMs = performance.now() - began;
    rows = table.rows.length;
    if (kind === 'import') {
      const { mapping, guesses } = proposeMapping(table, { role: 'cost' });
      const options = { ...guesses, role: 'cost' as const, tax: null, sheet: null, encoding: null };
      const mapped = mapLedger(table, mapping, options);
      if (mapped.rows.length !== rows - 1) throw new Error(`${mapped.rows.length} rows mapped, ${mapped.refused.length} cells refused`);
    }
  }
  const { user, system } = process.cpuUsage(cpu);
  return {
    ms: performance.now() - began,
    cpuMs: (user + system) / 1000,
    readMs,
    rows,
    peakMb: peakMemoryMb(),
  };
}

/** The best of some runs, each in a fresh process. */
async function measured(kind: Parameters<typeof measure>[0], file: string): Promise<Measured> {
  const script = `import(${JSON.stringify(import.meta.url)}).then((m) => m.measure(${JSON.stringify(kind)}, ${JSON.stringify(file)})).then((r) => console.log(JSON.stringify(r)))`;
  let best: Measured | null = null;
  for (let run = 0; run < RUNS; run++) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { maxBuffer: 1 << 24 });
    const found = JSON.parse(stdout) as Measured;
    if (best === null || found.ms < best.ms) best = found;
  }
  if (best === null) throw new Error('not run');
  return best;
}

const told = (what: string, { ms, cpuMs, readMs, peakMb, rows }: Measured): string =>
  `${what}: ${Math.round(ms)} ms (reading ${Math.round(readMs)}, CPU ${Math.round(cpuMs)}), ${rows} rows, peak ${Math.round(peakMb)} MB`;

export async function run(bench: Bench): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-import-'));
  try {
    const files = { once: path.join(folder, 'once.xlsx'), twice: path.join(folder, 'twice.xlsx'), csv: path.join(folder, 'million.csv') };
    await writeXlsx(files.once, ROWS);
    await writeXlsx(files.twice, 2 * ROWS);
    const peer = await measured('exceljs', files.once);
    const own = await measured('import', files.once);
    const twice = await measured('import', files.twice);
    bench.note(told('exceljs, bare streaming read', peer));
    bench.note(told('read, mapped and checked', own));
    bench.note(told('twice the rows', twice));
    bench.ratio('import of .xlsx against the bare read', own.ms / peer.ms, { atMost: 2 });
    // CPU time: what else the machine does must not look like growth.
    bench.ratio('twice the rows, CPU time', twice.cpuMs / own.cpuMs, { atMost: 2.2 });
    bench.ratio('peak memory in units of 350 MB', own.peakMb / 350, { atMost: 1 });
    rmSync(files.twice);
    await writeCsv(files.csv, CSV_ROWS);
    const read = await measured('read', files.csv);
    const csv = await measured('import', files.csv);
    bench.note(told('csv, read alone', read));
    bench.note(told('csv, read, mapped and checked', csv));
    bench.bound('1,000,000 rows of csv', csv.ms, { atMost: 8_000 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

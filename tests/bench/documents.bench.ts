/**
 * Reading a partner bill of a million rows: from the .csv file to the records that go into the store. Each measurement has a process of its
 * own, so that none warms or fills another's memory.
 */
import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { readWholeTable } from '../../electron/workbook/read-table';
import { documentOptions, readDocument, recognise } from '../../shared/documents';
import { peakMemoryMb } from './peak-memory';

export const name = 'reading 1,000,000 rows x 15 columns of a partner bill into bill lines';
export const where = 'node';

const ROWS = 1_000_000;
const RUNS = 2;
/** Rows printed twice, one in so many. */
const DOUBLED = 5_000;

interface Bench {
  note(text: string): void;
  ratio(label: string, value: number, bound: { atMost?: number }): number;
  bound(label: string, ms: number, bound: { atMost?: number }): void;
}

interface Measured {
  readonly ms: number;
  readonly cpuMs: number;
  /** Of both: from the table in memory to the records. */
  readonly documentMs: number;
  readonly documentCpuMs: number;
  readonly rows: number;
  readonly lines: number;
  readonly peakMb: number;
}

const HEAD =
  '客户ID,账期,客户账号名,伙伴ID,账单类型,计费模式,产品类型编码,资源类型编码,订单号/交易号,原订单号,客户交易时间,结算类型,伙伴结算折扣,客户消费金额(USD),结算金额(USD)';

/** Hourly charges of 2,000 customers for a few services, each with a number of its own, but for the doubled ones. */
function rowOf(row: number): string {
  const at = row % DOUBLED === 1 ? row - 1 : row;
  const two = (value: number): string => String(value).padStart(2, '0');
  return [
    ((at % 2_000) + 0x10000).toString(16).padStart(32, '0'),
    '2026-07',
    `customer_${at % 2_000}`,
    'a90cdfbd259845afa059621000000001',
    at % 50 === 49 ? '退款' : '消费',
    '按需',
    `hws.service.type.s${(at % 23) + (Math.floor(at / 2_000) % 5)}`,
    `hws.resource.type.r${Math.floor(at / 2_000) % 3}`,
    `7d0c2c9e-0000-4000-8000-${String(at).padStart(12, '0')}`,
    '',
    `2026-07-${two(1 + (at % 28))} ${two(at % 24)}:00:00 GMT+08:00`,
    '普通产品',
    '75%',
    `${at % 97}.${String(at % 100_000_000).padStart(8, '0')}`,
    `${at % 73}.${String((at * 7) % 100_000_000).padStart(8, '0')}`,
  ].join(',');
}

async function write(file: string, rows: number): Promise<void> {
  const out = createWriteStream(file);
  let text = `${HEAD}\n`;
  for (let row = 0; row < rows; row++) {
    text += `${rowOf(row)}\n`;
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'close');
}

/** Called in the child. */
export async function measure(file: string, rows: number): Promise<Measured> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const spent = (since: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(since);
    return (user + system) / 1000;
  };
  const table = await readWholeTable(file);
  const from = { cpu: process.cpuUsage(), at: performance.now() };
  const recognition = recognise(table, 'intl');
  if (recognition?.kind !== 'partner-bill') throw new Error('not recognised');
  const options = documentOptions(table, recognition.mapping, 'partner-bill', 'intl');
  const document = readDocument(table, recognition.mapping, options, [], { site: 'intl', today: '2026-11-06' });
  if (document.rowCount !== rows) throw new Error(`${document.rowCount} rows read, ${document.refused.length} cells refused`);
  const repeated = document.notes.find(({ key }) => key === 'repeated-rows')?.params['rows'];
  if (repeated !== String(Math.ceil(rows / DOUBLED))) throw new Error(`${String(repeated)} repeated rows found`);
  return {
    ms: performance.now() - began,
    cpuMs: spent(cpu),
    documentMs: performance.now() - from.at,
    documentCpuMs: spent(from.cpu),
    rows: document.rowCount,
    lines: document.records.slices.reduce((sum, slice) => sum + slice.rows, 0),
    peakMb: peakMemoryMb(),
  };
}

/** The best of some runs, each in a fresh process. */
async function measured(file: string, rows: number): Promise<Measured> {
  const script = `import(${JSON.stringify(import.meta.url)}).then((m) => m.measure(${JSON.stringify(file)}, ${rows})).then((r) => console.log(JSON.stringify(r)))`;
  let best: Measured | null = null;
  for (let run = 0; run < RUNS; run++) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { maxBuffer: 1 << 24 });
    const found = JSON.parse(stdout) as Measured;
    if (best === null || found.cpuMs < best.cpuMs) best = found;
  }
  if (best === null) throw new Error('not run');
  return best;
}

const told = ({ ms, cpuMs, documentMs, documentCpuMs, rows, lines, peakMb }: Measured): string =>
  `${rows} rows to ${lines} lines: ${Math.round(ms)} ms (CPU ${Math.round(cpuMs)}), of it records ${Math.round(documentMs)} ms (CPU ${Math.round(documentCpuMs)}), peak ${Math.round(peakMb)} MB`;

export async function run(bench: Bench): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-documents-'));
  try {
    const files = { half: path.join(folder, 'half.csv'), whole: path.join(folder, 'whole.csv') };
    await write(files.half, ROWS / 2);
    await write(files.whole, ROWS);
    const half = await measured(files.half, ROWS / 2);
    const whole = await measured(files.whole, ROWS);
    bench.note(told(half));
    bench.note(told(whole));
    // CPU time: what else the machine does must not look like growth.
    bench.ratio('twice the rows, CPU time', whole.cpuMs / half.cpuMs, { atMost: 2.2 });
    bench.ratio('twice the rows, CPU time of the records', whole.documentCpuMs / half.documentCpuMs, { atMost: 2.2 });
    bench.bound('1,000,000 rows to records, CPU', whole.documentCpuMs, { atMost: 8_000 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

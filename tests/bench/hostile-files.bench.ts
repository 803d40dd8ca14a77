/** Hostile files are refused within 2 s and 300 MB, each in a process of its own that does nothing else. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { packTar } from 'modern-tar';
import { readWholeTable } from '../../electron/workbook/read-table';
import { peakMemoryMb } from './peak-memory';

export const name = 'hostile files: a clear answer within 2 s and 300 MB';
export const where = 'node';

const MB = 1024 * 1024;
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

interface Bench {
  note(text: string): void;
  ratio(label: string, value: number, bound: { atMost?: number }): number;
  bound(label: string, ms: number, bound: { atMost?: number }): number;
}

function book(parts: Record<string, string | Uint8Array>): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    '_rels/.rels': `<Relationships><Relationship Id="r" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': '<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${REL}/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="${REL}/sharedStrings" Target="texts.xml"/></Relationships>`,
    'xl/sheet.xml': sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([part, body]) => [part, typeof body === 'string' ? strToU8(body) : body])));
}
const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

/** Text that packs about a hundredfold, below the ratio that is refused unread. */
function padded(piece: (index: number) => string, bytes: number): string {
  const pieces: string[] = [];
  for (let length = 0, index = 0; length < bytes; index++) {
    const next = piece(index);
    pieces.push(next);
    length += next.length;
  }
  return pieces.join('');
}

async function hostile(): Promise<Record<string, readonly [code: string, bytes: Uint8Array]>> {
  const tar = await packTar([{ header: { name: 'a.csv', size: 400 * MB }, body: new Uint8Array(400 * MB).fill(0x41) }]);
  return {
    'bomb.xlsx': ['bomb', book({ 'xl/sheet.xml': new Uint8Array(400 * MB) })],
    'bomb.tar.gz': ['bomb', gzipSync(tar)],
    'billion-rows.xlsx': ['too-large', book({ 'xl/sheet.xml': sheet('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>') })],
    'entities.xlsx': ['not-a-table', book({ 'xl/sheet.xml': `<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheet('<row r="1"/>')}` })],
    'climbing.zip': ['unsafe-name', zipSync({ '../../evil.csv': strToU8('a,b\n') })],
    'half.xlsx': ['truncated', book({}).subarray(0, 700)],
    'endless-quote.csv': ['not-a-table', strToU8(`a,b\n"${'x,\n'.repeat(20 * MB)}`)],
    'endless-tag.xlsx': ['bomb', book({ 'xl/sheet.xml': `<worksheet ${padded((index) => `a${index}="${index * 7919}" `, 30 * MB)}` })],
    // Just under the ratio that is refused unread.
    'shared-texts.xlsx': [
      'bomb',
      book({
        'xl/texts.xml': `<sst>${padded((index) => `<si><t>${index % 5 === 0 ? (index * 7919) % 97 : ''}${'x'.repeat(44)}</t></si>`, 400 * MB)}</sst>`,
      }),
    ],
    'endless-text.xlsx': [
      'bomb',
      book({ 'xl/texts.xml': `<sst><si><t>${padded((index) => String(index * 7919), 30 * MB)}</t></si></sst>` }),
    ],
  };
}

/** Called in the child. */
export async function measure(file: string): Promise<{ code: string; ms: number; peakMb: number }> {
  const began = performance.now();
  const code = await readWholeTable(file).then(
    () => 'read',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
  return { code, ms: performance.now() - began, peakMb: peakMemoryMb() };
}

export async function run(bench: Bench): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-hostile-'));
  try {
    for (const [file, [code, bytes]] of Object.entries(await hostile())) {
      const target = path.join(folder, file);
      writeFileSync(target, bytes);
      const script = `import(${JSON.stringify(import.meta.url)}).then((m) => m.measure(${JSON.stringify(target)})).then((r) => console.log(JSON.stringify(r)))`;
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
      const found = JSON.parse(stdout) as Awaited<ReturnType<typeof measure>>;
      if (found.code !== code) throw new Error(`${file}: ${found.code} instead of ${code}`);
      bench.bound(`${file} (${Math.ceil(bytes.length / 1024)} KB) refused as ${code}, peak ${Math.round(found.peakMb)} MB`, found.ms, {
        atMost: 2_000,
      });
      if (found.peakMb > 300) bench.ratio(`${file}: peak memory in units of 300 MB`, found.peakMb / 300, { atMost: 1 });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

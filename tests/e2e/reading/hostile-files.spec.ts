/** Hostile files through the real parser process: each a code within 2 s and 300 MB; and files the page hands over. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { packTar } from 'modern-tar';
import { expect, test } from 'playwright/test';
import { launchDesk, ROOT, userDataFolder, type Desk } from '../support/launch';

const SHEET = 'xl/worksheets/sheet1.xml';
const MB = 1024 * 1024;

let desk: Desk;
let folder: { path: string; remove(): void };

test.beforeAll(async () => {
  folder = userDataFolder();
  // Left behind by an earlier run.
  mkdirSync(path.join(folder.path, 'received', 'old'), { recursive: true });
  desk = await launchDesk(folder.path);
  await desk.page.waitForSelector('[data-testid="app-ready"], [data-testid="welcome"]', { timeout: 30_000 });
});
test.afterAll(async () => {
  await desk.close();
  folder.remove();
});

interface Outcome {
  readonly code: string;
  readonly ms: number;
  readonly peakMb: number;
}

/** Reads a file as the app's main process does; memory as the system counts it for that process. */
function readInProcess(file: string, cancelAfterMs: number | null = null): Promise<Outcome> {
  return desk.app.evaluate(
    ({ app, utilityProcess }, { module, target, cancel }) =>
      new Promise<Outcome>((resolve) => {
        const child = utilityProcess.fork(module, [], { serviceName: 'hostile', stdio: 'ignore' });
        let began = 0;
        let peak = 0;
        let code = '';
        const watch = setInterval(() => {
          const mine = app.getAppMetrics().find((metric) => metric.pid === child.pid);
          peak = Math.max(peak, mine?.memory.peakWorkingSetSize ?? 0, mine?.memory.workingSetSize ?? 0);
        }, 20);
        child.on('message', (message: { t: string; code?: string }) => {
          if (message.t === 'ready') {
            began = Date.now();
            child.postMessage({ t: 'read', path: target, options: {} });
            if (cancel !== null) setTimeout(() => child.kill(), cancel);
          } else if (message.t === 'rows') child.postMessage({ t: 'ack' });
          else if (message.t === 'error' || message.t === 'done') {
            code = message.code ?? 'read';
            child.kill();
          }
        });
        child.once('exit', () => {
          clearInterval(watch);
          resolve({ code: code || 'killed', ms: Date.now() - began, peakMb: peak / 1024 });
        });
      }),
    { module: path.join(ROOT, '.build', 'app', 'main', 'parser-process.js'), target: file, cancel: cancelAfterMs },
  );
}

function book(parts: Record<string, string | Uint8Array>): Uint8Array {
  const sample = readFileSync(path.join(ROOT, 'tests', 'fixtures', 'ledgers', 'typed-cells.xlsx'));
  const files: Record<string, Uint8Array> = { ...unzipSync(sample) };
  for (const [name, content] of Object.entries(parts)) files[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(files);
}
const sheet = (rows: string, before = ''): string => `${before}<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const entities = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${Array.from({ length: 20 }, (_, index) => `<!ENTITY b${index} "${`&${index === 0 ? 'a' : `b${index - 1}`};`.repeat(10)}">`).join('')}]>`;

const HOSTILE: readonly (readonly [what: string, code: string, name: string, bytes: () => Promise<Uint8Array> | Uint8Array])[] = [
  ['a bomb of 405 KB', 'bomb', 'bomb.xlsx', () => book({ [SHEET]: new Uint8Array(400 * MB) })],
  [
    'a sheet that claims 10^9 rows',
    'too-large',
    'rows.xlsx',
    () => book({ [SHEET]: sheet('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>') }),
  ],
  [
    'entities that expand',
    'not-a-table',
    'entities.xlsx',
    () => book({ [SHEET]: sheet('<row r="1"><c r="A1" t="str"><v>&b19;</v></c></row>', entities) }),
  ],
  ['a name that climbs', 'unsafe-name', 'names.zip', () => zipSync({ '../../evil.csv': strToU8('a,b\n1,2\n') })],
  ['a file cut in half', 'truncated', 'half.xlsx', () => book({}).subarray(0, 900)],
  [
    'a bomb in a tar.gz',
    'bomb',
    'bomb.tar.gz',
    async () => gzipSync(await packTar([{ header: { name: 'a.csv', size: 400 * MB }, body: new Uint8Array(400 * MB).fill(0x41) }])),
  ],
  ['a text that is one endless quote', 'not-a-table', 'quote.csv', () => strToU8(`a,b\n"${'x,\n'.repeat(3 * MB)}`)],
];

for (const [what, code, name, bytes] of HOSTILE) {
  test(`${what} is refused as ${code}, small and soon`, async () => {
    const file = path.join(folder.path, name);
    writeFileSync(file, await bytes());
    const outcome = await readInProcess(file);
    test.info().annotations.push({ type: 'measured', description: JSON.stringify(outcome) });
    expect(outcome.code).toBe(code);
    // Wide margins: the machine may be busy. What is typical stands in the bench.
    expect(outcome.peakMb).toBeLessThan(300);
    expect(outcome.ms).toBeLessThan(10_000);
  });
}

test('a process that is killed in the middle of a large file is gone', async () => {
  const file = path.join(folder.path, 'large.csv');
  writeFileSync(file, '2026-10,customer,1.25\n'.repeat(1_000_000));
  expect(await readInProcess(file, 100)).toMatchObject({ code: 'killed' });
});

interface PageDesk {
  readonly desk: {
    invoke(
      channel: string,
      args: unknown,
    ): Promise<{ ok: boolean; value?: { job?: string; name?: string; bytes?: number }; error?: { code: string } }>;
  };
}

test('a dropped file arrives in pieces under a name that is safe, and leaves no trace when it is too long', async () => {
  const answers = await desk.page.evaluate(async () => {
    const { desk: bridge } = globalThis as unknown as PageDesk;
    const begin = await bridge.invoke('files:receive-begin', { name: '..\\..\\台账.csv', bytes: 6 });
    const job = begin.value?.job ?? '';
    for (const text of ['a,', 'b\n', '1,']) await bridge.invoke('files:receive-piece', { job, piece: new TextEncoder().encode(text) });
    const end = await bridge.invoke('files:receive-end', { job });
    const short = (await bridge.invoke('files:receive-begin', { name: 'x.csv', bytes: 1 })).value?.job ?? '';
    const long = await bridge.invoke('files:receive-piece', { job: short, piece: new Uint8Array(2) });
    return { end: end.value, long: long.error?.code, gone: (await bridge.invoke('files:receive-end', { job: short })).error?.code };
  });
  expect(answers).toMatchObject({ end: { name: '台账.csv', bytes: 6 }, long: 'too-large', gone: 'no-such-file' });
  const received = path.join(folder.path, 'received');
  expect(existsSync(path.join(received, 'old'))).toBe(false);
  const [own = ''] = readdirSync(received);
  expect(readFileSync(path.join(received, own, '台账.csv'), 'utf8')).toBe('a,b\n1,');
  expect(readdirSync(received)).toHaveLength(1);
});

test('a document is saved where the dialog says and opened again; several books of all kinds can be chosen', async () => {
  const file = path.join(folder.path, 'mappings');
  const asked = await desk.app.evaluate(({ dialog }, target) => {
    const seen: { properties?: string[]; filters?: { extensions: string[] }[] }[] = [];
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: target });
    dialog.showOpenDialog = ((...args: unknown[]) => {
      seen.push(args.at(-1) as (typeof seen)[number]);
      (globalThis as { asked?: unknown }).asked = seen;
      return Promise.resolve({ canceled: false, filePaths: [`${target}.json`] });
    }) as unknown as typeof dialog.showOpenDialog;
    return seen.length;
  }, file);
  expect(asked).toBe(0);
  const answers = await desk.page.evaluate(async () => {
    const { desk: bridge } = globalThis as unknown as PageDesk;
    return [
      await bridge.invoke('files:save-document', { name: 'mappings.json', text: '{"a":"列"}' }),
      await bridge.invoke('files:open-document', {}),
      await bridge.invoke('files:choose-ledgers', {}),
    ];
  });
  expect(answers).toMatchObject([
    { ok: true, value: { name: 'mappings.json' } },
    { ok: true, value: { name: 'mappings.json', text: '{"a":"列"}' } },
    { ok: true, value: [{ name: 'mappings.json' }] },
  ]);
  const [, choosing] = await desk.app.evaluate(
    () => (globalThis as { asked?: { properties: string[]; filters: { extensions: string[] }[] }[] }).asked ?? [],
  );
  expect(choosing?.properties).toContain('multiSelections');
  expect(choosing?.filters[0]?.extensions).toEqual(expect.arrayContaining(['xlsx', 'xlsm', 'csv', 'tsv', 'txt', 'gz', 'zip']));
});

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'vite';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { verifyPack } from '../../../electron/evidence/verify-pack';
import { openArchives } from '../../../electron/journal/archives';
import { archivesOf } from '../../../electron/journal/check-journal';
import { openJournal } from '../../../electron/journal/journal';
import { replayArchive } from '../../../shared/close';
import { clock, entriesOf } from '../../unit/journal/acts';

/** 10 in npm test, 100 in the long run. */
const SEEDS = Math.min(100, Number(process.env.RD_SEEDS ?? 10));
const KILLS_PER_SEED = 2;
let built = '';

beforeAll(async () => {
  built = await mkdtemp(path.join(os.tmpdir(), 'rd-closer-'));
  await build({
    configFile: false,
    envDir: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(import.meta.dirname, 'closer.ts'),
      outDir: built,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'closer.mjs' } },
    },
  });
}, 60_000);

afterAll(() => rm(built, { recursive: true, force: true }));

for (let seed = 1; seed <= SEEDS; seed += 1) {
  test(
    `killed while deciding, importing, closing and exporting (seed ${seed}): nothing acknowledged is lost, nothing half counts`,
    { timeout: 60_000 },
    async () => {
      const dir = await mkdtemp(path.join(os.tmpdir(), 'rd-close-'));
      onTestFinished(() => rm(dir, { recursive: true, force: true }));
      const random = randomFrom(seed);
      const acknowledged = new Map<number, string>();
      for (let round = 0; round < KILLS_PER_SEED; round += 1) {
        await workUntilKilled([dir, String(round * 200)], random, acknowledged);
        const journal = await openJournal(path.join(dir, 'journal'), { clock });
        const archives = await openArchives(path.join(dir, 'archives'), { clock });
        expect(journal.report.breaks).toEqual([]);
        const entries = await entriesOf(journal);
        for (const [seq, hash] of acknowledged) expect(entries[seq - 1]?.hash).toBe(hash);
        // What an entry stands on was on the disk before the entry was.
        for (const entry of entries) for (const sha256 of archivesOf(entry)) expect(await archives.whole(sha256), sha256).toBe(true);
        const last = entries.findLast(({ body }) => body.kind === 'sign-off')?.body;
        if (last?.kind === 'sign-off') {
          const text = Buffer.from(await archives.get(last.archive)).toString('utf8');
          expect(replayArchive(text)).toMatchObject({ is: 'same', period: last.period });
        }
        const exports = new Map(entries.flatMap(({ body }) => (body.kind === 'export' ? [[body.file, body.sha256] as const] : [])));
        whole(path.join(dir, 'book.xlsx'), exports);
        whole(path.join(dir, 'pack.zip'), exports);
        if (existsSync(path.join(dir, 'pack.zip'))) expect((await verifyPack(path.join(dir, 'pack.zip'))).fault).toBeNull();
        await journal.close();
      }
      expect(acknowledged.size).toBeGreaterThan(0);
    },
  );
}

/** Under its final name a file is there as a whole, and it is there once the journal has it. */
function whole(file: string, exports: ReadonlyMap<string, string>): void {
  const noted = exports.get(path.basename(file));
  if (!existsSync(file)) return expect(noted).toBeUndefined();
  const bytes = readFileSync(file);
  // A newer one may stand there that the journal was not told of any more.
  if (createHash('sha256').update(bytes).digest('hex') !== noted) expect(Object.keys(unzipSync(bytes)).length).toBeGreaterThan(2);
}

async function workUntilKilled(args: readonly string[], random: () => number, acknowledged: Map<number, string>): Promise<void> {
  const child = spawn(process.execPath, ['--no-deprecation', path.join(built, 'closer.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close');
  let complaint = '';
  child.stderr.on('data', (part: Buffer) => (complaint += part.toString()));
  const enough = 1 + Math.floor(random() * 12);
  const lag = random() * 60;
  let count = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { seq, hash } = JSON.parse(line) as { seq: number; hash: string };
    acknowledged.set(seq, hash);
    count += 1;
    if (count === enough) void pause(lag).then(() => child.kill('SIGKILL'));
  });
  await exited;
  expect(complaint).toBe('');
  expect(child.signalCode).toBe('SIGKILL');
}

/** mulberry32: the same moments for the same seed, as far as a clock allows. */
function randomFrom(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

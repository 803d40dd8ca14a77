import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync, zipSync, type Unzipped } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVerify } from '../../../electron/evidence/run-verify';
import { verifyPack } from '../../../electron/evidence/verify-pack';
import { fileBytes, writePack } from '../../../electron/evidence/write-pack';
import { openArchives } from '../../../electron/journal/archives';
import { openJournal } from '../../../electron/journal/journal';
import { buildArchive } from '../../../shared/close';
import { canonicalJson } from '../../../shared/digest';
import {
  archiveName,
  journalName,
  MANIFEST_NAME,
  manifestDigest,
  WORKBOOK_NAME,
  type PackManifest,
} from '../../../shared/evidence/manifest';
import { exitCodeOfVerdict, verdictText, type PackVerdict } from '../../../shared/evidence/verdict';
import { reconcile } from '../../../shared/reconcile/engine';
import { worldInput } from '../reconcile/world-input';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rd-pack-'));
const clock = (): Date => new Date('2026-11-06T08:00:00Z');
const bytesOf = (value: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(value));
const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? new Uint8Array()).toString('utf8');
const PERIOD = '2026-10';

let pack: string;
let archive: string;
let again: () => Promise<string>;

beforeAll(async () => {
  const { input } = worldInput({ site: 'cn', size: 'tiny', seed: 7, clean: false });
  const archives = await openArchives(path.join(folder, 'archives'), { clock });
  const journal = await openJournal(path.join(folder, 'journal'), { clock, rotateBytes: 400 });
  archive = await archives.put(buildArchive(PERIOD, input, reconcile(input), []).text);
  const book = path.join(folder, 'book.xlsx');
  writeFileSync(book, 'a workbook');
  const signed = { kind: 'sign-off' as const, period: PERIOD, archive, carried: [], carriedTotal: '0.00', note: '' };
  await journal.append([{ kind: 'reopened', period: '2026-09', reason: '复核' }], '示例会计');
  await journal.append([signed], '示例会计');
  await journal.append(
    [{ kind: 'export', file: 'e.zip/workbook.xlsx', sha256: sha('a workbook'), periods: [PERIOD], rows: 1 }],
    '示例会计',
  );
  const { rulesDigest: rules } = JSON.parse(text(await archives.get(archive))) as { rulesDigest: string };
  again = async () => {
    const target = path.join(folder, `pack-${readdirSync(folder).length}.zip`);
    const content = {
      app: { name: 'Reconcile Desk', version: '0.1.0', engine: 3 },
      site: 'cn' as const,
      months: [{ period: PERIOD, archive, rules }],
      journal: journal.head(),
    };
    const parts = [
      { name: WORKBOOK_NAME, bytes: () => fileBytes(book), stored: true },
      { name: archiveName(archive), bytes: () => archives.read(archive) },
      ...journal.parts().map((part) => ({ name: journalName(part.name), bytes: () => fileBytes(part.path, part.bytes) })),
    ];
    const { sha256 } = await writePack(target, content, parts.reverse());
    expect(sha256).toBe(sha(readFileSync(target)));
    return target;
  };
  pack = await again();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The pack with its files changed; with `forged` the manifest is made to fit again. */
async function changed(change: (files: Unzipped) => void, forged = false): Promise<PackVerdict> {
  const files = unzipSync(readFileSync(pack));
  change(files);
  if (forged) {
    const manifest = JSON.parse(text(files[MANIFEST_NAME])) as PackManifest;
    for (const file of manifest.files) {
      file.sha256 = sha(files[file.name]!);
      file.bytes = files[file.name]!.length;
    }
    manifest.digest = manifestDigest(manifest);
    files[MANIFEST_NAME] = bytesOf(canonicalJson(manifest));
  }
  const file = path.join(folder, 'changed.zip');
  writeFileSync(file, zipSync(files));
  return verifyPack(file);
}
const replaced = (bytes: Uint8Array | undefined, from: string | RegExp, to: string): Uint8Array<ArrayBuffer> => {
  const before = text(bytes);
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  return new Uint8Array(Buffer.from(after));
};

describe('an evidence pack', () => {
  it('is the same, replays, and has the same bytes when made again', async () => {
    const verdict = await verifyPack(pack);
    expect(verdict).toMatchObject({ fault: null, replayed: [PERIOD], sha256: sha(readFileSync(pack)) });
    expect(exitCodeOfVerdict(verdict)).toBe(0);
    expect(sha(readFileSync(await again()))).toBe(verdict.sha256);
    expect([verdictText(verdict, 'zh'), verdictText(verdict, 'en')]).toEqual([
      expect.stringContaining('一致'),
      expect.stringContaining('same'),
    ]);
  });

  const lastJournal = (files: Unzipped): string =>
    Object.keys(files)
      .filter((name) => name.startsWith('journal/'))
      .sort()
      .at(-1)!;
  const firstJournal = (files: Unzipped): string =>
    Object.keys(files)
      .filter((name) => name.startsWith('journal/'))
      .sort()[0]!;

  it.each<[string, (files: Unzipped) => void, object]>([
    ['the workbook', (files) => (files[WORKBOOK_NAME] = bytesOf('b workbook')), { kind: 'file-changed', file: WORKBOOK_NAME }],
    [
      'the archive',
      (files) => (files[archiveName(archive)] = replaced(files[archiveName(archive)], /"due":"[^"]*"/, '"due":"1.23"')),
      { kind: 'file-changed' },
    ],
    [
      'the manifest',
      (files) => (files[MANIFEST_NAME] = replaced(files[MANIFEST_NAME], '"version":"0.1.0"', '"version":"0.1.1"')),
      { kind: 'manifest' },
    ],
    [
      'the journal',
      (files) => (files[firstJournal(files)] = replaced(files[firstJournal(files)], '复核', '重开')),
      { kind: 'file-changed' },
    ],
    ['a file that is gone', (files) => delete files[WORKBOOK_NAME], { kind: 'file-missing', file: WORKBOOK_NAME }],
    ['a file that was added', (files) => (files['note.txt'] = bytesOf('x')), { kind: 'file-unlisted', file: 'note.txt' }],
  ])('names %s when it was changed', async (_what, change, fault) => {
    const verdict = await changed(change);
    expect(verdict.fault).toMatchObject(fault);
    expect(exitCodeOfVerdict(verdict)).toBe(1);
    for (const language of ['zh', 'en'] as const) expect(verdictText(verdict, language)).not.toContain('undefined');
  });

  it('says of what is no pack that it was not verified, not that it is not the same', () => {
    const fault = { kind: 'unreadable', detail: 'zip' } as const;
    const verdict: PackVerdict = { file: 'a.zip', sha256: null, manifest: null, replayed: [], compared: [], fault };
    expect([exitCodeOfVerdict(verdict), verdictText(verdict, 'zh'), verdictText(verdict, 'en')]).toEqual([
      2,
      'a.zip：无法核对。这不是证据包，或文件已损坏（zip）。请向提供者重新索取。',
      'a.zip: not verified. It is no evidence pack, or damaged (zip). Ask its maker for it again.',
    ]);
  });

  it('with a manifest made to fit names the workbook that nobody journalled', async () => {
    expect((await changed((files) => (files[WORKBOOK_NAME] = bytesOf('b workbook')), true)).fault).toEqual({
      kind: 'not-journalled',
      file: WORKBOOK_NAME,
    });
  });

  it('with a manifest made to fit names the place where the chain breaks', async () => {
    const { fault } = await changed((files) => (files[firstJournal(files)] = replaced(files[firstJournal(files)], '复核', '重开')), true);
    expect(fault).toEqual({ kind: 'journal-broken', file: 'journal-000001.jsonl', line: 1, seq: 1, why: 'changed' });
  });

  it('with the end of the journal cut off says which head it has', async () => {
    const { fault } = await changed((files) => {
      const name = lastJournal(files);
      const manifest = JSON.parse(text(files[MANIFEST_NAME])) as PackManifest;
      manifest.files = manifest.files.filter((file) => file.name !== name);
      delete files[name];
      files[MANIFEST_NAME] = bytesOf(canonicalJson(manifest));
    }, true);
    expect(fault).toMatchObject({ kind: 'journal-head', found: expect.stringMatching(/^2 /) as string });
  });

  it('with an archive that nobody signed names the month', async () => {
    const { fault } = await changed((files) => {
      const forged = replaced(files[archiveName(archive)], /"due":"[^"]*"/, '"due":"1.23"');
      const name = sha(forged);
      delete files[archiveName(archive)];
      files[archiveName(name)] = forged;
      const manifest = JSON.parse(text(files[MANIFEST_NAME])) as PackManifest;
      manifest.files.find((file) => file.name === archiveName(archive))!.name = archiveName(name);
      manifest.months[0]!.archive = name;
      files[MANIFEST_NAME] = bytesOf(canonicalJson(manifest));
    }, true);
    expect(fault).toMatchObject({ kind: 'not-signed', period: PERIOD });
  });

  it('of a newer format, cut off, or none at all is not read, and says so', async () => {
    const newer = await changed((files) => (files[MANIFEST_NAME] = replaced(files[MANIFEST_NAME], /"version":1}/, '"version":9}')));
    expect(newer.fault).toEqual({ kind: 'newer', version: 9 });
    const cut = path.join(folder, 'cut.zip');
    writeFileSync(cut, readFileSync(pack).subarray(0, 3000));
    expect((await verifyPack(cut)).fault).toEqual({ kind: 'unreadable', detail: 'truncated' });
    const gone = await verifyPack(path.join(folder, 'none.zip'));
    expect([gone.fault, exitCodeOfVerdict(gone)]).toEqual([{ kind: 'unreadable', detail: 'ENOENT' }, 2]);
    expect([verdictText(gone, 'zh'), verdictText(gone, 'en')].join(' ')).toMatch(/没有这个文件.* no such file/);
    const report = path.join(folder, 'report.json');
    expect(await runVerify(pack, report)).toBe(0);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ fault: null });
  });

  it('that fails half-way leaves nothing', async () => {
    const before = readdirSync(folder).sort();
    const broken = { name: 'x', bytes: () => fileBytes(path.join(folder, 'not-there')) };
    const content = {
      app: { name: '', version: '', engine: 1 },
      site: 'cn' as const,
      months: [],
      journal: { seq: 0, hash: '0'.repeat(64) },
    };
    await expect(writePack(path.join(folder, 'half.zip'), content, [broken])).rejects.toThrow();
    expect(readdirSync(folder).sort()).toEqual(before);
  });
});

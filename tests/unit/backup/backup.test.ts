import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar, unpackTar } from 'modern-tar';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Backups } from '../../../electron/backup/backups';
import { openArchives } from '../../../electron/journal/archives';
import { sealEntry, ORIGIN } from '../../../electron/journal/chain';
import { openJournal } from '../../../electron/journal/journal';
import { openSettings } from '../../../electron/profiles/profiles';
import type { JournalBody } from '../../../shared/journal/entries';
import { clock, decision, entriesOf, tempFolder } from '../journal/acts';
import { madeProfile, sha, type Made } from './made';

const WORDS = '示例口令 seven';

interface Target {
  readonly userData: string;
  readonly backups: Backups;
  readonly settings: Awaited<ReturnType<typeof openSettings>>;
  restore(file: string, passphrase: string | null, job?: string): ReturnType<Backups['restore']>;
}

async function otherComputer(): Promise<Target> {
  const userData = await tempFolder();
  const settings = await openSettings(userData, { clock });
  const backups = new Backups({ userData, settings, clock, checkEndpoint: () => undefined });
  return { userData, backups, settings, restore: (file, passphrase, job = randomUUID()) => backups.restore(job, file, '恢复', passphrase) };
}

/** Nothing on the disk and nothing in the list. */
async function expectNothing({ userData, settings }: Target): Promise<void> {
  expect(settings.settings.profiles).toEqual([]);
  expect(await readdir(path.join(userData, 'profiles')).catch(() => [])).toEqual([]);
  expect(await readdir(path.join(userData, 'restoring')).catch(() => [])).toEqual([]);
}

async function sameWork(made: Made, target: Target, id: string): Promise<void> {
  const root = path.join(target.userData, 'profiles', id);
  const journal = await openJournal(path.join(root, 'journal'), { clock });
  onTestFinished(() => journal.close());
  expect(journal.head()).toEqual(made.journal.head());
  expect(await entriesOf(journal)).toEqual(await entriesOf(made.journal));
  const archives = await openArchives(path.join(root, 'archives'), { clock });
  expect(await archives.list()).toEqual(await made.archives.list());
  for (const sha256 of await archives.list()) expect(sha(await archives.get(sha256))).toBe(sha256);
  // It goes on as a journal does.
  await journal.append([decision('之后')], '示例会计');
  expect((await journal.verify()).ok).toBe(true);
}

describe('backup and restore', () => {
  it.each([null, WORDS])('comes back as a new profile, entry by entry and byte by byte (passphrase: %s)', async (passphrase) => {
    const made = await madeProfile();
    const { file, made: result } = await made.backup(passphrase);
    expect(result).toMatchObject({ seq: 13, archives: 2, missing: [], breaks: 0, sha256: sha(await readFile(file)) });
    expect((await readdir(path.dirname(file))).length).toBe(1);
    const target = await otherComputer();
    const restored = await target.restore(file, passphrase);
    expect(restored).toMatchObject({ site: 'cn', from: '示例科技', entries: 13, archives: 2, missing: [], months: ['2026-09'] });
    expect(target.settings.settings.profiles).toMatchObject([{ id: restored.id, name: '恢复', site: 'cn', endpoint: { kind: 'files' } }]);
    await sameWork(made, target, restored.id);
    expect((await readdir(path.join(target.userData, 'profiles', restored.id))).sort()).toEqual(['archives', 'journal', 'profile.json']);
    expect(await made.backups.state('old', 15)).toMatchObject({ last: { seq: 13, sealed: passphrase !== null }, seq: 15 });
  });

  it('stands beside the profile it was made from', async () => {
    const made = await madeProfile();
    const { file } = await made.backup(null);
    const before = made.journal.head();
    const { id } = await made.backups.restore(randomUUID(), file, '副本', null);
    expect(made.settings.settings.profiles.map(({ name }) => name).sort()).toEqual(['副本', '示例科技'].sort());
    expect(id).not.toBe('old');
    expect(made.journal.head()).toEqual(before);
  });

  it('shows nothing of its content when sealed', async () => {
    const made = await madeProfile();
    const { file } = await made.backup(WORDS);
    const bytes = await readFile(file);
    expect(bytes.includes(Buffer.from('journal'))).toBe(false);
    const second = await made.backup(WORDS);
    expect((await readFile(second.file)).subarray(9, 32).equals(bytes.subarray(9, 32))).toBe(false);
  });

  it('tells a wrong passphrase, a missing one, damage and a cut file apart', async () => {
    const made = await madeProfile();
    const { file } = await made.backup(WORDS);
    const whole = await readFile(file);
    const target = await otherComputer();
    const bad = path.join(made.userData, 'bad.rdbackup');
    const restored = async (bytes: Uint8Array, passphrase: string | null = WORDS): Promise<unknown> => {
      await writeFile(bad, bytes);
      const fault: unknown = await target.restore(bad, passphrase).then(
        () => null,
        (error: unknown) => (error as { code: unknown }).code,
      );
      if (fault !== null) await expectNothing(target);
      return fault;
    };
    const flipped = (at: number): Uint8Array => {
      const copy = Buffer.from(whole);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    expect(await restored(whole, 'other words')).toBe('wrong-passphrase');
    expect(await restored(whole, null)).toBe('passphrase-needed');
    expect(await restored(flipped(12))).toBe('damaged');
    expect(await restored(flipped(90))).toBe('damaged');
    // In the last piece, and in the mark behind it.
    expect(await restored(flipped(whole.length - 9))).toBe('damaged');
    expect(await restored(flipped(whole.length - 1))).toBe('truncated');
    const piece = (1 << 20) + 16;
    expect(whole.length).toBeGreaterThan(80 + 2 * piece);
    // At a seam between two pieces, within a piece, within the head.
    expect(await restored(whole.subarray(0, 80 + piece))).toBe('truncated');
    expect(await restored(whole.subarray(0, 80 + piece + 999))).toBe('truncated');
    expect(await restored(whole.subarray(0, 40))).toBe('truncated');
    // Two pieces swapped; one taken twice; bytes behind the end.
    const [head, one, two, rest] = [
      whole.subarray(0, 80),
      whole.subarray(80, 80 + piece),
      whole.subarray(80 + piece, 80 + 2 * piece),
      whole.subarray(80 + 2 * piece),
    ];
    expect(await restored(Buffer.concat([head, two, one, rest]))).toBe('damaged');
    expect(await restored(Buffer.concat([head, one, one, two, rest]))).toBe('damaged');
    expect(await restored(Buffer.concat([head, one, rest]))).toBe('damaged');
    expect(await restored(Buffer.concat([whole, Buffer.alloc(10)]))).not.toBeNull();
    expect(await restored(Buffer.from('PK and so on, a workbook'))).toBe('not-a-backup');
    const newer = Buffer.from(whole);
    newer[8] = 2;
    expect(await restored(newer)).toBe('newer-version');
    expect(await restored(whole)).toBeNull();
  });

  it('finds every changed part of one without a passphrase, and creates nothing', async () => {
    const made = await madeProfile();
    const { file } = await made.backup(null);
    const target = await otherComputer();
    const entries = await unpackTar(gunzipSync(await readFile(file)));
    expect(entries.length).toBeGreaterThan(6);
    const code = async (parts: typeof entries): Promise<unknown> => {
      const bad = path.join(made.userData, 'bad.rdbackup');
      await writeFile(bad, gzipSync(await packTar(parts)));
      const fault: unknown = await target.restore(bad, null).then(
        () => null,
        (error: unknown) => (error as { code: unknown }).code,
      );
      await expectNothing(target);
      return fault;
    };
    for (const [at, entry] of entries.entries()) {
      const data = Buffer.from(entry.data ?? []);
      const middle = Math.floor(data.length / 2);
      data[middle] = (data[middle] ?? 0) ^ 1;
      expect(await code(entries.with(at, { ...entry, data: new Uint8Array(data) })), entry.header.name).toBe('damaged');
      if (at > 0) expect(await code(entries.toSpliced(at, 1)), `without ${entry.header.name}`).toMatch(/damaged|truncated/);
    }
    const [about, second] = entries;
    const changed = (text: string): typeof entries => {
      const data = new TextEncoder().encode(text);
      return entries.with(0, { header: { ...about!.header, size: data.length }, data });
    };
    const text = new TextDecoder().decode(about!.data);
    expect(await code(changed(text.replace('"format":1', '"format":2')))).toBe('newer-version');
    expect(await code(changed(text.replace('"journalFormat":1', '"journalFormat":9')))).toBe('newer-version');
    expect(await code(entries.with(1, { ...second!, header: { ...second!.header, name: 'journal/../../settings.json' } }))).toBe('damaged');
    const whole = await readFile(file);
    const cut = path.join(made.userData, 'cut.rdbackup');
    for (const length of [whole.length - 1, Math.floor(whole.length / 2), 300]) {
      await writeFile(cut, whole.subarray(0, length));
      await expect(target.restore(cut, null), String(length)).rejects.toMatchObject({ code: 'truncated' });
      await expectNothing(target);
    }
  });

  it('leaves nothing when cancelled, and an older backup of that name as it was', async () => {
    const made = await madeProfile();
    const job = randomUUID();
    const { file } = await made.backup(null, job);
    const before = await readFile(file);
    const again = made.backup(null, job);
    made.backups.cancel(job);
    await expect(again).rejects.toMatchObject({ code: 'cancelled' });
    const midway = made.backup(WORDS, job);
    while ((made.backups.progress(job)?.done ?? 0) === 0) await new Promise((resolve) => setImmediate(resolve));
    // The profile is not deleted under it.
    expect([made.backups.isReading(made.profile.id), made.backups.isReading('another')]).toEqual([true, false]);
    made.backups.cancel(job);
    await expect(midway).rejects.toMatchObject({ code: 'cancelled' });
    expect(made.backups.isReading(made.profile.id)).toBe(false);
    expect(before.equals(await readFile(file))).toBe(true);
    expect(await readdir(path.dirname(file))).toEqual([path.basename(file)]);
    const target = await otherComputer();
    const restoring = target.restore(file, null, job);
    while ((target.backups.progress(job)?.done ?? 0) === 0) await new Promise((resolve) => setImmediate(resolve));
    target.backups.cancel(job);
    await expect(restoring).rejects.toMatchObject({ code: 'cancelled' });
    await expectNothing(target);
  });

  it('takes a broken journal along as it is, and says which archives are missing', async () => {
    const made = await madeProfile();
    await made.journal.close();
    const root = path.join(made.userData, 'profiles', 'old');
    const part = path.join(root, 'journal', 'journal-000003.jsonl');
    await writeFile(part, (await readFile(part, 'utf8')).replace('说明', '改动'));
    const spoilt = path.join(root, 'archives', made.original.slice(0, 2), made.original);
    await chmod(spoilt, 0o600);
    await writeFile(spoilt, 'short');
    const journal = await openJournal(path.join(root, 'journal'), { clock, rotateBytes: 1_000 });
    onTestFinished(() => journal.close());
    await journal.append([decision('继续')], '示例会计');
    expect(journal.report.breaks.length).toBe(1);
    const file = path.join(made.userData, 'broken.rdbackup');
    const facts = { app: '0.1.0', store: 3, months: [] };
    const source = { profile: made.profile, journal, archives: made.archives };
    const result = await made.backups.make(randomUUID(), file, source, facts, null);
    expect(result).toMatchObject({ breaks: 1, missing: [made.original], archives: 1 });
    const target = await otherComputer();
    const restored = await target.restore(file, null);
    expect(restored).toMatchObject({ breaks: 1, missing: [made.original], archives: 1 });
    const again = await openJournal(path.join(target.userData, 'profiles', restored.id, 'journal'), { clock });
    onTestFinished(() => again.close());
    expect(again.head()).toEqual(journal.head());
    expect(again.report.breaks).toEqual(journal.report.breaks);
  });

  it('restores a journal that holds only acts as the first version wrote them', async () => {
    const made = await madeProfile();
    const dir = path.join(await tempFolder(), 'journal');
    await mkdir(dir);
    // Without what later versions added: amounts, undoes, separators, fingerprints, head rows.
    const old: JournalBody = {
      kind: 'decision',
      breaks: ['b1'],
      period: '2026-09',
      action: 'carry',
      reason: 'timing',
      note: '',
      owner: '',
    };
    const first = sealEntry(ORIGIN, '2026-01-02T03:04:05.000Z', '示例会计', old);
    const second = sealEntry({ seq: 1, hash: first.entry.hash }, '2026-01-02T03:04:06.000Z', '示例会计', {
      ...old,
      action: 'reopen',
      reason: null,
    });
    await writeFile(path.join(dir, 'journal-000001.jsonl'), `${first.line}\n${second.line}\n`);
    const journal = await openJournal(dir, { clock });
    onTestFinished(() => journal.close());
    const file = path.join(made.userData, 'first.rdbackup');
    await made.backups.make(randomUUID(), file, { ...made, journal }, { app: '0.0.1', store: 1, months: [] }, null);
    const target = await otherComputer();
    const { id, entries } = await target.restore(file, null);
    expect(entries).toBe(2);
    const again = await openJournal(path.join(target.userData, 'profiles', id, 'journal'), { clock });
    onTestFinished(() => again.close());
    expect(await entriesOf(again)).toEqual([first.entry, second.entry]);
  });

  it('refuses a journal with acts of a newer version', async () => {
    const made = await madeProfile();
    const { file } = await made.backup(null);
    const entries = await unpackTar(gunzipSync(await readFile(file)));
    const at = entries.findIndex(({ header }) => header.name === 'journal/journal-000001.jsonl');
    // A later app would have sealed it rightly; its digest and sizes are made to fit.
    const line = sealEntry(ORIGIN, '2026-01-02T03:04:05.000Z', 'x', decision('x')).line.replace('"kind":"decision"', '"kind":"prophecy"');
    const core = line.replace(/"hash":"[0-9a-f]{64}",/, '');
    const data = new TextEncoder().encode(line.replace(/"hash":"[0-9a-f]{64}"/, `"hash":"${sha(core)}"`) + '\n');
    const about = JSON.parse(new TextDecoder().decode(entries[0]!.data)) as { files: { name: string; bytes: number }[] };
    about.files.find(({ name }) => name === entries[at]!.header.name)!.bytes = data.length;
    const aboutData = new TextEncoder().encode(JSON.stringify(about));
    const digests = JSON.parse(new TextDecoder().decode(entries.at(-1)!.data)) as { about: string; files: string[] };
    digests.about = sha(aboutData);
    digests.files[at - 1] = sha(data);
    const digestData = new TextEncoder().encode(JSON.stringify(digests));
    const parts = entries
      .with(0, { header: { ...entries[0]!.header, size: aboutData.length }, data: aboutData })
      .with(at, { header: { ...entries[at]!.header, size: data.length }, data })
      .with(-1, { header: { ...entries.at(-1)!.header, size: digestData.length }, data: digestData });
    const bad = path.join(made.userData, 'later.rdbackup');
    await writeFile(bad, gzipSync(await packTar(parts)));
    const target = await otherComputer();
    await expect(target.restore(bad, null)).rejects.toMatchObject({ code: 'newer-version' });
    await expectNothing(target);
  });

  it('removes what a killed restore left, and lists a whole profile that was not listed yet', async () => {
    const made = await madeProfile();
    const { file } = await made.backup(null);
    const target = await otherComputer();
    const { id } = await target.restore(file, null);
    const root = path.join(target.userData, 'profiles', id);
    // As a kill between the rename and the list leaves it.
    await writeFile(path.join(root, 'restored.json'), await readFile(path.join(root, 'profile.json')));
    await rm(path.join(target.userData, 'settings.json'));
    await writeFile(path.join(target.userData, 'settings.json'), JSON.stringify({ version: 1, ...target.settings.settings, profiles: [] }));
    await mkdir(path.join(target.userData, 'restoring', 'half', 'journal'), { recursive: true });
    const settings = await openSettings(target.userData, { clock });
    expect(settings.settings.profiles).toEqual([]);
    const backups = new Backups({ userData: target.userData, settings, clock, checkEndpoint: () => undefined });
    expect(await backups.tidy()).toBe(1);
    expect(settings.profile(id)).toMatchObject({ name: '恢复' });
    expect(await readdir(root)).not.toContain('restored.json');
    expect(await readdir(target.userData)).not.toContain('restoring');
    expect(await backups.tidy()).toBe(0);
  });
});

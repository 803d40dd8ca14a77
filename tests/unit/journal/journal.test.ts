import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal';
import type { JournalBody } from '../../../shared/journal/entries';
import { canonicalJson, sha256Hex } from '../../../shared/digest';
import { appendEach, clock, decision, entriesOf, notesOf, tempFolder } from './acts';

test('an entry is one line of canonical JSON, chained by hash to the one before', async () => {
  const dir = await tempFolder();
  const journal = await openJournal(dir, { clock });
  await journal.append([decision('四舍五入'), { kind: 'reopened', period: '2026-09', reason: 'late refund' }], '李雷');
  await journal.close();
  const lines = (await readFile(path.join(dir, 'journal-000001.jsonl'), 'utf8')).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toBe('');
  let previous = '0'.repeat(64);
  for (const [index, line] of lines.slice(0, 2).entries()) {
    const { hash, ...core } = JSON.parse(line) as { seq: number; previous: string; hash: string };
    expect(core.seq).toBe(index + 1);
    expect(core.previous).toBe(previous);
    expect(hash).toBe(sha256Hex(canonicalJson(core)));
    expect(line).toBe(canonicalJson({ ...core, hash }));
    previous = hash;
  }
});

test('what was appended is read back after a restart, from any number on', async () => {
  const dir = await tempFolder();
  const first = await openJournal(dir, { clock });
  expect(first.head()).toEqual({ seq: 0, hash: '0'.repeat(64) });
  const appended = await first.append([decision('a'), decision('b'), decision('c')], 'li');
  await first.close();
  const again = await openJournal(dir, { clock });
  expect(again.report).toEqual({ torn: null, breaks: [] });
  expect(await entriesOf(again)).toEqual(appended);
  expect(notesOf(await entriesOf(again, 3))).toEqual(['c']);
  expect(await entriesOf(again, 4)).toEqual([]);
  expect(again.head()).toEqual({ seq: 3, hash: appended[2]?.hash });
  expect(await again.verify()).toEqual({ ok: true, head: again.head() });
  await again.close();
});

test('concurrent appends keep their order and stay whole', async () => {
  const journal = await openJournal(await tempFolder(), { clock });
  const results = await Promise.all(Array.from({ length: 200 }, (_, i) => journal.append([decision(`${i}a`), decision(`${i}b`)], 'li')));
  const entries = await entriesOf(journal);
  expect(entries).toEqual(results.flat());
  expect(notesOf(entries)).toEqual(Array.from({ length: 200 }, (_, i) => [`${i}a`, `${i}b`]).flat());
  expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  await journal.close();
});

test('files are followed by new ones at their size, and reading goes across them', async () => {
  const dir = await tempFolder();
  const notes = Array.from({ length: 20 }, (_, i) => `note ${i}`);
  const journal = await openJournal(dir, { clock, rotateBytes: 1000 });
  await appendEach(journal, notes);
  await journal.close();
  const files = (await readdir(dir)).filter((name) => name.endsWith('.jsonl')).sort();
  expect(files.length).toBeGreaterThan(5);
  expect(files[0]).toBe('journal-000001.jsonl');
  for (const file of files) expect((await stat(path.join(dir, file))).size).toBeLessThanOrEqual(1000);
  const again = await openJournal(dir, { clock, rotateBytes: 1000 });
  await appendEach(again, ['last']);
  expect(notesOf(await entriesOf(again, 10))).toEqual([...notes.slice(9), 'last']);
  expect(await again.verify()).toMatchObject({ ok: true });
  await again.close();
});

test('an act that does not fit its schema is refused alone and leaves nothing', async () => {
  const journal = await openJournal(await tempFolder(), { clock });
  const good = journal.append([decision('good')], 'li');
  const bad = journal.append([decision('with it'), { ...decision('bad'), breaks: [] } as JournalBody], 'li');
  const noText = journal.append([{ kind: 'rule-set', document: { limit: 1n } }], 'li');
  const after = journal.append([decision('after')], 'li');
  await expect(bad).rejects.toMatchObject({ code: 'invalid' });
  await expect(noText).rejects.toMatchObject({ code: 'invalid' });
  await Promise.all([good, after]);
  expect(notesOf(await entriesOf(journal))).toEqual(['good', 'after']);
  await journal.close();
});

test('documents come back from append as a replay will see them', async () => {
  const journal = await openJournal(await tempFolder(), { clock });
  const document = { rules: [1, -0, Number.NaN, undefined, 'é\u2028\ud800'], when: new Date(0), gone: undefined };
  const [entry] = await journal.append([{ kind: 'price-rules', document }], 'li');
  expect(await entriesOf(journal)).toEqual([entry]);
  expect(await journal.verify()).toMatchObject({ ok: true });
  await journal.close();
});

test('a line of several megabytes is kept and read', async () => {
  const dir = await tempFolder();
  const breaks = Array.from({ length: 60_000 }, (_, i) => `2026-09:missing-in-ledger:${sha256Hex(String(i))}`);
  const journal = await openJournal(dir, { clock });
  await journal.append([{ ...decision('bulk'), breaks } as JournalBody, decision('next')], 'li');
  await journal.close();
  const again = await openJournal(dir, { clock });
  const [bulk, next] = await entriesOf(again);
  expect(bulk?.body).toMatchObject({ breaks });
  expect(next?.seq).toBe(2);
  await again.close();
});

test('closing finishes what was asked for and refuses what comes later', async () => {
  const dir = await tempFolder();
  const journal = await openJournal(dir, { clock });
  const pending = journal.append([decision('asked before')], 'li');
  await journal.close();
  await journal.close();
  expect(await pending).toHaveLength(1);
  await expect(journal.append([decision('late')], 'li')).rejects.toMatchObject({ code: 'closed' });
});

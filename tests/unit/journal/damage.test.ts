import { appendFile, copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/journal';
import { sha256Hex } from '../../../shared/digest';
import { appendEach, clock, decision, editFile, entriesOf, notesOf, tempFolder } from './acts';

const NOTES = Array.from({ length: 10 }, (_, i) => `note-${i + 1}`);
const FILE = 'journal-000001.jsonl';

async function journalOf(notes: readonly string[], rotateBytes?: number): Promise<string> {
  const dir = await tempFolder();
  const journal = await openJournal(dir, { clock, rotateBytes });
  await appendEach(journal, notes);
  await journal.close();
  return dir;
}

test('a last line cut off by a crash is set aside, reported, and the journal goes on', async () => {
  const dir = await journalOf(NOTES.slice(0, 2));
  await appendFile(path.join(dir, FILE), '{"at":"2026-10-08T02:03:04.000Z","bo');
  const journal = await openJournal(dir, { clock });
  expect(journal.report).toEqual({ torn: { file: FILE, aside: `${FILE}.torn-1`, bytes: 36 }, breaks: [] });
  expect(await readFile(path.join(dir, `${FILE}.torn-1`), 'utf8')).toBe('{"at":"2026-10-08T02:03:04.000Z","bo');
  await appendEach(journal, ['after']);
  expect(notesOf(await entriesOf(journal))).toEqual(['note-1', 'note-2', 'after']);
  expect(await journal.verify()).toMatchObject({ ok: true });
  await journal.close();
  await appendFile(path.join(dir, FILE), '\0\0\0\0');
  const third = await openJournal(dir, { clock });
  expect(third.report.torn).toMatchObject({ aside: `${FILE}.torn-2`, bytes: 4 });
  await third.close();
});

test('a whole last entry that only lacks its line end is kept', async () => {
  const dir = await journalOf(NOTES.slice(0, 3));
  const size = (await readFile(path.join(dir, FILE))).length;
  await truncate(path.join(dir, FILE), size - 1);
  const journal = await openJournal(dir, { clock });
  expect(journal.report).toEqual({ torn: null, breaks: [] });
  await appendEach(journal, ['after']);
  expect(notesOf(await entriesOf(journal))).toEqual(['note-1', 'note-2', 'note-3', 'after']);
  await journal.close();
});

test.each([
  ['a changed note', (text: string) => text.replace('note-4', 'note-9'), { line: 4, seq: 4, why: 'changed' }],
  ['a removed line', (text: string) => withoutLine(text, 4), { line: 4, seq: 4, why: 'unlinked' }],
  ['a line that is no entry', (text: string) => text.replace(/^.*note-4.*$/m, 'hello'), { line: 4, seq: 4, why: 'unreadable' }],
  ['a doubled line', (text: string) => text.replace(/^(.*note-4.*)$/m, '$1\n$1'), { line: 5, seq: 5, why: 'unlinked' }],
  ['an empty line', (text: string) => text.replace(/^(.*note-4.*)$/m, '\n$1'), { line: 4, seq: 4, why: 'unreadable' }],
  ['a changed last line', (text: string) => text.replace('note-10', 'note-11'), { line: 10, seq: 10, why: 'changed' }],
])('%s is reported with its place, nothing is deleted, and work goes on in a new file', async (_, change, place) => {
  const dir = await journalOf(NOTES);
  await editFile(path.join(dir, FILE), change);
  const broken = await readFile(path.join(dir, FILE), 'utf8');
  const journal = await openJournal(dir, { clock });
  const brokenAt = { file: FILE, ...place };
  expect(journal.report).toEqual({ torn: null, breaks: [brokenAt] });
  const good = NOTES.slice(0, place.seq - 1);
  expect(notesOf(await entriesOf(journal))).toEqual(good);
  expect(journal.head().seq).toBe(place.seq - 1);
  const [next] = await journal.append([decision('after')], 'li');
  expect(next?.previous).toBe((await entriesOf(journal))[place.seq - 2]?.hash);
  // A number once given out is not given to another act: the store counts by it.
  expect(next?.seq).toBeGreaterThan(9);
  await appendEach(journal, ['later']);
  await journal.close();
  expect(await readFile(path.join(dir, FILE), 'utf8')).toBe(broken);
  expect(await readdir(dir)).toContain('journal-000002-resumed.jsonl');

  const again = await openJournal(dir, { clock });
  expect(notesOf(await entriesOf(again))).toEqual([...good, 'after', 'later']);
  expect(again.report.breaks).toEqual([brokenAt]);
  expect(await again.verify()).toEqual({ ok: false, brokenAt });
  await again.close();
});

test('entries behind a break that are whole can still be looked at', async () => {
  const dir = await journalOf(NOTES);
  await editFile(path.join(dir, FILE), (text) => text.replace('note-4', 'note-x'));
  const journal = await openJournal(dir, { clock });
  const aside: string[] = [];
  for await (const batch of journal.setAside()) aside.push(...notesOf(batch));
  expect(aside).toEqual(NOTES.slice(4));
  await appendEach(journal, ['after']);
  expect(journal.head().seq).toBe(11);
  await journal.close();
});

test('the broken file put back from a backup makes the record whole again, with what was done since', async () => {
  const dir = await journalOf(NOTES);
  const backup = path.join(await tempFolder(), 'backup');
  await copyFile(path.join(dir, FILE), backup);
  await editFile(path.join(dir, FILE), (text) => text.replace('note-4', 'note-x'));
  const broken = await openJournal(dir, { clock });
  await appendEach(broken, ['since']);
  await broken.close();
  await copyFile(backup, path.join(dir, FILE));
  const restored = await openJournal(dir, { clock });
  expect(restored.report.breaks).toEqual([]);
  expect(notesOf(await entriesOf(restored))).toEqual([...NOTES, 'since']);
  await appendEach(restored, ['last']);
  expect(await restored.verify()).toMatchObject({ ok: true });
  await restored.close();
});

test.each([
  ['is named', true, { file: 'journal-000003.jsonl', line: 1, seq: 5, why: 'missing-file', last: 6 }],
  [
    'breaks the chain where the next one begins, in a journal without a note of its ends',
    false,
    { file: 'journal-000004.jsonl', line: 1, seq: 5, why: 'unlinked' },
  ],
])('a missing file in the middle %s', async (_, noted, place) => {
  const dir = await journalOf(NOTES, 700);
  await rm(path.join(dir, 'journal-000003.jsonl'));
  if (!noted) await rm(path.join(dir, 'journal-ends.json'));
  const journal = await openJournal(dir, { clock, rotateBytes: 700 });
  expect(journal.report.breaks).toEqual([place]);
  await appendEach(journal, ['after']);
  expect(journal.head().seq).toBe(11);
  await journal.close();
});

test('a lost last file is named at start with the entries that were in it, as long as it is gone; its name and numbers are not used again', async () => {
  const dir = await journalOf(NOTES, 700);
  const files = (await readdir(dir)).filter((name) => name.endsWith('.jsonl')).sort();
  const last = files.at(-1)!;
  const kept = path.join(await tempFolder(), last);
  await copyFile(path.join(dir, last), kept);
  const lost = (await readFile(kept, 'utf8')).trimEnd().split('\n').length;
  await rm(path.join(dir, last));
  const place = { file: last, line: 1, seq: 11 - lost, why: 'missing-file', last: 10 };
  for (let start = 0; start < 2; start += 1) {
    const journal = await openJournal(dir, { clock });
    expect(journal.report).toEqual({ torn: null, breaks: [place] });
    expect(await journal.verify()).toEqual({ ok: false, brokenAt: place });
    await appendEach(journal, [`after-${start}`]);
    expect(journal.head().seq).toBe(11 + start);
    await journal.close();
  }
  expect(await readdir(dir)).toContain(`journal-${String(files.length + 1).padStart(6, '0')}-resumed.jsonl`);
  await copyFile(kept, path.join(dir, last));
  const whole = await openJournal(dir, { clock });
  expect(whole.report.breaks).toEqual([]);
  expect(notesOf(await entriesOf(whole))).toEqual([...NOTES, 'after-0', 'after-1']);
  await whole.close();
  const again = await openJournal(dir, { clock });
  expect(again.report.breaks).toEqual([]);
  await again.close();
});

test('all files lost, or the note alone damaged: the one is said, the other changes nothing', async () => {
  const dir = await journalOf(NOTES);
  await writeFile(path.join(dir, 'journal-ends.json'), '{"schema"');
  const unnoted = await openJournal(dir, { clock });
  expect(unnoted.report.breaks).toEqual([]);
  await unnoted.close();
  await rm(path.join(dir, FILE));
  const journal = await openJournal(dir, { clock });
  expect(journal.report.breaks).toEqual([{ file: FILE, line: 1, seq: 1, why: 'missing-file', last: 10 }]);
  await appendEach(journal, ['after']);
  expect(journal.head().seq).toBe(11);
  await journal.close();
});

test('entries read once by this version are proven by their hashes; where they are others than noted, each is read again', async () => {
  const dir = await journalOf(NOTES.slice(0, 3));
  const other = await journalOf([...NOTES.slice(0, 4)]);
  const journal = await openJournal(other, { clock });
  const head = journal.head();
  await journal.close();
  // Of another journal, longer than what was noted, with an entry this version does not know behind.
  await copyFile(path.join(other, FILE), path.join(dir, FILE));
  await editFile(path.join(dir, 'journal-ends.json'), (text) =>
    text.replace(/"hash":"[0-9a-f]{4}/, '"hash":"0000').replace('"seq":3', '"seq":5'),
  );
  await appendFile(path.join(dir, FILE), lineOfKind('not-known-yet', head));
  await expect(openJournal(dir, { clock })).rejects.toMatchObject({ code: 'newer-version' });
});

test('a second break after the first is found and survived as well', async () => {
  const dir = await journalOf(NOTES);
  await editFile(path.join(dir, FILE), (text) => text.replace('note-4', 'note-x'));
  const first = await openJournal(dir, { clock });
  await appendEach(first, ['a', 'b', 'c']);
  await first.close();
  await editFile(path.join(dir, 'journal-000002-resumed.jsonl'), (text) => text.replace('"b"', '"B"'));
  const second = await openJournal(dir, { clock });
  expect(second.report.breaks).toMatchObject([{ file: FILE }, { file: 'journal-000002-resumed.jsonl', line: 2, seq: 12, why: 'changed' }]);
  await appendEach(second, ['d']);
  expect(notesOf(await entriesOf(second))).toEqual(['note-1', 'note-2', 'note-3', 'a', 'd']);
  expect(second.head().seq).toBe(14);
  await second.close();
  const third = await openJournal(dir, { clock });
  expect(notesOf(await entriesOf(third))).toEqual(['note-1', 'note-2', 'note-3', 'a', 'd']);
  await third.close();
});

test('files changed under an open journal are noticed by verify and by reading', async () => {
  const dir = await journalOf(NOTES);
  const journal = await openJournal(dir, { clock });
  const whole = await readFile(path.join(dir, FILE), 'utf8');
  await writeFile(path.join(dir, FILE), whole.replace('note-7', 'note-x'));
  expect(await journal.verify()).toMatchObject({ ok: false, brokenAt: { line: 7, why: 'changed' } });
  await expect(entriesOf(journal)).rejects.toMatchObject({ code: 'damaged' });
  await writeFile(path.join(dir, FILE), withoutLine(whole, 10));
  expect(await journal.verify()).toMatchObject({ ok: false, brokenAt: { seq: 10, why: 'cut-short' } });
  await expect(entriesOf(journal)).rejects.toMatchObject({ code: 'damaged' });
  await journal.close();
});

test('a journal written by a newer version is refused and left untouched', async () => {
  const dir = await journalOf(NOTES);
  const journal = await openJournal(dir, { clock });
  const head = journal.head();
  await journal.close();
  const before = await readFile(path.join(dir, 'journal-format.json'), 'utf8');
  await writeFile(path.join(dir, 'journal-format.json'), '{"format":2}');
  await expect(openJournal(dir, { clock })).rejects.toMatchObject({ code: 'newer-version' });
  await writeFile(path.join(dir, 'journal-format.json'), before);
  await appendFile(path.join(dir, FILE), lineOfKind('not-known-yet', head));
  const bytes = await readFile(path.join(dir, FILE));
  await expect(openJournal(dir, { clock })).rejects.toMatchObject({ code: 'newer-version' });
  expect(await readFile(path.join(dir, FILE))).toEqual(bytes);
  expect((await readdir(dir)).sort()).toEqual([FILE, 'journal-ends.json', 'journal-format.json']);
});

/** A line with a good hash whose kind this version does not know. */
function lineOfKind(kind: string, after: { seq: number; hash: string }): string {
  const begin = `{"at":"2027-01-01T00:00:00.000Z","body":{"kind":"${kind}"},"by":"li"`;
  const end = `,"previous":"${after.hash}","seq":${after.seq + 1}}`;
  return `${begin},"hash":"${sha256Hex(begin + end)}"${end}\n`;
}

function withoutLine(text: string, number: number): string {
  return text
    .split('\n')
    .filter((_, index) => index !== number - 1)
    .join('\n');
}

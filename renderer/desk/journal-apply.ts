/** The journal's effects in the store, with the applied sequence number in the same transaction; replay at start. */
import type { JournalBody, JournalEntry, JournalHead } from '../../shared/journal/entries';
import type { MappedRow } from '../../shared/ledger/types';
import { isOpen, stateAfter } from '../../shared/close';
import { DecisionBook } from '../store/decisions';
import type { DecisionRow, EntrySegmentRow } from '../store/schema';
import type { Table } from 'dexie';
import { breakIndex, openAmong, OpenCounts, putOpenBreaks, type BreakIndex } from './break-index';
import type { DeskCore } from './core';
import type { PackedFile } from './document-slices';
import { loadFile, putFile } from './file-restore';
import { dropFile, settleFileRollups } from './file-rollups';
import { actOf, decisionWith, effectOf, type JournalEffect } from './journal-effects';
import { parseRows } from './entries';
import { refreshNamesIfStale } from './names';
import { dropEntries, packEntries, putEntries } from './packed-entries';
import { refreshStates } from './statuses';

/** Entries applied in one transaction while replaying. */
const BATCH = 500;

export interface Applied {
  readonly seq: number;
  readonly hash: string;
}

const NOTHING: Applied = { seq: 0, hash: '' };

export async function appliedOf(core: DeskCore): Promise<Applied> {
  return ((await core.store.meta.get('applied'))?.value as Applied | undefined) ?? NOTHING;
}

/** Appends to the journal (flushed), then applies; resolves when the store shows it. */
export function record(core: DeskCore, ...bodies: JournalBody[]): Promise<JournalEntry[]> {
  return recordWith(core, bodies, {});
}

/** What was archived a moment ago and need not be fetched again, by import ID. */
export interface AtHand {
  readonly rows?: ReadonlyMap<string, readonly MappedRow[]>;
  readonly files?: ReadonlyMap<string, PackedFile>;
}

/** As {@link record}. `onAppended` hears when the journal has it and nothing can take it back. */
export async function recordWith(
  core: DeskCore,
  bodies: JournalBody[],
  atHand: AtHand,
  onAppended: () => void = () => undefined,
): Promise<JournalEntry[]> {
  const { entries } = await core.link.call('journalAppend', { bodies });
  onAppended();
  await applyEntries(core, entries, atHand);
  return entries;
}

/** What a batch of entries needs from the archives, made ready before the transaction: nothing but the store may be waited for in one. */
interface Prepared {
  /** Packed rows by import ID. */
  readonly rows: ReadonlyMap<string, readonly EntrySegmentRow[]>;
  readonly files: ReadonlyMap<string, PackedFile>;
}

/** Applies entries in order, each batch with its `applied` in one transaction. */
export async function applyEntries(core: DeskCore, entries: readonly JournalEntry[], atHand: AtHand = {}): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    const effects = batch.map((entry) => ({ entry, effect: effectOf(entry) }));
    const prepared = await prepare(
      core,
      effects.map(({ effect }) => effect),
      atHand,
    );
    const index = effects.some(({ effect }) => effect.kind === 'decide') ? await breakIndex(core) : null;
    const files = effects.some(({ effect }) => effect.kind === 'file' || effect.kind === 'undo');
    const { store } = core;
    const tables: Table[] = [
      store.meta,
      store.acts,
      store.imports,
      store.importData,
      store.entries,
      store.dictionary,
      store.documents,
      store.mappings,
      store.decisionSets,
      store.explanations,
      store.closings,
      store.closeActs,
      store.totals,
      store.figures,
    ];
    if (files) tables.push(store.segments, store.generations, store.rollups, store.blobs);
    await store.transaction('rw', tables, async () => {
      // After an upgrade nothing is counted yet.
      const known = index && (await store.breaks.openCount());
      const open = known && new OpenCounts(known);
      for (const { entry, effect } of effects) {
        if (effect.kind === 'decide') await applyDecisions(core, effect.acts, index!, open);
        else await applyEffect(core, effect, prepared);
        await store.acts.put(actOf(entry));
      }
      if (index) await putOpenBreaks(core, open ? open.value : openAmong(index.all(), await store.decisions.book()));
      if (files) await settleFileRollups(core);
      const last = batch[batch.length - 1];
      if (last) await store.meta.put({ key: 'applied', value: { seq: last.seq, hash: last.hash } satisfies Applied });
      await refreshStates(core);
    });
    if (prepared.files.size > 0 || prepared.rows.size > 0) core.storedCodes = core.dictionary.size;
    if (effects.some(({ effect }) => MOVES_BOOKS.has(effect.kind))) core.books++;
    core.results++;
    if (files) await refreshNamesIfStale(core);
  }
}

const MOVES_BOOKS: ReadonlySet<JournalEffect['kind']> = new Set(['import', 'file', 'undo', 'document']);

/** Rows and records of what stands at the batch's end: an undone import may come back under its ID, and one undone in the batch needs none. */
async function prepare(core: DeskCore, effects: readonly JournalEffect[], atHand: AtHand): Promise<Prepared> {
  const standing = new Map<string, JournalEffect | null>();
  for (const effect of effects) {
    if (effect.kind === 'import' || effect.kind === 'file') standing.set(effect.row.importId, effect);
    if (effect.kind === 'undo') standing.set(effect.importId, null);
  }
  const rows = new Map<string, readonly EntrySegmentRow[]>();
  const files = new Map<string, PackedFile>();
  for (const [importId, effect] of standing) {
    if (effect?.kind === 'import') {
      const mapped = atHand.rows?.get(importId) ?? parseRows((await core.link.call('archiveGet', { sha256: effect.body.rows })).text);
      rows.set(importId, packEntries(importId, mapped, core.dictionary));
    }
    if (effect?.kind === 'file') files.set(importId, atHand.files?.get(importId) ?? (await loadFile(core, effect.row)));
  }
  return { rows, files };
}

/** Acts on breaks, with what they change in the count of those that wait. */
async function applyDecisions(
  { store }: DeskCore,
  acts: Extract<JournalEffect, { kind: 'decide' }>['acts'],
  index: BreakIndex,
  open: OpenCounts | null,
): Promise<void> {
  const rows = await store.decisions.bulkGet(acts.map(([id]) => id));
  const waits = (row: DecisionRow | undefined): boolean => row === undefined || isOpen(stateAfter(row.acts).status);
  const fresh = acts.map(([id, act], i) => decisionWith(rows[i], id, act));
  await store.decisions.bulkPut(fresh);
  if (open === null) return;
  fresh.forEach((row, i) => {
    const [before, now] = [waits(rows[i]), waits(row)];
    const found = before === now ? undefined : index.brief(row.breakId);
    if (found) open.add(found, now ? 1 : -1);
  });
}

async function applyEffect(core: DeskCore, effect: Exclude<JournalEffect, { kind: 'decide' }>, { rows, files }: Prepared): Promise<void> {
  const { store } = core;
  switch (effect.kind) {
    case 'import': {
      await store.imports.put(effect.row);
      if (effect.mapping) await store.mappings.put(effect.mapping);
      const segments = rows.get(effect.row.importId);
      if (segments === undefined) return;
      await store.importData.put({ importId: effect.row.importId, body: effect.body });
      await putEntries(core, effect.row.importId, segments);
      return;
    }
    case 'file': {
      await store.documents.put(effect.row);
      if (effect.mapping) await store.mappings.put(effect.mapping);
      const packed = files.get(effect.row.importId);
      if (packed) await putFile(core, effect.row.importId, effect.row, packed);
      return;
    }
    case 'mappings':
      await store.mappings.bulkPut([...effect.rows]);
      return;
    case 'undo':
      await store.imports.update(effect.importId, { undone: true });
      await store.importData.delete(effect.importId);
      await dropEntries(core, effect.importId);
      if ((await store.documents.update(effect.importId, { undone: true })) > 0) await dropFile(core, effect.importId);
      return;
    case 'document':
      await store.meta.put({ key: effect.key, value: effect.value });
      return;
    case 'explain': {
      await store.explanations.put(effect.row);
      const { period, id, note, owner, at } = effect.row;
      await store.totals.update([period, id], { explained: { note, owner, at } });
      return;
    }
    case 'close':
      await store.closings.put(effect.row);
      await store.closeActs.put(effect.act);
      return;
    case 'reopen':
      await store.closings.delete(effect.period);
      await store.closeActs.put(effect.act);
      return;
    case 'none':
      return;
  }
}

export interface Replay {
  readonly replayed: number;
  readonly head: JournalHead;
  readonly report: string | null;
}

/**
 * Applies what the journal holds beyond the store. A journal that is shorter than what was applied, or another one, is the truth all the
 * same: the projection is then rebuilt from its start.
 */
export async function replay(core: DeskCore): Promise<Replay> {
  const applied = await appliedOf(core);
  let matches = applied.seq === 0;
  let replayed = 0;
  // Read from the last applied entry on: its hash shows whether this is still the same journal.
  const { head, report } = await core.link.call(
    'journalRead',
    { fromSeq: Math.max(1, applied.seq) },
    {
      onItem: async (entries) => {
        matches ||= entries.some((entry) => entry.seq === applied.seq && entry.hash === applied.hash);
        const fresh = entries.filter((entry) => entry.seq > applied.seq);
        if (!matches || fresh.length === 0) return;
        replayed += fresh.length;
        await applyEntries(core, fresh);
      },
    },
  );
  if (matches) return { replayed, head, report };
  await clearProjection(core);
  const again = await core.link.call('journalRead', { fromSeq: 1 }, { onItem: (entries) => applyEntries(core, entries) });
  // What the journal itself can name comes first; without a word of its own, that it is shorter than what was applied.
  const early = report === null && head.seq < applied.seq ? `ends-early ${head.seq} ${applied.seq}` : null;
  return { replayed: again.head.seq, head: again.head, report: [report, early, 'rebuilt'].filter((part) => part !== null).join('; ') };
}

async function clearProjection(core: DeskCore): Promise<void> {
  const { store } = core;
  const tables: Table[] = [
    store.acts,
    store.imports,
    store.importData,
    store.entries,
    store.documents,
    store.mappings,
    store.decisionSets,
    store.explanations,
    store.closings,
    store.closeActs,
  ];
  const files = [store.segments, store.generations, store.rollups, store.blobs];
  const index = await breakIndex(core);
  await store.transaction('rw', [...tables, ...files, store.meta], async () => {
    for (const { importId } of await store.documents.toArray()) await dropFile(core, importId);
    for (const table of tables) await table.clear();
    await store.meta.bulkDelete(['applied', 'aliases', 'price-rules', 'rule-set', 'rates', 'policy']);
    await putOpenBreaks(core, openAmong(index.all(), DecisionBook.of([])));
  });
  core.books++;
}

/** The whole journal, for what has to be derived from all of it. */
export async function allEntries(core: DeskCore): Promise<{ entries: JournalEntry[]; head: JournalHead }> {
  const entries: JournalEntry[] = [];
  const { head } = await core.link.call('journalRead', { fromSeq: 1 }, { onItem: (batch) => void entries.push(...batch) });
  return { entries, head };
}

/** The journal's effects in the store, with the applied sequence number in the same transaction; replay at start. */
import type { JournalBody, JournalEntry, JournalHead } from '../../shared/journal/entries';
import type { DeskCore } from './core';
import { actOf, effectOf, type JournalEffect } from './journal-effects';
import { refreshBreaks, refreshBreaksOf, refreshStates } from './statuses';

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
export async function record(core: DeskCore, ...bodies: JournalBody[]): Promise<JournalEntry[]> {
  const { entries } = await core.link.call('journalAppend', { bodies });
  await applyEntries(core, entries);
  return entries;
}

/** Applies entries in order. Rows of imports are fetched from the archives first: nothing but the store may be waited for in a transaction. */
export async function applyEntries(core: DeskCore, entries: readonly JournalEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += BATCH) {
    const batch = entries.slice(start, start + BATCH);
    const effects = batch.map((entry) => ({ entry, effect: effectOf(entry) }));
    // An undone import may come back under its ID: the last word in the batch says whether its rows are needed.
    const standing = new Map<string, boolean>();
    for (const { effect } of effects) {
      if (effect.kind === 'import') standing.set(effect.row.importId, true);
      if (effect.kind === 'undo') standing.set(effect.importId, false);
    }
    const rows = new Map<string, string>();
    for (const { effect } of effects) {
      if (effect.kind !== 'import' || standing.get(effect.row.importId) !== true || rows.has(effect.row.importId)) continue;
      rows.set(effect.row.importId, (await core.link.call('archiveGet', { sha256: effect.body.rows })).text);
    }
    const { store } = core;
    await store.transaction(
      'rw',
      [store.meta, store.acts, store.imports, store.importData, store.decisions, store.explanations, store.closings, store.breaks, store.totals, store.figures],
      async () => {
        for (const { entry, effect } of effects) {
          await applyEffect(core, effect, rows);
          await store.acts.put(actOf(entry));
        }
        const last = batch[batch.length - 1];
        if (last) await store.meta.put({ key: 'applied', value: { seq: last.seq, hash: last.hash } satisfies Applied });
        await refreshStates(core);
      },
    );
    if (effects.some(({ effect }) => effect.kind === 'import' || effect.kind === 'undo' || effect.kind === 'document')) core.books++;
    core.results++;
  }
}

async function applyEffect(core: DeskCore, effect: JournalEffect, rows: ReadonlyMap<string, string>): Promise<void> {
  const { store } = core;
  switch (effect.kind) {
    case 'import': {
      await store.imports.put(effect.row);
      const text = rows.get(effect.row.importId);
      if (text !== undefined) await store.importData.put({ importId: effect.row.importId, body: effect.body, rows: text });
      return;
    }
    case 'undo':
      await store.imports.update(effect.importId, { undone: true });
      await store.importData.delete(effect.importId);
      return;
    case 'document':
      await store.meta.put({ key: effect.key, value: effect.value });
      return;
    case 'decide':
      await store.decisions.bulkPut([...effect.decisions]);
      await refreshBreaks(core, effect.decisions.map((decision) => decision.breakId));
      return;
    case 'explain': {
      await store.explanations.put(effect.row);
      const { period, id, note, owner, at } = effect.row;
      await store.totals.update([period, id], { explained: { note, owner, at } });
      return;
    }
    case 'close':
      await store.closings.put(effect.row);
      await refreshBreaksOf(core, effect.row.period);
      return;
    case 'reopen':
      await store.closings.delete(effect.period);
      await refreshBreaksOf(core, effect.period);
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
  return { replayed: again.head.seq, head: again.head, report: again.report ?? 'rebuilt' };
}

async function clearProjection(core: DeskCore): Promise<void> {
  const { store } = core;
  const tables = [store.acts, store.imports, store.importData, store.decisions, store.explanations, store.closings];
  await store.transaction('rw', [...tables, store.meta], async () => {
    for (const table of tables) await table.clear();
    await store.meta.bulkDelete(['applied', 'aliases', 'price-rules', 'rule-set']);
  });
  core.books++;
}

/** The whole journal, for what has to be derived from all of it. */
export async function allEntries(core: DeskCore): Promise<{ entries: JournalEntry[]; head: JournalHead }> {
  const entries: JournalEntry[] = [];
  const { head } = await core.link.call('journalRead', { fromSeq: 1 }, { onItem: (batch) => void entries.push(...batch) });
  return { entries, head };
}

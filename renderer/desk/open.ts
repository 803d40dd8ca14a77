/** Opening a profile: the store, its dictionary, leftovers of a killed run, and the journal's replay. */
import type { OpenReport, OpenState } from '../../shared/desk/api';
import type { Site } from '../../shared/sync/slices';
import { OPEN_BREAKS } from '../store/breaks';
import { DeskStore, STORE_VERSION, storeName } from '../store/schema';
import { DeskCore } from './core';
import type { LinkClient } from './link';
import { refreshDrift } from './drift';
import { DeskFailure } from './faults';
import { appliedOf, replay } from './journal-apply';
import { hasMarker } from './marker';
import { refreshNamesIfStale } from './names';
import { restoreFiles } from './file-restore';
import { fileOf } from './precedence';
import { restoreEntries } from './packed-entries';
import { cleanLeftovers } from './publish';
import { guardDamage, reconcileIfStale } from './reconcile-job';

/** Dexie keeps its version numbers times ten. */
const DEXIE_FACTOR = 10;

export interface Opened {
  readonly core: DeskCore | null;
  readonly report: OpenReport;
}

/**
 * @param quick the store is not looked through: {@link lookThrough} does that afterwards
 * @throws LinkFailure when the journal cannot be read; Dexie's errors when the store cannot
 */
export async function openProfile(link: LinkClient, profile: string, site: Site, quick = false): Promise<Opened> {
  const persisted = await navigator.storage.persisted();
  if (await writtenByNewer(profile)) {
    return { core: null, report: { state: 'newer', profile, appliedSeq: 0, replayed: 0, journalReport: null, persisted } };
  }
  const store = new DeskStore(profile);
  await store.open();
  try {
    const core = new DeskCore(store, link, profile, site);
    const fresh = (await store.meta.get('created')) === undefined;
    if (fresh) await store.meta.put({ key: 'created', value: core.now() });
    const whole = await loadDictionary(core);
    const damaged = (!quick && (await cleanLeftovers(core)) > 0) || !whole;
    const { replayed, head, report } = await replay(core);
    await restoreFiles(core);
    await restoreEntries(core);
    await refreshNamesIfStale(core);
    const state = await stateOf(core, head.seq, fresh, damaged);
    return { core, report: { state, profile, appliedSeq: (await appliedOf(core)).seq, replayed, journalReport: report, persisted } };
  } catch (error) {
    store.close();
    throw error;
  }
}

/**
 * What a quick opening leaves: clears a killed run's leftovers away, and takes out what lacks a part. The keys of a million lines lie between all their
 * columns, so that reading them takes longer than the rest of opening.
 * @param said how the profile stood without that
 * @throws DeskFailure, LinkFailure as opening does
 */
export async function lookThrough(core: DeskCore, said: OpenState): Promise<OpenState> {
  const before = (await core.generations.published()).rows.length;
  const damaged = (await cleanLeftovers(core)) > 0;
  if ((await core.generations.published()).rows.length === before) return said;
  await restoreFiles(core);
  await refreshNamesIfStale(core);
  return (await settle(core)) || damaged ? 'lost' : said;
}

/**
 * Brings the result and the closed months up to what is published. What turns out damaged on the way is taken out, and the result made of the rest.
 * @returns whether anything of the API's was damaged
 */
export async function settle(core: DeskCore): Promise<boolean> {
  for (let lost = false; ; lost = true) {
    try {
      await reconcileIfStale(core);
      await guardDamage(core, () => refreshDrift(core));
      return lost;
    } catch (error) {
      if (!(error instanceof DeskFailure) || error.code !== 'store-lost') throw error;
    }
  }
}

async function writtenByNewer(profile: string): Promise<boolean> {
  const all = await indexedDB.databases();
  return all.some((one) => one.name === storeName(profile) && (one.version ?? 0) >= (STORE_VERSION + 1) * DEXIE_FACTOR);
}

/** False when a part of the dictionary is gone: codes then mean nothing, and all synced data are dropped to be synced again. */
async function loadDictionary(core: DeskCore): Promise<boolean> {
  try {
    await core.loadDictionary();
    return true;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    await dropSynced(core);
    core.dictionary.clear();
    core.storedCodes = 1;
    return false;
  }
}

/** Removes everything that came from the API, all that is coded by the dictionary and all results; what people did stays. */
export async function dropSynced(core: DeskCore): Promise<void> {
  const { store } = core;
  const tables = [
    store.segments,
    store.dictionary,
    store.checkpoints,
    store.generations,
    store.rollups,
    store.parties,
    store.services,
    store.failures,
    store.figures,
    store.totals,
    store.matching,
    store.breakSets,
    store.margin,
    store.blobs,
    store.entries,
    store.feeParts,
  ];
  await store.transaction('rw', [...tables, store.meta], async () => {
    for (const table of tables) await table.clear();
    await store.meta.delete(OPEN_BREAKS);
  });
}

async function stateOf(core: DeskCore, journalSeq: number, fresh: boolean, damaged: boolean): Promise<OpenState> {
  if (damaged) return 'lost';
  const { rows } = await core.generations.published();
  if (rows.some(({ slice }) => fileOf(slice) === null)) return 'ready';
  if (await hasMarker(core.profile)) return 'lost';
  // Everything that came from files is back with the journal and its archives.
  if (fresh && journalSeq > 0 && rows.length === 0) return 'lost';
  return journalSeq > 0 || (await core.store.runs.count()) > 0 ? 'ready' : 'empty';
}

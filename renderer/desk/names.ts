/** Names of customers, resellers and services for screens, rebuilt from what is published. */
import type { PartyRow, ServiceRow } from '../store/schema';
import { textAt } from '../../shared/columns';
import { byCodeUnit, canonicalJson, sha256Hex } from '../../shared/digest';
import type { DocumentParty } from '../../shared/documents/types';
import type { DeskCore } from './core';
import { partiesKey } from './file-rollups';
import { eachRecord, eachSegment } from './published';
import { ServiceBook } from './service-names';

/** Rebuilds the tables of parties and services in one transaction, with what they were made from. */
export async function refreshNames(core: DeskCore): Promise<void> {
  const madeFrom = await namesDigest(core);
  const parties = await partiesOf(core);
  const services = await servicesOf(core);
  const { store } = core;
  await store.transaction('rw', [store.parties, store.services, store.meta], async () => {
    await store.meta.put({ key: 'names', value: madeFrom });
    await store.parties.clear();
    await store.parties.bulkPut(parties);
    await store.services.clear();
    await store.services.bulkPut(services);
  });
  core.books++;
}

/** Rebuilds names when what they come from has changed: after a file came or went, or a kill before they were made. */
export async function refreshNamesIfStale(core: DeskCore): Promise<void> {
  const known = (await core.store.meta.get('names'))?.value;
  const now = await namesDigest(core);
  if (known !== now && !(known === undefined && now === NOTHING)) await refreshNames(core);
}

const NAMED_IN = ['resellers', 'customers', 'bill-lines', 'service-types'];
const NOTHING = sha256Hex(canonicalJson([[], []]));

async function namesDigest(core: DeskCore): Promise<string> {
  const { store } = core;
  // By slice, as the table has them.
  const named = await store.generations.where('source').anyOf(NAMED_IN).toArray();
  const slices = named.sort((a, b) => byCodeUnit(a.slice, b.slice)).map((row) => [row.slice, row.digest, row.seq ?? null]);
  const files = (await store.documents.toArray()).filter((row) => !row.undone).map((row) => [row.importId, row.records, row.seq]);
  return sha256Hex(canonicalJson([slices, files]));
}

async function partiesOf(core: DeskCore): Promise<PartyRow[]> {
  const parties = new Map<string, PartyRow>();
  await eachRecord(core, 'resellers', (record) => {
    const id = record.text('indirect_partner_id');
    if (id === null) return;
    parties.set(id, {
      id,
      kind: 'reseller',
      name: record.text('name') ?? record.text('account_name') ?? '',
      accountName: record.text('account_name') ?? '',
      reseller: null,
      associationType: null,
    });
  });
  await eachRecord(core, 'customers', (record, key) => {
    const id = record.text('customer_id');
    if (id === null) return;
    parties.set(id, {
      id,
      kind: 'customer',
      name: record.text('customer') ?? record.text('account_name') ?? '',
      accountName: record.text('account_name') ?? '',
      reseller: key.reseller ?? null,
      associationType: record.text('association_type'),
    });
  });
  for (const party of await partiesOfFiles(core)) {
    const known = parties.get(party.id);
    if (!known) parties.set(party.id, { ...party, name: party.name ?? '', accountName: party.accountName ?? '', associationType: null });
    else if (known.kind === party.kind) {
      // The lists of the API have the last word; files fill in what they leave open.
      parties.set(party.id, {
        ...known,
        name: known.name || (party.name ?? ''),
        accountName: known.accountName || (party.accountName ?? ''),
      });
    }
  }
  // Customers of bill lines that no list names (they have left): known by ID alone.
  await eachSegment(core, 'bill-lines', (segment, key) => {
    const column = segment.columns['customer_id'];
    if (column?.kind !== 'code') return;
    for (const code of new Set(column.codes)) {
      const id = core.dictionary.text(code);
      if (code !== 0 && !parties.has(id))
        parties.set(id, { id, kind: 'customer', name: '', accountName: '', reseller: key.reseller ?? null, associationType: null });
    }
  });
  return [...parties.values()];
}

/** People that imported files name, those of later files first. */
async function partiesOfFiles(core: DeskCore): Promise<DocumentParty[]> {
  const { store } = core;
  const files = (await store.documents.toArray()).filter((row) => !row.undone).sort((a, b) => b.seq - a.seq);
  const texts = await store.blobs.bulkGet(files.map((row) => partiesKey(row.importId)));
  return texts.flatMap((row) => (row ? (JSON.parse(row.text) as DocumentParty[]) : []));
}

async function servicesOf(core: DeskCore): Promise<ServiceRow[]> {
  const book = new ServiceBook();
  await eachSegment(core, 'bill-lines', (segment) => {
    const codes = segment.columns['cloud_service_type'];
    const names = segment.columns['cloud_service_type_name'];
    if (codes?.kind !== 'code') return;
    const seen = new Set<number>();
    codes.codes.forEach((code, row) => {
      if (seen.has(code)) return;
      const text = names ? textAt(names, row, core.dictionary) : null;
      if (text !== null) seen.add(code);
      book.seen(core.dictionary.text(code), text);
    });
  });
  await eachRecord(core, 'service-types', (record, key) =>
    book.listed(record.text('service_type_code'), record.text('service_type_name'), key.language),
  );
  return book.rows();
}

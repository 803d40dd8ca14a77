/** Names of customers, resellers and services for screens, rebuilt from what is published. */
import type { PartyRow, ServiceRow } from '../store/schema';
import { textAt } from '../../shared/columns';
import type { DeskCore } from './core';
import { eachRecord, eachSegment } from './published';
import { ServiceBook } from './service-names';

/** Rebuilds the tables of parties and services in one transaction. */
export async function refreshNames(core: DeskCore): Promise<void> {
  const parties = await partiesOf(core);
  const services = await servicesOf(core);
  const { store } = core;
  await store.transaction('rw', [store.parties, store.services], async () => {
    await store.parties.clear();
    await store.parties.bulkPut(parties);
    await store.services.clear();
    await store.services.bulkPut(services);
  });
  core.books++;
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
  // Customers of bill lines that no list names (they have left): known by ID alone.
  await eachSegment(core, 'bill-lines', (segment, key) => {
    const column = segment.columns['customer_id'];
    if (column?.kind !== 'code') return;
    for (const code of new Set(column.codes)) {
      const id = core.dictionary.text(code);
      if (code !== 0 && !parties.has(id)) parties.set(id, { id, kind: 'customer', name: '', accountName: '', reseller: key.reseller ?? null, associationType: null });
    }
  });
  return [...parties.values()];
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
  await eachRecord(core, 'service-types', (record, key) => book.listed(record.text('service_type_code'), record.text('service_type_name'), key.language));
  return book.rows();
}

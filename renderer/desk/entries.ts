/** Canonical rows of imports, as archived and as the engine takes them. */
import { canonicalJson } from '../../shared/digest';
import type { MappedRow } from '../../shared/ledger/types';
import type { BodyOf } from '../../shared/journal/entries';
import { partyResolver, type PartyResolver, type ResellerRecord, type ResolvedParty } from '../../shared/reconcile/resolve-party';
import type { CustomerRecord } from '../../shared/reconcile/types';
import type { PartyRow } from '../store/schema';
import type { DeskCore } from './core';
import { readAliases } from '../store/names';

/** The text that is archived under its digest: equal rows have equal text. */
export function canonicalRows(rows: readonly MappedRow[]): string {
  return canonicalJson(rows);
}

export function parseRows(text: string): MappedRow[] {
  return JSON.parse(text) as MappedRow[];
}

/** An import that was not undone; its rows are in packed-entries.ts. */
export interface ActiveImport {
  readonly body: BodyOf<'import'>;
}

/** In the order of their IDs, so that nothing depends on when a file was imported. */
export async function activeImports(core: DeskCore): Promise<ActiveImport[]> {
  return core.store.importData.orderBy('importId').toArray();
}

interface Parties {
  readonly customers: CustomerRecord[];
  readonly resellers: ResellerRecord[];
  readonly rows: PartyRow[];
}

/** Bytes of a party, about. */
const PARTY = 400;

/** Everyone a ledger's cell can mean, from the table of parties; read again when it was written to. */
export async function partiesOf(core: DeskCore): Promise<Parties> {
  const written = String(core.store.writes.of('parties'));
  return core.resident.of(
    'parties',
    written,
    () => readParties(core),
    ({ rows }) => rows.length * PARTY,
  );
}

async function readParties(core: DeskCore): Promise<Parties> {
  const rows = await core.store.parties.toArray();
  const text = (value: string): string | null => (value === '' ? null : value);
  return {
    rows,
    customers: rows
      .filter((row) => row.kind === 'customer')
      .map((row) => ({
        id: row.id,
        name: text(row.name),
        accountName: text(row.accountName),
        associationType: row.associationType,
        reseller: row.reseller,
      })),
    resellers: rows
      .filter((row) => row.kind === 'reseller')
      .map((row) => ({ id: row.id, name: text(row.name), accountName: text(row.accountName) })),
  };
}

export async function resolverOf(core: DeskCore): Promise<PartyResolver> {
  const { customers, resellers } = await partiesOf(core);
  return partyResolver(customers, resellers, await readAliases(core.store));
}

/** Whom an entry means: the name beside a customer code is tried when the code alone says nothing. */
export function resolveEntry(resolve: PartyResolver, party: string, name: string | null): ResolvedParty {
  const found = resolve(party);
  return found.by === null && found.candidates.length === 0 && name !== null ? resolve(name) : found;
}

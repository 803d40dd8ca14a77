import type { Alias } from '../ledger/types';
import type { CustomerRecord } from './types';

/** A second-tier reseller as the desk knows it. */
export interface ResellerRecord {
  readonly id: string;
  readonly name: string | null;
  readonly accountName: string | null;
}

/** Whom a ledger's customer cell means; both null when nobody fits or several do. */
export interface ResolvedParty {
  readonly customer: string | null;
  readonly reseller: string | null;
  /** What decided, or null. */
  readonly by: 'id' | 'alias' | 'account' | 'name' | null;
  /** Those who share the text, when more than one does; sorted. */
  readonly candidates: readonly string[];
}

export type PartyResolver = (party: string) => ResolvedParty;

interface Side {
  readonly kind: 'customer' | 'reseller';
  readonly id: string;
}

const NOBODY: ResolvedParty = { customer: null, reseller: null, by: null, candidates: [] };

/**
 * Prepares {@link resolveParty} for many cells: an ID, then the reviewed alias table, then the account name, then the real name, each
 * compared exactly after trimming blanks; a text that several share decides nothing. Resemblance never counts.
 */
export function partyResolver(customers: readonly CustomerRecord[], resellers: readonly ResellerRecord[], aliases: readonly Alias[]): PartyResolver {
  const ids = new Map<string, Side[]>();
  const accounts = new Map<string, Side[]>();
  const names = new Map<string, Side[]>();
  const told = new Map<string, Side[]>();
  const index = (record: { id: string; name: string | null; accountName: string | null }, kind: Side['kind']): void => {
    const side: Side = { kind, id: record.id };
    put(ids, record.id, side);
    put(accounts, record.accountName, side);
    put(names, record.name, side);
  };
  for (const customer of customers) index(customer, 'customer');
  for (const reseller of resellers) index(reseller, 'reseller');
  for (const alias of aliases) put(told, alias.ledger, 'customer' in alias ? { kind: 'customer', id: alias.customer } : { kind: 'reseller', id: alias.reseller });
  const steps = [
    ['id', ids],
    ['alias', told],
    ['account', accounts],
    ['name', names],
  ] as const;
  return (party) => {
    const text = party.trim();
    if (text === '') return NOBODY;
    for (const [by, table] of steps) {
      const found = table.get(text);
      if (!found) continue;
      const only = found[0]!;
      if (found.length > 1) return { ...NOBODY, candidates: found.map((side) => side.id).sort() };
      return { customer: only.kind === 'customer' ? only.id : null, reseller: only.kind === 'reseller' ? only.id : null, by, candidates: [] };
    }
    return NOBODY;
  };
}

/** Whom one ledger cell means; see {@link partyResolver}. */
export function resolveParty(party: string, customers: readonly CustomerRecord[], resellers: readonly ResellerRecord[], aliases: readonly Alias[]): ResolvedParty {
  return partyResolver(customers, resellers, aliases)(party);
}

function put(table: Map<string, Side[]>, text: string | null, side: Side): void {
  const key = text?.trim() ?? '';
  if (key === '') return;
  const known = table.get(key);
  if (!known) table.set(key, [side]);
  else if (!known.some((other) => other.kind === side.kind && other.id === side.id)) known.push(side);
}

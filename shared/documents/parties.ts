import { byCodeUnit } from '../digest';
import { isMasked } from './cells';
import type { Values } from './known-cells';
import type { DocumentContext, DocumentNote, DocumentParty } from './types';

interface Seen {
  readonly name: string | null;
  readonly accountName: string | null;
  readonly reseller: string | null;
}

/** People the rows name: joined on IDs or account names, never on names, which exports mask (files.md, rule 6). */
export class Parties {
  private readonly customers = new Map<string, Seen>();
  private readonly resellers = new Map<string, Seen>();
  /** null marks an account name that two customers have. */
  private readonly byAccount = new Map<string, string | null>();
  private readonly unresolved = new Set<string>();
  private masked = 0;

  constructor(context: DocumentContext) {
    for (const { id, accountName } of context.customers ?? []) {
      if (accountName === null || accountName === '') continue;
      const known = this.byAccount.get(accountName);
      this.byAccount.set(accountName, known === undefined || known === id ? id : null);
    }
  }

  /** Notes the people of a row. @returns the customer's ID, else the account name, or null when the row names nobody */
  see(values: Values, reseller: string | null): string | null {
    const account = this.open(values.get('account_name') ?? null);
    const id = values.get('customer_id') ?? null;
    const customer = id ?? this.ofAccount(account);
    if (customer !== null) this.merge(this.customers, customer, this.open(values.get('customer_name') ?? null), account, reseller);
    if (reseller !== null) {
      const name = this.open(values.get('partner_name') ?? null);
      this.merge(this.resellers, reseller, name, this.open(values.get('partner_account_name') ?? null), null);
    }
    return customer;
  }

  private ofAccount(account: string | null): string | null {
    if (account === null) return null;
    const known = this.byAccount.get(account);
    if (typeof known === 'string') return known;
    this.unresolved.add(account);
    return account;
  }

  private open(text: string | null): string | null {
    if (text === null || !isMasked(text)) return text;
    this.masked++;
    return null;
  }

  private merge(map: Map<string, Seen>, id: string, name: string | null, accountName: string | null, reseller: string | null): void {
    const before = map.get(id);
    if (
      before &&
      (before.name ?? name) === before.name &&
      (before.accountName ?? accountName) === before.accountName &&
      (before.reseller ?? reseller) === before.reseller
    )
      return;
    map.set(id, { name: before?.name ?? name, accountName: before?.accountName ?? accountName, reseller: before?.reseller ?? reseller });
  }

  list(): DocumentParty[] {
    const of = (kind: DocumentParty['kind'], map: ReadonlyMap<string, Seen>): DocumentParty[] =>
      [...map].sort(([a], [b]) => byCodeUnit(a, b)).map(([id, seen]) => ({ kind, id, ...seen }));
    return [...of('customer', this.customers), ...of('reseller', this.resellers)];
  }

  notes(): DocumentNote[] {
    const notes: DocumentNote[] = [];
    if (this.masked > 0) notes.push({ key: 'masked-names', params: { rows: String(this.masked) } });
    if (this.unresolved.size > 0)
      notes.push({
        key: 'customers-by-account',
        params: { count: String(this.unresolved.size), names: [...this.unresolved].slice(0, 5).join(', ') },
      });
    return notes;
  }
}

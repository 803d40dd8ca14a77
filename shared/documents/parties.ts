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

  /** The customer's ID, else the ID that goes with the account name, else the account name; null when the row names nobody. */
  customerOf(values: Values): string | null {
    return values.get('customer_id') ?? this.ofAccount(this.open(values.get('account_name') ?? null));
  }

  /** Notes the people of a row that is kept. */
  see(values: Values, customer: string | null, reseller: string | null): void {
    const open = (field: string): string | null => {
      const text = values.get(field) ?? null;
      if (text !== null && isMasked(text)) this.masked++;
      return this.open(text);
    };
    if (customer !== null) this.merge(this.customers, customer, open('customer_name'), open('account_name'), reseller);
    if (reseller !== null) this.merge(this.resellers, reseller, open('partner_name'), open('partner_account_name'), null);
  }

  private ofAccount(account: string | null): string | null {
    if (account === null) return null;
    const known = this.byAccount.get(account);
    if (typeof known === 'string') return known;
    this.unresolved.add(account);
    return account;
  }

  private open(text: string | null): string | null {
    return text === null || isMasked(text) ? null : text;
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

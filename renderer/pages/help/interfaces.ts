/** The catalogue of interfaces as rows for people: those that are called, those that are not, and the withdrawn ones with their successors. */
import { CALLS, type Call, type CallId, type Paging, type Use, type Window } from '../../../shared/api/catalogue';
import { CALL_WORDS, UNCALLED_WORDS, type OperationWords } from '../../../shared/api/operation-words';
import { RETIRED, UNCALLED, type Uncalled, type UncalledClass, type UncalledId } from '../../../shared/api/uncalled';
import type { Language } from '../../../shared/desk/api';
import type { Site } from '../../../shared/sync/slices';

export type InterfaceClass = Use | UncalledClass | 'retired';

export const CLASSES: readonly InterfaceClass[] = ['sync', 'daily', 'demand', 'check', 'customer', 'writing', 'retired'];

export interface InterfaceRow {
  /** Operation ID; for a withdrawn one its method and path. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly class: InterfaceClass;
  readonly sites: readonly Site[];
  readonly perSecond: number | null;
  readonly page: { readonly kind: 'page' | 'batch'; readonly most: number } | null;
  readonly window: Window | null;
  readonly distributor: boolean;
  readonly permission: readonly string[];
  readonly name: string;
  readonly why: string;
  /** Of a withdrawn one: what took its place, null for nothing; undefined for all others. */
  readonly successor?: string | null;
}

const pageOf = (paging: Paging): InterfaceRow['page'] => {
  if (paging.kind === 'none') return null;
  return { kind: paging.kind === 'batch' ? 'batch' : 'page', most: paging.max };
};

/** Name and reason of an interface that is known. */
export const wordsOf = (one: Call | Uncalled): OperationWords =>
  'class' in one ? UNCALLED_WORDS[one.id as UncalledId] : CALL_WORDS[one.id as CallId];

/** Every interface, in the order of the table: read, not read, withdrawn. */
export function interfaceRows(language: Language): InterfaceRow[] {
  const common = (
    one: Call | Uncalled,
  ): Pick<InterfaceRow, 'id' | 'method' | 'path' | 'sites' | 'perSecond' | 'permission' | 'name' | 'why'> => ({
    id: one.id,
    method: one.method,
    path: one.path,
    sites: one.sites,
    perSecond: one.quota.requests / one.quota.perSeconds,
    permission: one.permission,
    name: wordsOf(one).name[language],
    why: wordsOf(one).why[language],
  });
  const rows: InterfaceRow[] = [
    ...CALLS.map((call) => ({
      ...common(call),
      class: call.use,
      page: pageOf(call.paging),
      window: call.window,
      distributor: call.caller === 'distributor',
    })),
    ...UNCALLED.map((one: Uncalled) => ({
      ...common(one),
      class: one.class,
      page: one.maxPage === null ? null : ({ kind: 'page', most: one.maxPage } as const),
      window: null,
      distributor: false,
    })),
    ...RETIRED.map(({ method, path, successor, note }) => ({
      id: `${method} ${path}`,
      method,
      path,
      class: 'retired' as const,
      sites: [],
      perSecond: null,
      page: null,
      window: null,
      distributor: false,
      permission: [],
      name: '',
      why: note[language],
      successor,
    })),
  ];
  return rows.sort((a, b) => CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class));
}

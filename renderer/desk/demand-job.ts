/** Reads what a page asks for: resources of customers, their budget log, resource types of services, invoices. Months are left alone. */
import { operationOf } from '../../shared/api/catalogue';
import type { DemandSource } from '../../shared/api/demand';
import type { DemandArgs, DemandOutcome } from '../../shared/desk/api';
import type { SliceKey, SyncProblem, SyncProgress } from '../../shared/sync/slices';
import type { PartyRow } from '../store/schema';
import type { DeskCore } from './core';
import { setMarker } from './marker';
import { ACCOUNT_ID } from './permission-job';
import { SyncEvents } from './sync-events';

type DemandKey = SliceKey & { readonly source: DemandSource };

/** Association type of a referral customer: it settles with Huawei Cloud itself. */
const REFERRAL = '1';

/** What would be read: a call or more for each. Empty where a list it goes by was never synced. */
export async function demandSlices(core: DeskCore, args: DemandArgs): Promise<DemandKey[]> {
  const { store } = core;
  const parties = await store.parties.where('kind').equals('customer').toArray();
  const customers = args.customer === null ? parties : parties.filter(({ id }) => id === args.customer);
  const services = args.sources.includes('service-resources') ? await store.services.toCollection().primaryKeys() : [];
  return args.sources.flatMap((source): DemandKey[] => {
    if (!operationOf(source).sites.includes(core.site)) return [];
    if (source === 'service-resources') return services.map((service) => ({ source, service }));
    if (source === 'online-invoices') return args.domain === '' ? [] : args.years.map((year) => ({ source, domain: args.domain, year }));
    return customers.flatMap((customer) => keyOf(source, customer));
  });
}

function keyOf(source: DemandSource, { id, reseller, associationType }: PartyRow): DemandKey[] {
  // Pay-per-use resources and budgets are those of resale customers only; yearly/monthly ones are asked for without a reseller.
  if (source === 'period-resources') return [{ source, customer: id }];
  if (associationType === REFERRAL) return [];
  return [{ source, customer: id, ...(reseller === null ? {} : { reseller }) }];
}

/** Reads it with the keys of the profile; what could be read is published, whatever else failed. */
export async function readOnDemand(
  core: DeskCore,
  args: DemandArgs,
  onProgress: (progress: SyncProgress) => void,
  signal: AbortSignal,
): Promise<DemandOutcome> {
  const demand = await demandSlices(core, args);
  if (args.domain !== '') await core.store.meta.put({ key: ACCOUNT_ID, value: args.domain });
  if (demand.length === 0) return { asked: 0, read: 0, requests: 0, stopped: null, problems: [] };
  const problems: SyncProblem[] = [];
  const events = new SyncEvents(core, args.today, problems, onProgress);
  try {
    const { requests, stopped } = await core.link.call(
      'syncRun',
      {
        request: { site: core.site, today: args.today, periods: null, language: args.language === 'zh' ? 'zh_CN' : 'en_US', demand },
        checkpoints: [],
        doneSlices: [],
        settled: [],
        again: [],
        empty: [],
      },
      { onItem: events.take, signal },
    );
    return { asked: demand.length, read: events.ingest.published.length, requests, stopped, problems };
  } finally {
    if (events.ingest.published.length > 0) await setMarker(core.profile);
  }
}

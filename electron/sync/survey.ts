/**
 * The order of a sync: resellers first, then customers and names beside the months, then in each month what follows from its
 * customers and orders, and last the older orders that refunds point to.
 */
import type { Period } from '../../shared/period';
import type { SourceId } from '../../shared/api/sources';
import { REFUSALS } from '../../shared/sync/failures';
import { GROUP_OF, MONTHLY_GROUPS, SYNC_GROUPS, wants, wantsCustomer } from '../../shared/sync/picks';
import { sliceId, type SliceKey, type SyncRequest } from '../../shared/sync/slices';
import {
  balanceSlices,
  billSlices,
  candidatePeriods,
  customerListSlices,
  detailSlice,
  directorySlices,
  EMPTY_MONTHS,
  feeSlices,
  isRefundOrder,
  listSlices,
  monthSlices,
  orderSlices,
  refundSlice,
  standingSlices,
  type CustomersByReseller,
} from './planner';
import type { SyncRun } from './run';
import type { SliceResult } from './slice-reader';

/** Reads everything a request asks for. Resolves with its periods, oldest first. */
export async function readAll(run: SyncRun): Promise<Period[]> {
  const { request } = run;
  const { site, language, periods, demand } = request;
  if (demand !== undefined) {
    run.reading();
    await run.readMany(demand);
    return [];
  }
  // Alone: it is the call that shows whether keys, clock and network are right. Only a distributor has resellers; a refusal means none.
  const resellers = valuesOf([await run.read({ source: 'resellers' })], 'indirect_partner_id');
  const directory = run.readMany(directorySlices(site, language, resellers).filter(({ source }) => leads(request, source)));
  const standing = Promise.all([
    run.readMany(wants(request, 'coupons') ? standingSlices(site, resellers) : []),
    run.readMany(request.lists === true ? listSlices(site, resellers) : []),
    customersOf(run, directory),
  ]);
  const survey = new Survey(run, resellers, directory);
  const monthly = SYNC_GROUPS.some((group) => MONTHLY_GROUPS.has(group) && wants(request, group));
  const months = !monthly ? [] : periods === null ? await survey.discover() : survey.start([...new Set(periods)].sort());
  run.reading();
  await survey.finish();
  await directory;
  await standing;
  return months;
}

/** Whether a directory is wanted for itself or for what it leads to: fee records and balances are asked for by the customers of the lists. */
function leads(request: SyncRequest, source: SourceId): boolean {
  const group = GROUP_OF[source];
  if (group !== 'names') return group !== null && wants(request, group);
  return (
    wants(request, 'names') || (source === 'customers' && (wants(request, 'fees') || wants(request, 'accounts') || request.lists === true))
  );
}

/** What is asked about by customer, once the lists that name them are read: balances, and the day's tags or budgets. */
async function customersOf(run: SyncRun, directory: Promise<SliceResult[]>): Promise<void> {
  const { site, lists: daily = false } = run.request;
  const balances = site === 'cn' && wants(run.request, 'accounts');
  if (!balances && !daily) return;
  const read = (await directory).filter((slice) => slice.key.source === 'customers');
  if (run.over) return;
  const listsOf = (slices: readonly SliceResult[]) => slices.map(({ key, found }) => ({ reseller: key.reseller, customers: found }));
  const about = (slices: readonly SliceResult[]) => [
    ...(balances ? balanceSlices(listsOf(slices)) : []),
    ...(daily ? customerListSlices(site, listsOf(slices)) : []),
  ];
  // Half a list of customers would make half an answer look like a whole one.
  for (const list of read) if (list.failure !== null) for (const { key } of about([list])) run.leave(key, list.failure);
  const slices = about(read.filter(({ failure }) => failure === null));
  await Promise.all(slices.map(({ key, customers }) => run.read(key, false, customers)));
}

class Survey {
  private readonly months: Promise<void>[] = [];
  /** Orders of the synced months, and those fetched by their ID; upper case, because letter case does not matter. */
  private readonly orders = new Set<string>();
  /** Orders that refunds point to, with the reseller under which the refund was found. */
  private readonly bases = new Map<string, { order: string; reseller: string | undefined }>();
  /** Months whose orders were read, but for those older ones. */
  private readonly ordered: Period[] = [];

  constructor(
    private readonly run: SyncRun,
    private readonly resellers: readonly string[],
    private readonly directory: Promise<SliceResult[]>,
  ) {}

  start(periods: readonly Period[]): Period[] {
    const { request } = this.run;
    const bills = wants(request, 'bills') || wants(request, 'fees');
    for (const period of periods) this.months.push(this.month(period, this.run.readMany(bills ? this.billOf(period) : [])));
    return [...periods];
  }

  /**
   * Finds the months by reading their bills, newest first, until three in a row are empty. Empty months at the far end leave no trace;
   * those between others are months like any other.
   */
  async discover(): Promise<Period[]> {
    const found: Period[] = [];
    let empty: { period: Period; bill: SliceResult[] | null }[] = [];
    for (const period of candidatePeriods(this.run.request.today)) {
      const nobody = empty.length > 0 && (await this.nobodyConsumed(period));
      const bill = nobody ? null : await this.run.readMany(this.billOf(period), true);
      if (this.run.over) break;
      // What could not be looked at may be empty as well: it counts once an older month shows that it lies between others.
      const refused = bill?.every(isRefused) === true;
      if (
        bill === null ||
        (bill.every((slice) => isEmpty(slice) || unheard(slice)) && !(refused && found.length === 0 && empty.length === 0))
      ) {
        empty.push({ period, bill });
        if (empty.length === EMPTY_MONTHS || refused) break;
        continue;
      }
      for (const month of [...empty, { period, bill }]) {
        await this.run.release(month.bill ?? []);
        this.months.push(
          this.month(month.period, month.bill === null ? this.run.readMany(this.billOf(month.period)) : Promise.resolve(month.bill)),
        );
        found.push(month.period);
      }
      empty = [];
      // Without the bill there is nothing to go back along.
      if (refused) break;
    }
    return found.reverse();
  }

  /**
   * One request instead of three, for a month beyond an empty one. Only where it answers for everybody: a reseller's customers are not among the
   * consuming ones.
   */
  private async nobodyConsumed(period: Period): Promise<boolean> {
    if (this.run.request.site !== 'cn' || this.resellers.length > 0) return false;
    // Only looked at: a month that turns out empty leaves no trace, any other reads it again.
    const consuming = await this.run.read({ source: 'consuming-customers', period }, 'all');
    return consuming.failure === null && consuming.found.length === 0;
  }

  /** Waits for the months, then reads the orders outside of them that refunds point to. */
  async finish(): Promise<void> {
    await Promise.all(this.months);
    const older = [...this.bases].filter(([id]) => !this.orders.has(id)).map(([, base]) => detailSlice(base.order, base.reseller));
    // Those that were refused before; the refunds of settled months that pointed to them are not read again.
    const { request } = this.run;
    if (request.periods === null && wants(request, 'orders')) {
      const asked = new Set([...this.bases.keys(), ...this.orders]);
      older.push(...this.run.refusedBefore('order-details').filter(({ order = '' }) => !asked.has(order.toUpperCase())));
    }
    if (!this.isWhole(await this.run.readMany(older))) return;
    for (const period of this.ordered) await this.run.followed(period, 'orders');
  }

  private billOf(period: Period): SliceKey[] {
    return billSlices(this.run.request.site, period, this.run.request.today, this.resellers);
  }

  private async month(period: Period, bill: Promise<SliceResult[]>): Promise<void> {
    const { site } = this.run.request;
    const { request } = this.run;
    await Promise.all([
      wants(request, 'orders') ? this.ordersOf(period) : null,
      this.run.readMany(wants(request, 'accounts') ? monthSlices(site, period, this.resellers) : []),
      site === 'cn' && wants(request, 'fees') ? this.feesOf(period, bill) : bill,
    ]);
  }

  private async feesOf(period: Period, bill: Promise<SliceResult[]>): Promise<void> {
    const [lines, consuming, directory] = await Promise.all([
      bill,
      this.run.read({ source: 'consuming-customers', period }),
      this.directory,
    ]);
    if (this.run.over) return;
    const listed = directory.filter((slice) => slice.key.source === 'customers');
    const all = feeSlices(period, valuesOf([consuming], 'customer_id'), byReseller(lines), byReseller(listed));
    const slices = all.filter(({ customer }) => wantsCustomer(this.run.request, customer));
    const consumed = new Set(valuesOf([consuming], 'customer_id'));
    const settled = this.run.unchanged(period, 'fees', [...lines, consuming]);
    const records = await this.run.readMany(slices.filter((key) => !settled || this.run.looksAt(key)));
    const changed = settled && records.some((one) => this.run.differs(one));
    if (changed) records.push(...(await this.run.readMany(slices.filter((key) => !this.run.looksAt(key)))));
    // The list says that they consumed, their records are empty without an error: what an answer for somebody else's customer looks like.
    const none = records.filter(({ failure, seen }) => failure === null && !seen).map(({ key }) => key);
    if (settled && !changed) none.push(...slices.filter((key) => !this.run.looksAt(key) && this.run.holdsNone(key)));
    for (const key of none) if (consumed.has(key.customer ?? '')) await this.run.remark(sliceId(key), 'foreign', 'total_count: 0');
    if (settled && !changed) return;
    // Without a list it is not known with which reseller to ask; who may not read it never will.
    const placed = listed.every(({ failure }) => failure === null || REFUSALS.has(failure));
    if (placed && this.isWhole([...lines, consuming, ...records])) await this.run.followed(period, 'fees');
  }

  /** Nothing was left out: neither because of a failure nor because a run for some customers did not ask. What is refused for good is reported. */
  private isWhole(slices: readonly SliceResult[]): boolean {
    const { customers } = this.run.request;
    return customers === undefined && slices.every(({ failure }) => failure === null || failure === 'not-found' || REFUSALS.has(failure));
  }

  private async ordersOf(period: Period): Promise<void> {
    const lists = await this.run.readMany(orderSlices(period, this.resellers));
    if (this.run.over) return;
    const unchanged = this.run.unchanged(period, 'orders', lists);
    const details: SliceKey[] = [];
    const refunds: SliceKey[] = [];
    for (const list of lists) {
      for (const order of list.found) {
        const id = order['order_id'] ?? '';
        if (this.orders.has(id.toUpperCase())) continue;
        this.orders.add(id.toUpperCase());
        if (!wantsCustomer(this.run.request, order['customer_id'])) continue;
        const wanted = (key: SliceKey): boolean => !unchanged || this.run.looksAt(key);
        const detail = detailSlice(id, list.key.reseller);
        if (wanted(detail)) details.push(detail);
        if (!isRefundOrder(order)) continue;
        const refund = refundSlice(order, list.key.reseller);
        if (wanted(refund)) refunds.push(refund);
      }
    }
    const read = await Promise.all([this.run.readMany(details), this.refundsOf(refunds)]);
    if (!unchanged && this.isWhole([...lists, ...read.flat()])) this.ordered.push(period);
  }

  private async refundsOf(refunds: readonly SliceKey[]): Promise<SliceResult[]> {
    const read = await this.run.readMany(refunds);
    for (const refund of read) {
      for (const { base_order_id: base } of refund.found) {
        if (base !== null && base !== undefined && base !== '')
          this.bases.set(base.toUpperCase(), { order: base, reseller: refund.key.reseller });
      }
    }
    return read;
  }
}

/** Nothing billed: no record at all, or no such statement. */
function isEmpty(slice: SliceResult): boolean {
  if (slice.failure === null) return slice.held !== null;
  return slice.failure === 'not-found' || (slice.key.source === 'statement' && slice.failure === 'contract');
}

/** No word about what it holds. */
function unheard({ failure, seen }: SliceResult): boolean {
  return failure !== null && !seen;
}

function isRefused({ failure }: SliceResult): boolean {
  return failure === 'permission' || failure === 'withdrawn';
}

function valuesOf(slices: readonly SliceResult[], field: string): string[] {
  const values = new Set<string>();
  for (const slice of slices) for (const found of slice.found) if (found[field]) values.add(found[field]);
  return [...values];
}

function byReseller(slices: readonly SliceResult[]): CustomersByReseller {
  const all = new Map<string, Set<string>>();
  for (const slice of slices) {
    const reseller = slice.key.reseller ?? '';
    const customers = all.get(reseller) ?? new Set<string>();
    for (const customer of valuesOf([slice], 'customer_id')) customers.add(customer);
    all.set(reseller, customers);
  }
  return all;
}

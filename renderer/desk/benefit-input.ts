/** Coupons, their quotas and dated balances as the engine's input (semantics.md #32 to #37, #44). */
import type { BalanceSnapshot, Coupon, CouponOperation, CouponQuota, CouponRecords, EngineInput } from '../../shared/reconcile/types';
import { RecordView } from '../../shared/columns';
import type { SourceId } from '../../shared/api/sources';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { absolute, formatUnits } from '../../shared/money';
import { parseSliceId } from '../../shared/sync/slices';
import type { DeskCore } from './core';
import { publishedAmong } from '../store/published-sources';
import { eachRecord } from './published';

/** Kinds of the coupon log that take back (partner-api.yaml, OperationTypes); 9 moves a coupon between resellers and changes no quota's sums. */
const ISSUED = '1';
const MOVED = '9';
/** Kinds of the quota log. */
const HANDED_ON = '10';
const FAILED = '-1';

/** Own accounts by the type the balance interface names; of the others nothing is compared. */
const ACCOUNTS: Readonly<Record<number, BalanceSnapshot['account']>> = {
  1: 'BALANCE_TYPE_DEBIT',
  2: 'BALANCE_TYPE_CREDIT',
  8: 'allocatable',
};

/**
 * Coupon sources; undefined where none was ever read. A part of which a slice could not be read is null: sums over half a log prove nothing.
 * @param used what charges were paid by coupon
 */
export async function couponRecords(core: DeskCore, used: CouponRecords['used']): Promise<CouponRecords | undefined> {
  const whole = await wholeSources(core);
  const quotas = whole('coupon-quotas') && whole('issued-quotas', true) ? await quotasOf(core) : null;
  const coupons = whole('coupons') ? await couponsOf(core) : null;
  const log = await logOf(core, whole);
  if (quotas === null && coupons === null && log === null) return undefined;
  return { quotas, coupons, operations: log?.operations ?? null, ...(log?.logged && { logged: log.logged }), used };
}

type Log = { readonly operations: readonly CouponOperation[] } & Pick<CouponRecords, 'logged'>;

/**
 * The log of coupons and of quotas handed on, each from the interface where it was read whole, else from imported files: never from both, because
 * the interface gives all of its life at once.
 */
async function logOf(core: DeskCore, whole: Awaited<ReturnType<typeof wholeSources>>): Promise<Log | null> {
  const [coupons, quotas] = [whole('coupon-records'), whole('quota-records', true)];
  if (coupons && quotas) return { operations: await operationsOf(core) };
  const file = await fileLog(core);
  if (file === null) return null;
  const api = coupons || whole('quota-records') ? await operationsOf(core) : [];
  const isCoupons = ({ coupon }: CouponOperation): boolean => coupon !== null;
  const [ofApi, ofFile] = [api, file.operations].map((list) => [list.filter(isCoupons), list.filter((one) => !isCoupons(one))] as const);
  return {
    operations: [...(coupons ? ofApi! : ofFile!)[0], ...(whole('quota-records') ? ofApi! : ofFile!)[1]],
    logged: file.logged,
  };
}

/** Words of the screen's operation types; the numbers are those of the interfaces' logs. */
const FILE_ISSUES = /^(?:1|10)$|发放|下发|分配|赠送|issu|grant|allocat|distribut/i;
const FILE_RECLAIMS = /回收|收回|撤回|reclaim|recycl|revok|withdr/i;

/** Imported operation records; null where there are none, or where a row says no amount or nothing known of what was done. */
async function fileLog(core: DeskCore): Promise<Required<Log> | null> {
  const operations: CouponOperation[] = [];
  const months = new Set<string>();
  const seen = new Map<string, number>();
  let unclear = 0;
  await eachRecord(core, 'coupon-operations', (record, key) => {
    if (key.period !== undefined) months.add(key.period);
    const word = record.text('operation_type') ?? '';
    if (word === MOVED) return;
    const reclaim = FILE_RECLAIMS.test(word);
    const amount = record.units('amount');
    if (amount === null || (!reclaim && !FILE_ISSUES.test(word))) return void unclear++;
    const [quota, parentQuota, coupon] = [
      record.text('quota_id') || null,
      record.text('source_quota_id') || null,
      record.text('coupon_id') || null,
    ];
    const time = record.text('operation_time') ?? '';
    const content = sha256Hex(canonicalJson([time, word, quota, parentQuota, coupon, formatUnits(amount)])).slice(0, 16);
    // Rows equal in every field are told apart by their number, which says nothing about their order.
    const times = (seen.get(content) ?? 0) + 1;
    seen.set(content, times);
    operations.push({
      id: `f-${content}${times > 1 ? `.${String(times)}` : ''}`,
      operation: reclaim ? 'reclaim' : 'issue',
      quota,
      parentQuota: coupon === null ? parentQuota : null,
      coupon,
      customer: record.text('customer_id'),
      reseller: null,
      amount: absolute(amount),
      time,
      succeeded: true,
    });
  });
  const sorted = [...months].sort();
  if (unclear > 0 || sorted.length === 0) return null;
  return { operations, logged: { from: sorted[0]!, to: sorted.at(-1)! } };
}

/** Whether the log of coupons, or that of quotas, comes from imported files, because the interface did not give it. */
export async function fileLogInUse(core: DeskCore): Promise<{ readonly coupons: boolean; readonly quotas: boolean }> {
  const whole = await wholeSources(core);
  if (whole('coupon-records') && whole('quota-records', true)) return { coupons: false, quotas: false };
  return { coupons: !whole('coupon-records'), quotas: !whole('quota-records') };
}

const COUPON_SOURCES = [
  'coupon-quotas',
  'issued-quotas',
  'coupons',
  'coupon-records',
  'quota-records',
] as const satisfies readonly SourceId[];
type CouponSource = (typeof COUPON_SOURCES)[number];

/** Whether all slices of a source are there; `orNone` lets a source that was never asked for pass. */
async function wholeSources(core: DeskCore): Promise<(source: CouponSource, orNone?: boolean) => boolean> {
  const failed = new Set((await core.store.failures.toArray()).map((row) => row.source));
  const published = await publishedAmong(core.store, COUPON_SOURCES);
  return (source, orNone = false) => !failed.has(source) && (orNone || published.has(source));
}

async function quotasOf(core: DeskCore): Promise<CouponQuota[]> {
  const quotas: CouponQuota[] = [];
  const add = (record: RecordView<'coupon-quotas'> | RecordView<'issued-quotas'>, reseller: string | null, parent: string | null): void => {
    quotas.push({
      id: record.text('quota_id') ?? '',
      value: record.units('quota_value') ?? 0n,
      balance: record.units('balance') ?? 0n,
      status: record.int('quota_status') ?? 0,
      createdAt: record.text('create_time'),
      reseller,
      parent,
    });
  };
  await eachRecord(core, 'coupon-quotas', (record) => add(record, null, null));
  await eachRecord(core, 'issued-quotas', (record) => add(record, record.text('indirect_partner_id'), record.text('parent_quota_id')));
  return quotas;
}

async function couponsOf(core: DeskCore): Promise<Coupon[]> {
  const coupons: Coupon[] = [];
  await eachRecord(core, 'coupons', (record, key) => {
    coupons.push({
      id: record.text('coupon_id') ?? '',
      customer: record.text('customer_id') ?? '',
      status: record.int('status') ?? 0,
      faceValue: record.units('face_value') ?? 0n,
      balance: record.units('balance') ?? 0n,
      createdAt: record.text('create_time'),
      expiresAt: record.text('expire_time'),
      reseller: key.reseller ?? null,
    });
  });
  return coupons;
}

async function operationsOf(core: DeskCore): Promise<CouponOperation[]> {
  const operations: CouponOperation[] = [];
  await eachRecord(core, 'coupon-records', (record, key) => {
    const type = record.text('operation_type');
    if (type === MOVED) return;
    operations.push({
      id: record.text('id') ?? '',
      operation: type === ISSUED ? 'issue' : 'reclaim',
      quota: record.text('quota_id'),
      parentQuota: null,
      coupon: record.text('coupon_id'),
      customer: record.text('customer_id'),
      reseller: key.reseller ?? null,
      amount: record.units('operation_amount') ?? 0n,
      time: record.text('operation_time') ?? '',
      succeeded: record.text('result') !== FAILED,
    });
  });
  await eachRecord(core, 'quota-records', (record) => {
    operations.push({
      id: record.text('id') ?? '',
      operation: record.text('operation_type') === HANDED_ON ? 'issue' : 'reclaim',
      quota: record.text('quota_id'),
      parentQuota: record.text('parent_quota_id'),
      coupon: null,
      customer: null,
      reseller: record.text('indirect_partner_id'),
      amount: record.units('amount') ?? 0n,
      time: record.text('operation_time') ?? '',
      succeeded: record.text('result') !== FAILED,
    });
  });
  return operations;
}

/** What the balance interfaces answered, oldest first: the first and the last time of equal answers in a row. Undefined where they never did. */
export async function balanceSnapshots(core: DeskCore): Promise<BalanceSnapshot[] | undefined> {
  const rows = await core.store.snapshots.toArray();
  if (rows.length === 0) return undefined;
  const kept = rows.flatMap((row) => (row.last === undefined ? [row] : [row, { ...row, at: row.last }]));
  const snapshots: BalanceSnapshot[] = [];
  for (const { at, slice, segments } of kept.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.slice < b.slice ? -1 : 1))) {
    const { source, reseller = null } = parseSliceId(slice);
    for (const { rows, columns } of segments) {
      if (source === 'customer-balances') {
        const record = new RecordView<'customer-balances'>(columns, core.dictionary);
        for (let row = 0; row < rows; row++) {
          const one = record.at(row);
          const amount = one.units('amount');
          if (amount === null) continue;
          const customer = one.text('customer_id');
          snapshots.push({ at, account: null, customer, reseller, amount, designated: null, debt: one.units('debt_amount') });
        }
      } else {
        const record = new RecordView<'balances'>(columns, core.dictionary);
        for (let row = 0; row < rows; row++) {
          const one = record.at(row);
          const account = ACCOUNTS[one.int('account_type') ?? 0];
          if (account === undefined) continue;
          const amount = one.units('amount') ?? 0n;
          snapshots.push({ at, account, customer: null, reseller, amount, designated: one.units('designated_amount'), debt: null });
        }
      }
    }
  }
  return snapshots;
}

/** The International quota as it was answered last (semantics.md #34); nothing where it was not read. */
export async function consumptionQuota(core: DeskCore): Promise<Pick<EngineInput, 'consumptionQuota'>> {
  let found: Pick<EngineInput, 'consumptionQuota'> = {};
  await eachRecord(core, 'consumption-quota', (record) => {
    const [used, due, unbilled] = [record.units('used_consumption_quota'), record.units('due_amount'), record.units('unbilled_amount')];
    found = { consumptionQuota: { used, due, unbilled, amount: record.units('amount'), coupons: record.units('coupon_amount') } };
  });
  return found;
}

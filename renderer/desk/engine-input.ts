/** Everything published and decided, as the engine's input. */
import { isBeside } from '../../shared/api/catalogue';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { dueOf } from '../../shared/documents/statement';
import { formatUnits, parseUnits } from '../../shared/money';
import { NO_PRICE_RULES, parsePriceRules } from '../../shared/reconcile/price-rules';
import { DEFAULT_RULE_SET, parseRuleSet } from '../../shared/reconcile/rule-set';
import type {
  Adjustment,
  BillDocument,
  EngineInput,
  Movement,
  PriceRules,
  RefundLine,
  ResellerMovement,
  RuleSet,
  SliceCount,
  Statement,
} from '../../shared/reconcile/types';
import { balanceSnapshots, consumptionQuota, couponRecords } from './benefit-input';
import { billColumns } from './bill-columns';
import { feeColumns } from './fee-columns';
import { documentRecords } from './document-records';
import type { DocumentRow, GenerationRow } from '../store/schema';
import type { DeskCore } from './core';
import { bookBalances } from './book-balances';
import { activeImports, partiesOf, resolverOf } from './entries';
import { ledgerColumns } from './ledger-columns';
import { fileOf } from './precedence';
import { ordersOf } from './order-input';
import { eachRecord, publishedSlices } from './published';
import type { PublishedSlices } from './generations';

/** @param slices the published ones, where the caller has them */
export async function engineInput(core: DeskCore, slices?: PublishedSlices): Promise<EngineInput> {
  const published = slices ?? (await core.generations.published());
  const { rows } = published;
  const periods = await periodsOf(core, rows);
  const { bills, outside } = await billColumns(core, periods, published.of('bill-lines'));
  const { fees, trades, rowChecks, used } = await feeColumns(core, periods, published.of('fee-records'));
  const resolve = await resolverOf(core);
  const ledger = await ledgerColumns(core, resolve, trades);
  const { ruleSet, priceRules } = await rulesOf(core);
  const coupons = await couponRecords(core, used);
  const balances = await balanceSnapshots(core);
  return {
    files: await fileNames(core),
    site: core.site,
    currency: core.currency,
    periods,
    texts: core.dictionary,
    bills,
    fees,
    rowChecks,
    trades,
    customers: (await partiesOf(core)).customers,
    orders: await ordersOf(core),
    refunds: await refundsOf(core),
    ...(await movementsOf(core)),
    adjustments: await adjustmentsOf(core),
    statements: await statementsOf(core),
    documents: await billDocuments(core),
    ...(await documentRecords(core)),
    slices: await sliceCounts(core, rows, outside),
    bookBalances: await bookBalances(core, resolve),
    ...(coupons === undefined ? {} : { coupons }),
    ...(balances === undefined ? {} : { balances }),
    ...(await consumptionQuota(core)),
    entries: [],
    ledger,
    ruleSet,
    priceRules,
  };
}

/** Names of the imported books, by import. */
async function fileNames(core: DeskCore): Promise<Record<string, string>> {
  return Object.fromEntries((await activeImports(core)).map(({ body }) => [body.importId, body.file]));
}

/** Months of published bills, fee records and statements, and those a sync named; ascending. */
export async function periodsOf(core: DeskCore, published: readonly GenerationRow[]): Promise<string[]> {
  const periods = new Set<string>();
  const monthly = new Set(['bill-lines', 'fee-records', 'statement']);
  for (const row of published) if (row.period !== null && monthly.has(row.source)) periods.add(row.period);
  // A month whose bill was refused is a month whose proof is missing, not a month that does not exist.
  for (const row of await core.store.failures.toArray()) if (row.period !== null && isRefusedBill(row)) periods.add(row.period);
  return [...periods].sort();
}

/** A bill that could not be read; a statement answered with a contract fault is a month without one. */
function isRefusedBill({ source, failure }: { readonly source: string; readonly failure: string }): boolean {
  return (
    (source === 'bill-lines' || (source === 'statement' && failure !== 'contract')) && failure !== 'not-found' && failure !== 'cancelled'
  );
}

export async function rulesOf(core: DeskCore): Promise<{ ruleSet: RuleSet; priceRules: PriceRules }> {
  const ruleSet = await core.store.meta.get('rule-set');
  const priceRules = await core.store.meta.get('price-rules');
  return {
    ruleSet: ruleSet ? parseRuleSet(ruleSet.value) : DEFAULT_RULE_SET,
    priceRules: priceRules ? parsePriceRules(priceRules.value) : NO_PRICE_RULES,
  };
}

async function refundsOf(core: DeskCore): Promise<RefundLine[]> {
  const refunds: RefundLine[] = [];
  await eachRecord(core, 'refund-details', (record, key) => {
    refunds.push({
      refundOrder: key.order ?? '',
      customer: record.text('customer_id') ?? key.customer ?? '',
      service: record.text('service_type_code') ?? '',
      amount: record.units('amount') ?? 0n,
      baseOrder: record.text('base_order_id') || null,
    });
  });
  return refunds;
}

/** The partner's own accounts, and its resellers' accounts, each a chain of its own. */
export async function movementsOf(core: DeskCore): Promise<Pick<EngineInput, 'movements' | 'resellerMovements'>> {
  const movements: Movement[] = [];
  const resellerMovements: ResellerMovement[] = [];
  await eachRecord(core, 'movements', (record, key) => {
    if (key.account === undefined) return;
    const movement: Movement = {
      id: record.text('account_change_id') ?? '',
      account: key.account,
      detailType: record.text('trade_detail_type') ?? '',
      time: record.text('trade_time') ?? '',
      change: record.units('change_amount') ?? 0n,
      balanceAfter: record.units('balance_after_change'),
      type: record.text('type') ?? '',
      customer: record.text('customer_id'),
      trade: record.text('trade_id'),
    };
    if (key.reseller === undefined) movements.push(movement);
    else resellerMovements.push({ ...movement, reseller: key.reseller });
  });
  return { movements, ...(resellerMovements.length === 0 ? {} : { resellerMovements }) };
}

async function adjustmentsOf(core: DeskCore): Promise<Adjustment[]> {
  const adjustments: Adjustment[] = [];
  const seen = new Map<string, number>();
  await eachRecord(core, 'adjust-records', (record, key) => {
    const amount = record.units('amount') ?? 0n;
    const content = [
      key.reseller ?? '',
      record.text('customer_id'),
      record.text('operation_type'),
      formatUnits(amount),
      record.text('operation_time'),
    ];
    let id = record.text('trans_id') ?? `r-${sha256Hex(canonicalJson(content)).slice(0, 16)}`;
    // Records without an ID that are equal in every field are told apart by their number, which says nothing about their order.
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    if (times > 1) id = `${id}.${times}`;
    adjustments.push({
      id,
      customer: record.text('customer_id') ?? '',
      operation: record.text('operation_type') ?? '',
      amount,
      time: record.text('operation_time') ?? '',
      reseller: key.reseller ?? null,
    });
  });
  return adjustments;
}

async function statementsOf(core: DeskCore): Promise<Statement[]> {
  const statements: Statement[] = [];
  await eachRecord(core, 'statement', (record, key, slice) => {
    const period = record.text('bill_cycle') ?? key.period;
    if (period === undefined) return;
    statements.push({
      period,
      due: record.units('initial_amount_due') ?? 0n,
      consumption: record.units('consume_amount') ?? 0n,
      refunds: record.units('refunds') ?? 0n,
      adjustments: record.units('adjustments') ?? 0n,
      tax: record.units('tax_amount') ?? 0n,
      currency: record.text('currency') ?? slice.currency ?? core.currency,
    });
  });
  return [...statements, ...(await typedStatements(core, new Set(statements.map(({ period }) => period))))];
}

/** Statements of the International site that a person typed, for months of which the API gave none. */
async function typedStatements(core: DeskCore, known: ReadonlySet<string>): Promise<Statement[]> {
  if (core.site !== 'intl') return [];
  const rows = (await core.store.documents.toArray()).filter((row) => !row.undone && row.document === 'statement-figures');
  return rows.flatMap((row) =>
    row.sums
      .filter(({ period }) => !known.has(period))
      .map(({ period, currency, ...sums }): Statement => {
        const [consumption, refunds, adjustments] = [sums.consumption, sums.refunds, sums.adjustments].map((text) =>
          parseUnits(text ?? '0'),
        );
        const figures = { consumption: consumption!, refunds: refunds!, adjustments: adjustments! };
        const said = row.statement?.due ?? null;
        const due = dueOf({ ...figures, due: said === null ? null : parseUnits(said) });
        return { period, currency, ...figures, due, tax: 0n, typed: true };
      }),
  );
}

/** Figures typed from the bill are a side of their own on the China site; on the International one they stand for the statement. */
function isBill({ site }: DeskCore, kind: DocumentRow['document']): kind is BillDocument['kind'] {
  return kind === 'partner-bill' || kind === 'bill-push' || (kind === 'statement-figures' && site === 'cn');
}

/** Months of imported bill files, those of the later import first: C1's other side, or the very lines where nothing else gave them. */
export async function billDocuments(core: DeskCore): Promise<BillDocument[]> {
  const files = (await core.store.documents.toArray()).filter((row) => !row.undone).sort((a, b) => b.seq - a.seq);
  const used = new Map((await publishedSlices(core, 'bill-lines')).map((row) => [row.period, fileOf(row.slice)]));
  return files.flatMap(({ importId, document: kind, sums }) =>
    isBill(core, kind)
      ? sums.map(({ period, currency, rows, consumption, refunds, adjustments }) => ({
          period,
          importId,
          kind,
          currency,
          rows,
          consumption: parseUnits(consumption ?? '0'),
          refunds: parseUnits(refunds ?? '0'),
          adjustments: parseUnits(adjustments ?? '0'),
          isSource: used.get(period) === importId,
          ...(refunds === null ? { hasKinds: false } : {}),
        }))
      : [],
  );
}

/** Rows that stand in no sum do not count as received: a total without them must not look complete. */
async function sliceCounts(
  core: DeskCore,
  published: readonly GenerationRow[],
  outside: ReadonlyMap<string, number>,
): Promise<SliceCount[]> {
  const counts = new Map<string, SliceCount>();
  for (const row of published) {
    // A file announces nothing, so nothing is said of its completeness.
    if (fileOf(row.slice) !== null || isBeside(row.source)) continue;
    counts.set(row.slice, {
      slice: row.slice,
      period: row.period,
      announced: row.announced,
      received: row.rows - (outside.get(row.slice) ?? 0),
      failure: null,
    });
  }
  const complete = counts.size;
  for (const row of await core.store.failures.toArray()) {
    // "No such order" is an answer, and it is C3 that says what it means.
    if (row.failure === 'not-found' || isBeside(row.source)) continue;
    counts.set(row.slice, { slice: row.slice, period: row.period, announced: row.announced, received: row.received, failure: row.failure });
  }
  // Published rows come in order of their names.
  const found = [...counts.values()];
  return counts.size === complete ? found : found.sort((a, b) => (a.slice < b.slice ? -1 : 1));
}

/** The sheets of the workbook: their columns in both languages, and how a result becomes a row. Pure; texts that are not here come in. */
import { formatUnits, type Units } from '../money';
import type { Adjustment, Break, ControlTotal, MarginRow, Match, PeriodFigures, Reason, RefundTrace, RowRef } from '../reconcile/types';
import type { SheetSpec, WorkbookLanguage } from './model';
import { specOf, type ColumnDefinition, type SheetDefinition } from './sheet-definition';
import type { SheetKey } from './sheet-keys';
import * as words from './words';
import { wordOf } from './words';

/** What the sheets need to know besides the results. */
export interface SheetContext {
  readonly language: WorkbookLanguage;
  /** Sentence of a reason (shared/reconcile/reasons). */
  readonly reasonText: (reason: Reason, language: WorkbookLanguage) => string;
  /** Name of a customer or reseller, or null when unknown. */
  readonly partyName: (id: string) => string | null;
  readonly serviceName: (code: string) => string | null;
}

/** Figures of a period with what people did about it. */
export interface SummaryRecord {
  readonly figures: PeriodFigures;
  readonly state: string;
  readonly openBreaks: number;
  readonly openAmount: Units;
  readonly carriedAmount: Units;
}

/** A break with its decision. */
export interface BreakRecord {
  readonly break: Break;
  readonly status: string;
  readonly reasonCode: string | null;
  readonly note: string | null;
  readonly owner: string | null;
}

/** A line of the reconciliation: something that met, or a break. */
export type ReconciliationRecord = { readonly match: Match } | { readonly break: Break; readonly status: string };

export interface AdjustmentRecord {
  readonly adjustment: Adjustment;
  readonly period: string;
  /** False when no movement of the account fits; null when not looked for. */
  readonly found: boolean | null;
}

/** A bill line decoded from its columns. */
export interface BillLineRecord {
  readonly period: string;
  readonly customer: string;
  readonly reseller: string | null;
  readonly service: string;
  readonly resourceType: string | null;
  readonly chargeMode: string;
  /** 0 consumption, 1 refund, 2 bill adjustment. */
  readonly kind: number;
  readonly amount: Units;
  readonly debt: Units | null;
  readonly adjustment: Units | null;
  readonly discount: Units | null;
}

/** An entry of the journal as people read it. */
export interface AuditRecord {
  readonly seq: number;
  /** UTC instant. */
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly period: string | null;
  readonly text: string;
  readonly amount: Units | null;
  readonly hash: string;
}

type Column<T> = ColumnDefinition<T, SheetContext>;
type Sheet<T> = SheetDefinition<T, SheetContext>;

const amountText = (units: Units | null): string | null => (units === null ? null : formatUnits(units));

function text<T>(key: string, zh: string, en: string, width: number, value: Column<T>['value']): Column<T> {
  return { key, head: { zh, en }, type: 'text', width, value };
}

function amount<T>(
  key: string,
  zh: string,
  en: string,
  units: (record: T) => Units | null,
  how: { total?: 'sum'; exact?: boolean } = { total: 'sum' },
): Column<T> {
  return { key, head: { zh, en }, type: 'amount', width: 18, ...how, value: (record) => amountText(units(record)) };
}

function count<T>(key: string, zh: string, en: string, number: (record: T) => number | null, total?: 'sum'): Column<T> {
  return { key, head: { zh, en }, type: 'integer', width: 10, ...(total && { total }), value: number };
}

/** Name and ID beside each other: names are for people, IDs for the next VLOOKUP. */
function party<T>(key: string, zh: string, en: string, id: (record: T) => string | null): Column<T>[] {
  return [
    text(`${key}Name`, zh, en, 26, (record, context) => {
      const value = id(record);
      return value === null ? null : context.partyName(value);
    }),
    text(key, `${zh} ID`, `${en} ID`, 36, id),
  ];
}

function service<T>(code: (record: T) => string | null): Column<T>[] {
  return [
    text('serviceName', '云服务类型', 'Service', 22, (record, context) => {
      const value = code(record);
      return value === null ? null : context.serviceName(value);
    }),
    text('service', '云服务类型编码', 'Service code', 28, code),
  ];
}

const summary: Sheet<SummaryRecord> = {
  key: 'summary',
  title: { zh: '汇总', en: 'Summary' },
  columns: [
    text('period', '账期', 'Period', 10, ({ figures }) => figures.period),
    text('currency', '币种', 'Currency', 8, ({ figures }) => figures.currency),
    amount('consumption', '消费', 'Consumption', ({ figures }) => figures.consumption),
    amount('refunds', '退款', 'Refunds', ({ figures }) => figures.refunds),
    amount('adjustments', '账单调账', 'Bill adjustments', ({ figures }) => figures.adjustments),
    amount('due', '应付金额', 'Amount due', ({ figures }) => figures.due),
    text('source', '金额来源', 'Source', 18, ({ figures }, { language }) => wordOf(words.SOURCES, figures.source, language)),
    text('readings', '应付金额的读法', 'Readings of the amount due', 40, ({ figures }, { language }) =>
      figures.dueReadings
        .map((reading) => `${reading.name}: ${formatUnits(reading.amount)}${confirmedMark(reading.confirmed, language)}`)
        .join('; '),
    ),
    amount('allocated', '拨款', 'Funds allocated', ({ figures }) => figures.fundAdjustments.allocated),
    amount('reclaimed', '回收', 'Funds reclaimed', ({ figures }) => figures.fundAdjustments.reclaimed),
    amount('net', '拨款净额', 'Funds net', ({ figures }) => figures.fundAdjustments.net),
    text('state', '账期状态', 'State', 12, ({ state }, { language }) => wordOf(words.PERIOD_STATES, state, language)),
    count('openBreaks', '未处理差异数', 'Open breaks', ({ openBreaks }) => openBreaks, 'sum'),
    amount('openAmount', '未处理差异金额', 'Open amount', ({ openAmount }) => openAmount),
    amount('carriedAmount', '结转金额', 'Carried amount', ({ carriedAmount }) => carriedAmount),
  ],
};

function confirmedMark(confirmed: boolean | null, language: WorkbookLanguage): string {
  if (confirmed === null) return '';
  if (confirmed) return language === 'zh' ? '（已确认）' : ' (confirmed)';
  return language === 'zh' ? '（与账单不符）' : ' (contradicted)';
}

/** Sums over different totals mean nothing, so this sheet has none. */
const totals: Sheet<ControlTotal> = {
  key: 'totals',
  title: { zh: '控制总额', en: 'Control totals' },
  columns: [
    text('period', '账期', 'Period', 10, (total) => total.period),
    text('id', '编号', 'No.', 7, (total) => total.id),
    text('name', '控制总额', 'Control total', 28, (total, { language }) => wordOf(words.TOTAL_NAMES, total.id, language)),
    amount('left', '左侧', 'Left', (total) => total.left, { exact: true }),
    amount('right', '右侧', 'Right', (total) => total.right, { exact: true }),
    amount('difference', '差额', 'Difference', (total) => total.difference, {}),
    amount('tolerance', '容差', 'Tolerance', (total) => total.tolerance, {}),
    text('status', '结论', 'Status', 14, (total, { language }) => wordOf(words.TOTAL_STATES, total.status, language)),
    text('blocking', '阻止关账', 'Blocking', 10, (total, { language }) => wordOf(words.YES_NO, String(total.blocking), language)),
    text('basis', '依据', 'Basis', 12, (total, { language }) => wordOf(words.BASES, total.basis, language)),
    text('identity', '恒等式', 'Identity', 12, (total) => total.identity),
    text('covers', '覆盖字段', 'Covers', 30, (total) => total.covers.join(', ')),
    count('tested', '检查桶数', 'Buckets tested', (total) => total.buckets.tested),
    count('broken', '不符桶数', 'Buckets broken', (total) => total.buckets.broken),
    text('divergence', '首个不符', 'First divergence', 40, (total) => divergenceText(total)),
    text('sentence', '说明', 'Explanation', 60, (total, { language, reasonText }) => reasonText(total.sentence, language)),
  ],
};

function divergenceText({ firstDivergence }: ControlTotal): string | null {
  if (firstDivergence === null) return null;
  const bucket = Object.entries(firstDivergence.bucket).map(([name, value]) => `${name}=${value}`);
  const side = (units: Units | null): string => (units === null ? '-' : formatUnits(units));
  return `${bucket.join(', ')}: ${side(firstDivergence.left)} / ${side(firstDivergence.right)}`;
}

const facts = (record: ReconciliationRecord): Match | Break => ('match' in record ? record.match : record.break);

const reconciliation: Sheet<ReconciliationRecord> = {
  key: 'reconciliation',
  title: { zh: '对账明细', en: 'Reconciliation' },
  columns: [
    text('period', '账期', 'Period', 10, (record) => facts(record).period),
    text('role', '台账', 'Ledger', 10, (record, { language }) => wordOf(words.ROLES, facts(record).role, language)),
    ...party<ReconciliationRecord>('counterparty', '结算方', 'Counterparty', (record) => facts(record).counterparty),
    ...party<ReconciliationRecord>('customer', '客户', 'Customer', (record) => facts(record).customer),
    ...service<ReconciliationRecord>((record) => facts(record).service),
    amount('ledger', '台账金额', 'Ledger amount', (record) => facts(record).ledgerAmount),
    amount('bill', '账单金额', 'Bill amount', (record) => facts(record).billAmount),
    amount('difference', '差额', 'Difference', (record) =>
      'match' in record ? record.match.billAmount - record.match.ledgerAmount : record.break.difference,
    ),
    text('result', '结果', 'Result', 18, (record, { language }) =>
      'match' in record ? wordOf(words.PASSES, record.match.pass, language) : wordOf(words.CLASSES, record.break.class, language),
    ),
    text('status', '状态', 'Status', 12, (record, { language }) =>
      'match' in record ? (language === 'zh' ? '一致' : 'Matched') : wordOf(words.BREAK_STATES, record.status, language),
    ),
    text('reason', '原因', 'Reason', 60, (record, { language, reasonText }) => reasonText(facts(record).reason, language)),
    text('rows', '台账行', 'Ledger rows', 20, (record) =>
      'match' in record ? record.match.entries.map((entry) => entry.row).join(', ') : rowsText(record.break.rows),
    ),
  ],
};

function rowsText(rows: readonly RowRef[]): string {
  return rows.flatMap((row) => (row.kind === 'entry' ? [String(row.row)] : [])).join(', ');
}

const breaks: Sheet<BreakRecord> = {
  key: 'breaks',
  title: { zh: '差异', en: 'Breaks' },
  columns: [
    text('period', '账期', 'Period', 10, (record) => record.break.period),
    text('otherPeriod', '另一账期', 'Other period', 10, (record) => record.break.otherPeriod),
    text('role', '台账', 'Ledger', 10, (record, { language }) => wordOf(words.ROLES, record.break.role, language)),
    text('class', '差异类别', 'Class', 18, (record, { language }) => wordOf(words.CLASSES, record.break.class, language)),
    ...party<BreakRecord>('counterparty', '结算方', 'Counterparty', (record) => record.break.counterparty),
    ...party<BreakRecord>('customer', '客户', 'Customer', (record) => record.break.customer),
    ...service<BreakRecord>((record) => record.break.service),
    amount('ledger', '台账金额', 'Ledger amount', (record) => record.break.ledgerAmount),
    amount('bill', '账单金额', 'Bill amount', (record) => record.break.billAmount),
    amount('expected', '应有金额', 'Expected amount', (record) => record.break.expectedAmount),
    amount('difference', '差额', 'Difference', (record) => record.break.difference),
    text('status', '状态', 'Status', 12, (record, { language }) => wordOf(words.BREAK_STATES, record.status, language)),
    text('reasonCode', '处理原因', 'Reason code', 18, (record, { language }) => wordOf(words.REASON_CODES, record.reasonCode, language)),
    text('note', '备注', 'Note', 40, (record) => record.note),
    text('owner', '责任人', 'Owner', 14, (record) => record.owner),
    text('reason', '系统判断', 'Finding', 60, (record, { language, reasonText }) => reasonText(record.break.reason, language)),
    text('rows', '台账行', 'Ledger rows', 20, (record) => rowsText(record.break.rows)),
    text('id', '差异编号', 'Break ID', 40, (record) => record.break.id),
  ],
};

const margin: Sheet<MarginRow> = {
  key: 'margin',
  title: { zh: '毛利', en: 'Margin' },
  columns: [
    text('period', '账期', 'Period', 10, (row) => row.period),
    ...party<MarginRow>('counterparty', '结算方', 'Counterparty', (row) => row.counterparty),
    ...party<MarginRow>('customer', '客户', 'Customer', (row) => row.customer),
    amount('revenue', '收入（不含税）', 'Revenue net of tax', (row) => row.revenue),
    amount('cost', '成本（不含税）', 'Cost net of tax', (row) => row.cost),
    amount('margin', '毛利', 'Margin', (row) => row.margin),
    { key: 'rate', head: { zh: '毛利率', en: 'Margin rate' }, type: 'rate', width: 12, value: (row) => row.rate },
  ],
};

const refunds: Sheet<RefundTrace> = {
  key: 'refunds',
  title: { zh: '退款追溯', en: 'Refund trace' },
  columns: [
    text('refundOrder', '退款订单', 'Refund order', 26, (trace) => trace.refundOrder),
    text('period', '账期', 'Period', 10, (trace) => trace.period),
    ...party<RefundTrace>('customer', '客户', 'Customer', (trace) => trace.customer),
    text('baseOrder', '原订单', 'Original order', 26, (trace) => trace.baseOrder),
    text('basePeriod', '原账期', 'Original period', 10, (trace) => trace.basePeriod),
    amount('paid', '原订单实付', 'Paid', (trace) => trace.paid),
    amount('refunded', '退款金额', 'Refunded', (trace) => trace.refunded),
    amount('kept', '已使用及手续费', 'Used up and fees', (trace) => trace.kept),
    amount('orderAmount', '订单金额', 'Order amount', (trace) => trace.orderAmount),
    amount('billAmount', '账单金额', 'Bill amount', (trace) => trace.billAmount),
    text('status', '结论', 'Status', 16, (trace, { language }) => wordOf(words.REFUND_STATES, trace.status, language)),
  ],
};

const adjustments: Sheet<AdjustmentRecord> = {
  key: 'adjustments',
  title: { zh: '调账记录', en: 'Adjustments' },
  columns: [
    {
      key: 'time',
      head: { zh: '时间 (UTC+8)', en: 'Time (UTC+8)' },
      type: 'datetime',
      width: 20,
      value: ({ adjustment }) => adjustment.time,
    },
    text('period', '账期', 'Period', 10, ({ period }) => period),
    ...party<AdjustmentRecord>('customer', '客户', 'Customer', ({ adjustment }) => adjustment.customer),
    ...party<AdjustmentRecord>('reseller', '云经销商', 'Reseller', ({ adjustment }) => adjustment.reseller),
    text('operation', '操作类型', 'Operation', 30, ({ adjustment }) => adjustment.operation),
    amount('amount', '金额', 'Amount', ({ adjustment }) => adjustment.amount),
    text('found', '账户流水', 'Account movement', 16, ({ found }, { language }) =>
      wordOf(FOUND, found === null ? null : String(found), language),
    ),
    text('id', '交易编号', 'Transaction ID', 34, ({ adjustment }) => adjustment.id),
  ],
};

const FOUND = { true: { zh: '已找到', en: 'Found' }, false: { zh: '未找到', en: 'Not found' } } as const;

/** Resource-level amounts have eight decimals: where a number cannot hold one, its exact text stands beside it. */
const billAmount = (key: string, zh: string, en: string, units: (line: BillLineRecord) => Units | null): Column<BillLineRecord> =>
  amount(key, zh, en, units, { total: 'sum', exact: true });

const billLines: Sheet<BillLineRecord> = {
  key: 'billLines',
  title: { zh: '账单明细', en: 'Bill lines' },
  columns: [
    text('period', '账期', 'Period', 10, (line) => line.period),
    ...party<BillLineRecord>('customer', '客户', 'Customer', (line) => line.customer),
    ...party<BillLineRecord>('reseller', '云经销商', 'Reseller', (line) => line.reseller),
    ...service<BillLineRecord>((line) => line.service),
    text('resourceType', '资源类型编码', 'Resource type code', 28, (line) => line.resourceType),
    text('chargeMode', '计费模式', 'Charge mode', 14, (line, { language }) => wordOf(words.CHARGE_MODES, line.chargeMode, language)),
    text('kind', '账单类型', 'Kind', 14, (line, { language }) => wordOf(words.BILL_KINDS, String(line.kind), language)),
    billAmount('amount', '金额', 'Amount', (line) => line.amount),
    billAmount('debt', '欠费金额', 'Debt', (line) => line.debt),
    billAmount('adjustment', '核销金额', 'Write-off', (line) => line.adjustment),
    billAmount('discount', '优惠金额', 'Discount', (line) => line.discount),
  ],
};

const audit: Sheet<AuditRecord> = {
  key: 'audit',
  title: { zh: '签署与审计', en: 'Sign-off and audit' },
  columns: [
    count('seq', '序号', 'No.', ({ seq }) => seq),
    { key: 'at', head: { zh: '时间 (UTC+8)', en: 'Time (UTC+8)' }, type: 'datetime', width: 20, value: ({ at }) => at },
    text('by', '操作人', 'By', 16, ({ by }) => by),
    text('act', '操作', 'Act', 18, ({ kind }, { language }) => wordOf(words.ACTS, kind, language)),
    text('period', '账期', 'Period', 10, ({ period }) => period),
    amount('amount', '金额', 'Amount', (record) => record.amount, {}),
    text('text', '内容', 'Content', 70, (record) => record.text),
    text('hash', '链上摘要', 'Chained digest', 68, ({ hash }) => hash),
  ],
};

/** All sheets in the order of the tabs, which is the order in which rows must be sent. */
export const SHEETS = { summary, totals, reconciliation, breaks, margin, refunds, adjustments, billLines, audit } as const;

export type { SheetKey } from './sheet-keys';

/** Specs of the wanted sheets, in the order of the tabs. */
export function sheetSpecs(language: WorkbookLanguage, wanted: readonly SheetKey[] = Object.keys(SHEETS) as SheetKey[]): SheetSpec[] {
  return (Object.keys(SHEETS) as SheetKey[])
    .filter((key) => wanted.includes(key))
    .map((key) => specOf(SHEETS[key] as Sheet<unknown>, language));
}

/** The sheets of the workbook: their columns in both languages, and how a result becomes a row. Pure; texts that are not here come in. */
import { formatUnits, type Units } from '../money';
import { LEVEL_WORDS } from '../reconcile/total-words';
import type { Break, ControlTotal, MarginPart, MarginRow, Match, RefundTrace, RowRef } from '../reconcile/types';
import type { SheetSpec, WorkbookLanguage } from './model';
import type { AdjustmentRecord, AuditRecord, BillLineRecord, BreakRecord, ReconciliationRecord } from './records';
import { amount, count, link, party, service, text, type Column, type Sheet, type SheetContext } from './sheet-columns';
import { specOf, type SheetFacts } from './sheet-definition';
import { SHEET_KEYS, type SheetKey } from './sheet-keys';
import { converted } from './converted-sheet';
import { coupons } from './coupons-sheet';
import { drift } from './drift-sheet';
import type { TotalRecord } from './records';
import { summary } from './summary-sheet';
import * as words from './words';
import { wordOf } from './words';

export type { AdjustmentRecord, AuditRecord, BillLineRecord, BreakRecord, ReconciliationRecord, SummaryRecord } from './records';
export type { SheetContext } from './sheet-columns';

/** Sums over different totals mean nothing, so this sheet has none. */
const totals: Sheet<TotalRecord> = {
  key: 'totals',
  title: { zh: '控制总额', en: 'Control totals' },
  columns: [
    text('period', '账期', 'Period', 10, (total) => total.period),
    text('id', '编号', 'No.', 7, (total) => total.id),
    text('name', '控制总额', 'Control total', 28, (total, { language }) => wordOf(words.TOTAL_NAMES, total.id, language)),
    amount('left', '左侧', 'Left', (total) => total.left, { exact: true, plain: true }),
    amount('right', '右侧', 'Right', (total) => total.right, { exact: true, plain: true }),
    amount('difference', '差额', 'Difference', (total) => total.difference, {
      plain: true,
      live: () => ({ kind: 'row', plus: ['left'], minus: ['right'] }),
    }),
    amount('tolerance', '容差', 'Tolerance', (total) => total.tolerance, { plain: true }),
    text(
      'toleranceWhy',
      '容差来由',
      'Tolerance derived from',
      50,
      (total, { language, reasonText }) => total.toleranceWhy && reasonText(total.toleranceWhy, language),
    ),
    {
      ...text<TotalRecord>('status', '结论', 'Status', 14, (total, { language }) => wordOf(words.TOTAL_STATES, total.status, language)),
      marks: { words: words.TOTAL_STATES, tones: { equal: 'good', within: 'good', broken: 'bad', 'not-provable': 'quiet' } },
    },
    text('signedStatus', '签署时结论', 'Status as signed', 14, ({ signed }, { language }) =>
      signed === null ? null : wordOf(words.TOTAL_STATES, signed.status, language),
    ),
    amount('signedDifference', '签署时差额', 'Difference as signed', ({ signed }) => signed && signed.difference, { plain: true }),
    text('todayStatus', '今日数据：结论', "Status by today's data", 14, ({ today }, { language }) =>
      today === null ? null : wordOf(words.TOTAL_STATES, today.status, language),
    ),
    amount('todayDifference', '今日数据：差额', "Difference by today's data", ({ today }) => today && today.difference, { plain: true }),
    text('blocking', '阻止关账', 'Blocking', 10, (total, { language }) => wordOf(words.YES_NO, String(total.blocking), language)),
    text('basis', '依据', 'Basis', 12, (total, { language }) => wordOf(words.BASES, total.basis, language)),
    text('identity', '等式', 'Identity', 12, (total) => total.identity),
    text('covers', '覆盖字段', 'Covers', 30, (total) => total.covers.join(', ')),
    count('tested', '检查桶数', 'Buckets tested', (total) => total.buckets.tested),
    count('broken', '不符桶数', 'Buckets broken', (total) => total.buckets.broken),
    text('divergence', '首个不符', 'First divergence', 40, (total, context) => divergenceText(total, context)),
    text('path', '逐级下钻', 'Way down to it', 60, (total, context) => pathText(total, context)),
    text('checks', '分项检验', 'Single identities', 60, (total, context) => checksText(total, context)),
    text('sentence', '说明', 'Explanation', 60, (total, { language, reasonText }) => reasonText(total.sentence, language)),
  ],
};

/** What a level's child is called: names and words, the ID or code where there are none. */
function placeName(level: string, name: string, { language, partyName, serviceName }: SheetContext): string {
  if (level === 'counterparty' || level === 'customer' || level === 'reseller') return partyName(name) ?? name;
  if (level === 'service') return serviceName(name) ?? name;
  if (level === 'chargeMode') return wordOf(words.CHARGE_MODES, name, language) ?? name;
  if (level === 'kind') return wordOf(words.BILL_KINDS, name, language) ?? name;
  return name === '' ? '-' : name;
}

function divergenceText({ firstDivergence }: ControlTotal, context: SheetContext): string | null {
  if (firstDivergence === null) return null;
  const bucket = Object.entries(firstDivergence.bucket).map(
    ([level, name]) => `${wordOf(LEVEL_WORDS, level, context.language) ?? level}: ${placeName(level, name, context)}`,
  );
  const side = (units: Units | null): string => (units === null ? '-' : formatUnits(units));
  return `${bucket.join(', ')} | ${side(firstDivergence.left)} / ${side(firstDivergence.right)}`;
}

/** `customer (3): A 10 / 12 > service (1): …`: at each level how many diverge, and the first of them, which is followed. */
function pathText({ path }: ControlTotal, context: SheetContext): string | null {
  if (path.length === 0) return null;
  const side = (units: Units | null): string => (units === null ? '-' : formatUnits(units));
  return path
    .map(({ level, children, diverging, rows }) => {
      const shown = rows ? children : children.slice(0, 1);
      const texts = shown.map(({ name, left, right }) => `${placeName(level, name, context)} ${side(left)} / ${side(right)}`);
      return `${wordOf(LEVEL_WORDS, level, context.language)} (${String(diverging)}): ${texts.join(', ')}`;
    })
    .join(' > ');
}

function checksText({ checks }: ControlTotal, { language, reasonText }: SheetContext): string | null {
  if (checks.length === 0) return null;
  return checks
    .map(
      ({ identity, status, sentence }) => `#${identity} ${wordOf(words.TOTAL_STATES, status, language)}: ${reasonText(sentence, language)}`,
    )
    .join('; ');
}

const BREAK_TONES = { open: 'bad', assigned: 'attention', explained: 'good', approved: 'good', carried: 'quiet' } as const;

/** Names the currency of a ledger's amount where it is not the bill's. */
function ledgerCurrency<T>(of: (record: T) => Break | null): Column<T> {
  return text('ledgerCurrency', '台账另一币种', 'Other ledger currency', 12, (record) => of(record)?.ledgerCurrency ?? null);
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
    amount('ledger', '台账金额', 'Ledger amount', (record) => facts(record).ledgerAmount, { total: 'sum', ofLedger: true }),
    ledgerCurrency((record) => ('break' in record ? record.break : null)),
    amount('bill', '账单金额', 'Bill amount', (record) => facts(record).billAmount),
    amount(
      'difference',
      '差额',
      'Difference',
      (record) => ('match' in record ? record.match.billAmount - record.match.ledgerAmount : record.break.difference),
      { total: 'sum', live: () => ({ kind: 'row', plus: ['bill'], minus: ['ledger'] }) },
    ),
    text('result', '结果', 'Result', 18, (record, { language }) =>
      'match' in record ? wordOf(words.PASSES, record.match.pass, language) : wordOf(words.CLASSES, record.break.class, language),
    ),
    {
      ...text<ReconciliationRecord>('status', '状态', 'Status', 12, (record, { language }) =>
        wordOf(words.LINE_STATES, 'match' in record ? 'matched' : record.status, language),
      ),
      marks: { words: words.LINE_STATES, tones: { matched: 'good', ...BREAK_TONES } },
    },
    link('breakRow', '差异行', 'Break', ['breaks'], (record, links) => ('break' in record ? links.breakRow(record.break.id) : null)),
    link('billRows', '账单明细行', 'Bill lines', ['billLines'], (record, links) => links.billRows(facts(record))),
    text('reason', '原因', 'Reason', 60, (record, { language, reasonText }) => reasonText(facts(record).reason, language)),
    text('rows', '台账行', 'Ledger rows', 20, (record) =>
      'match' in record ? record.match.entries.map((entry) => entry.row).join(', ') : rowsText(record.break.rows),
    ),
  ],
  shownTotals: {
    note: {
      zh: '合计随筛选变化：未筛选时含成本与收入两种台账；按“台账”列筛选后，即为该台账的合计。',
      en: 'Totals follow the filter: unfiltered they hold cost and revenue ledgers together; filter the column “Ledger” for the total of one.',
    },
    mixed: {
      zh: '台账金额含其他币种，因此该列不显示币种，也没有合计。',
      en: 'Some ledger amounts are in another currency: that column shows none and has no total.',
    },
  },
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
    amount('ledger', '台账金额', 'Ledger amount', (record) => record.break.ledgerAmount, { total: 'sum', ofLedger: true }),
    ledgerCurrency((record) => record.break),
    amount('bill', '账单金额', 'Bill amount', (record) => record.break.billAmount),
    amount('expected', '应有金额', 'Expected amount', (record) => record.break.expectedAmount),
    amount('difference', '差额', 'Difference', (record) => record.break.difference),
    {
      ...text<BreakRecord>('status', '状态', 'Status', 12, (record, { language }) => wordOf(words.BREAK_STATES, record.status, language)),
      marks: { words: words.BREAK_STATES, tones: BREAK_TONES },
    },
    text('todayStanding', '今日数据', "By today's data", 14, ({ today }, { language }) =>
      today === undefined ? null : wordOf(words.TODAY_BREAKS, String(today.stands), language),
    ),
    amount('todayBreak', '今日数据：差额', "Difference by today's data", ({ today }) => today?.difference ?? null, { plain: true }),
    link('line', '对账明细行', 'Reconciliation line', ['reconciliation'], (record, links) => links.reconciliationRow(record.break.id)),
    link('sources', '账单、退款、调账行', 'Lines of bill, refund, adjustment', ['billLines', 'refunds', 'adjustments'], (record, links) =>
      links.sourceRows(record.break),
    ),
    text('reasonCode', '处理原因', 'Reason code', 18, (record, { language }) => wordOf(words.REASON_CODES, record.reasonCode, language)),
    text('note', '备注', 'Note', 40, (record) => record.note),
    text('owner', '责任人', 'Owner', 14, (record) => record.owner),
    text('reason', '系统判断', 'Finding', 60, (record, { language, reasonText }) => reasonText(record.break.reason, language)),
    text('rows', '台账行', 'Ledger rows', 20, (record) => rowsText(record.break.rows)),
    { ...text<BreakRecord>('id', '差异编号', 'Break ID', 40, (record) => record.break.id), outline: 1 },
  ],
};

/** A margin row, or (with `part`) the cost of one customer and service inside the row before it. */
export type MarginRecord = MarginRow & { readonly part?: MarginPart };

/** Margin rows, each followed by what its cost consists of where its revenue is not as fine. */
export const marginRecords = (rows: readonly MarginRow[]): MarginRecord[] =>
  rows.flatMap((row) => [row, ...row.parts.map((part) => ({ ...row, part }))]);

const whole =
  <T>(of: (row: MarginRow) => T) =>
  (record: MarginRecord): T | null =>
    record.part ? null : of(record);

const margin: Sheet<MarginRecord> = {
  key: 'margin',
  title: { zh: '毛利', en: 'Margin' },
  columns: [
    text('period', '账期', 'Period', 10, (row) => row.period),
    ...party<MarginRecord>('counterparty', '结算方', 'Counterparty', (row) => row.counterparty),
    ...party<MarginRecord>('customer', '客户', 'Customer', (row) => row.part?.customer ?? row.customer),
    ...service<MarginRecord>((row) => row.part?.service ?? row.service),
    amount(
      'revenue',
      '收入（不含税）',
      'Revenue net of tax',
      whole((row) => row.revenue),
    ),
    amount(
      'cost',
      '成本（不含税）',
      'Cost net of tax',
      whole((row) => row.cost),
    ),
    amount(
      'margin',
      '毛利',
      'Margin',
      whole((row) => row.margin),
      {
        total: 'sum',
        live: () => ({ kind: 'row', plus: ['revenue'], minus: ['cost'] }),
      },
    ),
    { key: 'rate', head: { zh: '毛利率', en: 'Margin rate' }, type: 'rate', width: 12, value: whole((row) => row.rate) },
    amount('partCost', '其中：上行成本的构成', 'Of which: cost inside the row above', (row) => row.part?.cost ?? null, {}),
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
    text('baseType', '原订单类型', 'Original order type', 14, (trace, { language }) =>
      trace.baseType === null ? null : wordOf(words.ORDER_TYPES, String(trace.baseType), language),
    ),
    text('basePeriod', '原账期', 'Original period', 10, (trace) => trace.basePeriod),
    amount('paid', '原订单实付', 'Paid', (trace) => trace.paid),
    amount('vouchers', '其中：代金券和储值卡', 'Of which: vouchers and cards', (trace) => trace.vouchers),
    amount('refunded', '退款金额', 'Refunded', (trace) => trace.refunded),
    amount('kept', '已使用及手续费', 'Used up and fees', (trace) => trace.kept),
    amount('fee', '其中：手续费', 'Of which: fee', (trace) => trace.fee),
    amount('used', '其中：已使用部分', 'Of which: used-up part', (trace) => trace.used),
    amount('orderAmount', '订单金额', 'Order amount', (trace) => trace.orderAmount),
    amount('billAmount', '账单金额', 'Bill amount', (trace) => trace.billAmount),
    {
      ...text<RefundTrace>('status', '结论', 'Status', 16, (trace, { language }) => wordOf(words.REFUND_STATES, trace.status, language)),
      marks: {
        words: words.REFUND_STATES,
        tones: { equal: 'good', broken: 'bad', orphan: 'bad', 'over-refund': 'bad', 'not-provable': 'quiet' },
      },
    },
    text('credit', '退给结算方', 'Credited', 18, (trace, { language }) => wordOf(words.REFUND_CREDITS, trace.credit, language)),
    link('breakRow', '差异行', 'Break', ['breaks'], (trace, links) => links.breakOfRefund(trace.refundOrder)),
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
    {
      ...text<AdjustmentRecord>('found', '账户流水', 'Account movement', 16, ({ found }, { language }) =>
        wordOf(words.FOUND, found === null ? null : String(found), language),
      ),
      marks: { words: words.FOUND, tones: { true: 'good', false: 'bad' } },
    },
    link('breakRow', '差异行', 'Break', ['breaks'], ({ adjustment }, links) => links.breakOfAdjustment(adjustment.id)),
    text('id', '交易编号', 'Transaction ID', 34, ({ adjustment }) => adjustment.id),
  ],
};

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
    { ...text<BillLineRecord>('resourceType', '资源类型编码', 'Resource type code', 28, (line) => line.resourceType), outline: 1 },
    text('chargeMode', '计费模式', 'Charge mode', 14, (line, { language }) => wordOf(words.CHARGE_MODES, line.chargeMode, language)),
    text('kind', '账单类型', 'Kind', 14, (line, { language }) => wordOf(words.BILL_KINDS, String(line.kind), language)),
    billAmount('amount', '金额', 'Amount', (line) => line.amount),
    billAmount('debt', '欠费金额', 'Debt', (line) => line.debt),
    billAmount('adjustment', '核销金额', 'Write-off', (line) => line.adjustment),
    billAmount('discount', '优惠金额', 'Discount', (line) => line.discount),
    link('breakRow', '差异行', 'Break', ['breaks'], (line, links) => links.breakOfLine(line.period, line.customer, line.service)),
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
    { ...text<AuditRecord>('hash', '链上摘要', 'Chained digest', 68, ({ hash }) => hash), outline: 1 },
  ],
};

/** All sheets in the order of the tabs, which is the order in which rows must be sent. */
export const SHEETS = {
  summary,
  totals,
  reconciliation,
  breaks,
  margin,
  refunds,
  adjustments,
  coupons,
  converted,
  billLines,
  drift,
  audit,
} as const;

export type { SheetKey } from './sheet-keys';

/** Specs of the wanted sheets with all their columns, in the order of the tabs. */
export function sheetSpecs(language: WorkbookLanguage, wanted: readonly SheetKey[] = SHEET_KEYS, facts: SheetFacts = {}): SheetSpec[] {
  return SHEET_KEYS.filter((key) => wanted.includes(key)).map((key) => specOf(SHEETS[key] as Sheet<unknown>, language, facts));
}

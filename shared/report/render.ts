import { tableLines, type Column } from './table';
import type { Report } from './schema';

type Language = 'zh' | 'en';

/** Breaks listed one by one before only their number is said. */
const LISTED = 60;

const WORDS = {
  title: { zh: '对账报告', en: 'Reconciliation report' },
  cn: { zh: '中国站', en: 'China site' },
  intl: { zh: '国际站', en: 'International site' },
  sync: { zh: '同步', en: 'Sync' },
  syncLine: {
    zh: '{requests} 次请求，{retries} 次重试（限流 {throttled} 次），{records} 条记录，{seconds} 秒',
    en: '{requests} requests, {retries} retries ({throttled} throttled), {records} records, {seconds} s',
  },
  unpublished: { zh: '未能发布', en: 'Not published' },
  imports: { zh: '导入', en: 'Imports' },
  file: { zh: '文件', en: 'File' },
  role: { zh: '类别', en: 'Role' },
  rows: { zh: '行数', en: 'Rows' },
  leftOut: { zh: '略过', en: 'Left out' },
  refused: { zh: '拒绝', en: 'Refused' },
  figures: { zh: '账期金额', en: 'Figures by month' },
  period: { zh: '账期', en: 'Period' },
  currency: { zh: '币种', en: 'Currency' },
  consumption: { zh: '消费', en: 'Consumption' },
  refunds: { zh: '退款', en: 'Refunds' },
  adjustments: { zh: '调账', en: 'Adjustments' },
  due: { zh: '应付', en: 'Due' },
  fundNet: { zh: '资金净划拨', en: 'Net funds' },
  state: { zh: '状态', en: 'State' },
  totals: { zh: '控制总额', en: 'Control totals' },
  matching: { zh: '台账核对', en: 'Ledger matching' },
  entries: { zh: '台账行', en: 'Entries' },
  matched: { zh: '一致', en: 'Matched' },
  breaks: { zh: '差异', en: 'Breaks' },
  open: { zh: '未处理金额', en: 'Open amount' },
  residue: { zh: '无法解释', en: 'Residue' },
  class: { zh: '类型', en: 'Class' },
  difference: { zh: '差额', en: 'Difference' },
  reason: { zh: '说明', en: 'Reason' },
  noBreaks: { zh: '没有差异', en: 'No breaks' },
  more: { zh: '……另有 {count} 项，见报告文件或工作簿', en: '... and {count} more, see the report file or the workbook' },
  workbook: { zh: '工作簿', en: 'Workbook' },
} as const satisfies Record<string, Record<Language, string>>;

const STATUS: Record<Report['periods'][number]['controlTotals'][number]['status'], Record<Language, string>> = {
  equal: { zh: '相等', en: 'equal' },
  within: { zh: '容差内', en: 'within' },
  broken: { zh: '不平', en: 'BROKEN' },
  'not-provable': { zh: '不可证明', en: 'not provable' },
};

const STATES: Record<Report['periods'][number]['state'], Record<Language, string>> = {
  open: { zh: '未开始', en: 'open' },
  'in-work': { zh: '处理中', en: 'in work' },
  signed: { zh: '已签核', en: 'signed' },
  closed: { zh: '已关账', en: 'closed' },
  drifted: { zh: '关账后变动', en: 'drifted' },
};

const ROLES: Record<Report['imports'][number]['role'], Record<Language, string>> = {
  cost: { zh: '成本', en: 'cost' },
  revenue: { zh: '收入', en: 'revenue' },
  prepayment: { zh: '预付', en: 'prepayment' },
};

/** Names of the break classes for people. */
export const CLASS_NAMES: Record<Report['breaks'][number]['class'], Record<Language, string>> = {
  'missing-in-ledger': { zh: '台账缺失', en: 'missing in ledger' },
  'missing-in-bill': { zh: '账单缺失', en: 'missing in bill' },
  amount: { zh: '金额不符', en: 'amount' },
  rounding: { zh: '舍入差异', en: 'rounding' },
  'duplicate-in-ledger': { zh: '台账重复', en: 'duplicate in ledger' },
  'duplicate-in-bill': { zh: '账单重复', en: 'duplicate in bill' },
  timing: { zh: '跨期', en: 'timing' },
  'tax-basis': { zh: '含税口径', en: 'tax basis' },
  currency: { zh: '币种不同', en: 'currency' },
  ambiguous: { zh: '无法判定', en: 'ambiguous' },
  'unknown-customer': { zh: '客户未知', en: 'unknown customer' },
  'refund-without-order': { zh: '退款无原订单', en: 'refund without order' },
  'over-refund': { zh: '超额退款', en: 'over-refund' },
  'adjustment-without-movement': { zh: '调账无流水', en: 'adjustment without movement' },
  'consumed-not-billed': { zh: '消费未开单', en: 'consumed, not billed' },
  'billed-not-consumed': { zh: '开单无消费', en: 'billed, not consumed' },
  'price-deviation': { zh: '价格不符', en: 'price deviation' },
  'no-price-rule': { zh: '无价格规则', en: 'no price rule' },
};

/** The report as text for a console: aligned tables, full-width characters counted as two columns, no colour. */
export function renderReport(report: Report, language: Language): string {
  const say = (key: keyof typeof WORDS, params: Record<string, string> = {}): string =>
    WORDS[key][language].replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
  const left = (key: keyof typeof WORDS): Column => ({ head: say(key), align: 'left' });
  const right = (key: keyof typeof WORDS): Column => ({ head: say(key), align: 'right' });
  const lines = [
    `${say('title')} · ${report.app.name} ${report.app.version} · ${say(report.site)} · ${report.today}`,
    '',
    ...syncLines(report, say),
  ];
  const section = (key: keyof typeof WORDS, body: readonly string[]): void => {
    if (body.length > 0) lines.push('', `== ${say(key)} ==`, ...body);
  };
  if (report.imports.length > 0) {
    const rows = report.imports.map((one) => [
      one.file,
      ROLES[one.role][language],
      String(one.rows),
      String(one.leftOut.length),
      String(one.refused.length),
    ]);
    section('imports', tableLines([left('file'), left('role'), right('rows'), right('leftOut'), right('refused')], rows));
  }
  const figures = report.periods.map((one) => [
    one.period,
    one.currency,
    one.consumption,
    one.refunds,
    one.adjustments,
    one.due,
    one.fundAdjustments.net,
    STATES[one.state][language],
  ]);
  section(
    'figures',
    tableLines(
      [
        left('period'),
        left('currency'),
        right('consumption'),
        right('refunds'),
        right('adjustments'),
        right('due'),
        right('fundNet'),
        left('state'),
      ],
      figures,
    ),
  );
  section(
    'totals',
    tableLines(
      [left('period'), { head: '', align: 'left' }, left('state'), right('difference'), left('reason')],
      totalRows(report, language),
    ),
  );
  const matching = report.periods.flatMap((one) =>
    one.matching.map((part) => [
      one.period,
      ROLES[part.role][language],
      String(part.entries),
      String(part.matched),
      String(part.breaks.reduce((n, item) => n + item.count, 0)),
      part.open,
      part.residue,
    ]),
  );
  if (matching.length > 0) {
    section(
      'matching',
      tableLines(
        [left('period'), left('role'), right('entries'), right('matched'), right('breaks'), right('open'), right('residue')],
        matching,
      ),
    );
  }
  const listed = report.breaks
    .slice(0, LISTED)
    .map((item) => [
      item.period,
      item.role === null ? '' : ROLES[item.role][language],
      CLASS_NAMES[item.class][language],
      item.difference ?? '-',
      item.reason,
    ]);
  section(
    'breaks',
    report.breaks.length === 0
      ? [say('noBreaks')]
      : tableLines([left('period'), left('role'), left('class'), right('difference'), left('reason')], listed),
  );
  if (report.breaks.length > LISTED) lines.push(say('more', { count: String(report.breaks.length - LISTED) }));
  if (report.files.export !== null)
    lines.push('', `${say('workbook')}: ${report.files.export}${report.files.sha256 === null ? '' : ` (SHA-256 ${report.files.sha256})`}`);
  return lines.join('\n') + '\n';
}

function syncLines(report: Report, say: (key: keyof typeof WORDS, params?: Record<string, string>) => string): string[] {
  const { requests, retries, throttled, records, seconds, unpublished } = report.sync;
  const counts = {
    requests: String(requests),
    retries: String(retries),
    throttled: String(throttled),
    records: String(records),
    seconds: String(seconds),
  };
  return [
    `${say('sync')}: ${say('syncLine', counts)}`,
    ...unpublished.map((slice) => `${say('unpublished')}: ${slice.slice} (${slice.reason})`),
  ];
}

function totalRows(report: Report, language: Language): string[][] {
  return report.periods.flatMap((one) =>
    one.controlTotals.map((total) => [one.period, total.id, STATUS[total.status][language], total.difference ?? '-', total.sentence]),
  );
}

import { tableLines, type Column } from './table';
import { CLASSES, DOCUMENTS, PERIOD_STATES, ROLES, TOTAL_STATES, wordOf, type Catalogue } from '../workbook/words';
import { filled } from '../words/filled';
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
    en: '{requests} request{requests, s}, {records} record{records, s}, {seconds} s; retries: {retries} ({throttled} throttled)',
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
  signed: {
    zh: '已关账的账期：以上为签署时的金额；今日数据给出另外的结果',
    en: "Closed months: shown as signed; today's data give other results",
  },
  signedDue: { zh: '签署时应付', en: 'Due as signed' },
  todayDue: { zh: '今日应付', en: 'Due today' },
  todayBreaks: { zh: '今日差异', en: 'Breaks today' },
  absent: { zh: '{periods}：以上为签署时的金额；这里没有今日数据', en: '{periods}: shown as signed; there is no data of today here' },
  unread: {
    zh: '{periods}：已签署，但存档读不到；以上为今日数据的结果，不是签署时的金额',
    en: "{periods}: signed, but the archive cannot be read; shown is what today's data give, not what was signed",
  },
  ledgers: { zh: '其他币种的台账金额（不与账单核对）', en: 'Ledgers in other currencies (compared with no bill)' },
  converted: { zh: '按汇率表折算（仅供阅读）', en: 'At the rates of the table (for reading only)' },
  figure: { zh: '项目', en: 'Figure' },
  amount: { zh: '金额', en: 'Amount' },
  shownAs: { zh: '折算为', en: 'Is' },
  rate: { zh: '汇率', en: 'Rate' },
  source: { zh: '来源', en: 'Source' },
  totals: { zh: '控制总额', en: 'Control totals' },
  matching: { zh: '台账核对', en: 'Ledger matching' },
  entries: { zh: '台账行', en: 'Entries' },
  matched: { zh: '一致', en: 'Matched' },
  breaks: { zh: '差异', en: 'Breaks' },
  open: { zh: '未处理差异金额', en: 'Open amount' },
  residue: { zh: '核对余数', en: 'Residue' },
  class: { zh: '类型', en: 'Class' },
  difference: { zh: '差额', en: 'Difference' },
  reason: { zh: '说明', en: 'Reason' },
  noBreaks: { zh: '没有差异', en: 'No breaks' },
  more: { zh: '……另有 {count} 项，见报告文件或工作簿', en: '... and {count} more, see the report file or the workbook' },
  workbook: { zh: '工作簿', en: 'Workbook' },
} as const satisfies Record<string, Record<Language, string>>;

/** The words of screens and workbook; a code without words shows itself. */
const word = (catalogue: Catalogue, code: string, language: Language): string => wordOf(catalogue, code, language) ?? code;

/** The report as text for a console: aligned tables, full-width characters counted as two columns, no colour. */
export function renderReport(report: Report, language: Language): string {
  const say = (key: keyof typeof WORDS, params: Record<string, string> = {}): string =>
    filled(WORDS[key][language], (name) => params[name] ?? '');
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
      one.role === null ? word(DOCUMENTS, one.document ?? '', language) : word(ROLES, one.role, language),
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
    word(PERIOD_STATES, one.state, language),
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
  section('signed', movedRows(report, [left('period'), right('signedDue'), right('todayDue'), right('todayBreaks')]));
  for (const [key, is] of [
    ['absent', ({ asSigned }) => asSigned?.today === 'absent'],
    ['unread', ({ asSigned }) => asSigned !== null && !asSigned.read],
  ] as const satisfies readonly (readonly [keyof typeof WORDS, (month: Report['periods'][number]) => boolean])[]) {
    const periods = report.periods.filter(is).map(({ period }) => period);
    if (periods.length > 0) lines.push('', say(key, { periods: periods.join(', ') }));
  }
  section('ledgers', foreignRows(report, language, [left('period'), left('role'), right('amount'), left('currency')]));
  section(
    'converted',
    convertedRows(report, language, say, [left('period'), left('figure'), right('amount'), right('shownAs'), left('rate'), left('source')]),
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
      word(ROLES, part.role, language),
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
      item.role === null ? '' : word(ROLES, item.role, language),
      word(CLASSES, item.class, language),
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
    one.controlTotals.map((total) => [
      one.period,
      total.id,
      word(TOTAL_STATES, total.status, language),
      total.difference ?? '-',
      total.sentence,
    ]),
  );
}

/** Closed months that today's data give otherwise. */
function movedRows({ periods }: Report, columns: readonly Column[]): readonly string[] {
  const rows = periods.flatMap(({ period, due, today }) => (today ? [[period, due, today.due, String(today.breaks.length)]] : []));
  return rows.length === 0 ? [] : tableLines(columns, rows);
}

/** Sums of ledgers in another currency than the month's bill. */
function foreignRows({ periods }: Report, language: Language, columns: readonly Column[]): readonly string[] {
  const rows = periods.flatMap(({ period, currency: own, ledgers }) =>
    ledgers.flatMap(({ role, currency, amount }) => (currency === own ? [] : [[period, word(ROLES, role, language), amount, currency]])),
  );
  return rows.length === 0 ? [] : tableLines(columns, rows);
}

function convertedRows(
  { periods }: Report,
  language: Language,
  say: (key: keyof typeof WORDS) => string,
  columns: readonly Column[],
): readonly string[] {
  const rows = periods.flatMap((month) =>
    [
      ...month.converted.map(({ figure, ...as }) => [say(figure), `${month[figure]} ${month.currency}`, as] as const),
      ...month.ledgers.flatMap(({ role, amount, currency, converted }) =>
        converted.map((as) => [word(ROLES, role, language), `${amount} ${currency}`, as] as const),
      ),
    ].map(([figure, amount, { to, amount: is, rate, date, source }]) => [
      month.period,
      figure,
      amount,
      `${is} ${to}`,
      rate,
      `${source} ${date}`,
    ]),
  );
  return rows.length === 0 ? [] : tableLines(columns, rows);
}

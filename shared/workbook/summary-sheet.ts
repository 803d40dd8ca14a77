/** The summary: figures of each month, live sums over the other sheets, the monthly charts. */
import { formatUnits } from '../money';
import type { ChartSpec, Live, LiveTerm, WorkbookLanguage } from './model';
import type { SummaryRecord } from './records';
import { amount, count, text, type Sheet } from './sheet-columns';
import * as words from './words';
import { wordOf } from './words';

const ALLOCATION = 'SOURCE_OPERATION_BEADJUST';
const RECLAIMS = ['SOURCE_OPERATION_BERETRIEVE', 'SOURCE_OPERATION_BEUNBIND'];
const OPEN = ['open', 'assigned'];

const billLines =
  (kind: string) =>
  (language: WorkbookLanguage): Live => ({
    kind: 'sums',
    terms: [
      {
        sign: 1,
        sheet: 'billLines',
        column: 'amount',
        where: [
          { column: 'period', own: 'period' },
          { column: 'kind', text: wordOf(words.BILL_KINDS, kind, language) ?? kind },
        ],
      },
    ],
  });

const funds = (operations: readonly string[], sign: 1 | -1) => (): Live => ({
  kind: 'sums',
  terms: operations.map((operation) => ({
    sign,
    sheet: 'adjustments',
    column: 'amount',
    where: [
      { column: 'period', own: 'period' },
      { column: 'operation', text: operation },
    ],
  })),
});

/** A timing break counts in both its months, in the other with the opposite sign. */
const ofBreaks =
  (column: string | null, states: readonly string[]) =>
  (language: WorkbookLanguage): Live => ({
    kind: 'sums',
    terms: states.flatMap((state) =>
      (['period', 'otherPeriod'] as const).map((month): LiveTerm => ({
        sign: month === 'period' || column === null ? 1 : -1,
        sheet: 'breaks',
        column,
        where: [
          { column: month, own: 'period' },
          { column: 'status', text: wordOf(words.BREAK_STATES, state, language) ?? state },
        ],
      })),
    ),
  });

/** The series of the overview in its colours. */
function charts(language: WorkbookLanguage, currency: string | undefined): ChartSpec[] {
  const zh = language === 'zh';
  const unit = currency === undefined ? '' : zh ? `（${currency}）` : ` (${currency})`;
  const chart = (title: string, series: readonly (readonly [string, string])[]): ChartSpec => ({
    title,
    category: 'period',
    categoryTitle: zh ? '账期' : 'Period',
    valueTitle: (zh ? '金额' : 'Amount') + unit,
    series: series.map(([column, colour]) => ({ column, colour })),
  });
  return [
    chart(zh ? '每月消费' : 'Consumption by month', [['consumption', '2F6EA8']]),
    chart(zh ? '每月退款' : 'Refunds by month', [['refunds', 'C2702A']]),
    // Corrections of a bill are small beside the money allocated: on one axis they would not be seen.
    chart(zh ? '每月账单调账' : 'Bill adjustments by month', [['adjustments', '7A5AA6']]),
    chart(zh ? '每月拨款与回收' : 'Funds allocated and reclaimed by month', [
      ['allocated', '2B7F79'],
      ['reclaimed', 'B0553F'],
    ]),
  ];
}

export const summary: Sheet<SummaryRecord> = {
  key: 'summary',
  title: { zh: '汇总', en: 'Summary' },
  columns: [
    text('period', '账期', 'Period', 10, ({ figures }) => figures.period),
    text('currency', '币种', 'Currency', 8, ({ figures }) => figures.currency),
    amount('consumption', '消费', 'Consumption', ({ figures }) => figures.consumption, { total: 'sum', live: billLines('0') }),
    amount('refunds', '退款', 'Refunds', ({ figures }) => figures.refunds, { total: 'sum', live: billLines('1') }),
    amount('adjustments', '账单调账', 'Bill adjustments', ({ figures }) => figures.adjustments, { total: 'sum', live: billLines('2') }),
    amount('due', '应付金额', 'Amount due', ({ figures }) => figures.due, {
      total: 'sum',
      live: () => ({ kind: 'row', plus: ['consumption', 'refunds', 'adjustments'], minus: [] }),
    }),
    text('source', '金额来源', 'Source', 18, ({ figures }, { language }) => wordOf(words.SOURCES, figures.source, language)),
    text('readings', '应付金额的读法', 'Readings of the amount due', 40, ({ figures }, { language }) =>
      figures.dueReadings
        .map((reading) => `${reading.name}: ${formatUnits(reading.amount)}${confirmedMark(reading.confirmed, language)}`)
        .join('; '),
    ),
    amount('allocated', '拨款', 'Funds allocated', ({ figures }) => figures.fundAdjustments.allocated, {
      total: 'sum',
      live: funds([ALLOCATION], 1),
    }),
    amount('reclaimed', '回收', 'Funds reclaimed', ({ figures }) => figures.fundAdjustments.reclaimed, {
      total: 'sum',
      live: funds(RECLAIMS, -1),
    }),
    amount('net', '拨款净额', 'Funds net', ({ figures }) => figures.fundAdjustments.net, {
      total: 'sum',
      live: () => ({ kind: 'row', plus: ['allocated'], minus: ['reclaimed'] }),
    }),
    {
      ...text<SummaryRecord>('state', '账期状态', 'State', 12, ({ state }, { language }) => wordOf(words.PERIOD_STATES, state, language)),
      marks: {
        words: words.PERIOD_STATES,
        tones: { signed: 'good', closed: 'good', 'in-work': 'attention', open: 'quiet', drifted: 'bad' },
      },
    },
    text('rowsFrom', '数据口径', 'Rows are', 18, ({ rows }, { language }) => wordOf(words.CLOSED_ROWS, rows, language)),
    // Beside figures that are live over the other sheets, so that these stand as they are.
    amount('todayConsumption', '今日数据：消费', "Consumption by today's data", ({ today }) => today?.figures?.consumption ?? null, {
      plain: true,
    }),
    amount('todayRefunds', '今日数据：退款', "Refunds by today's data", ({ today }) => today?.figures?.refunds ?? null, { plain: true }),
    amount(
      'todayAdjustments',
      '今日数据：账单调账',
      "Bill adjustments by today's data",
      ({ today }) => today?.figures?.adjustments ?? null,
      {
        plain: true,
      },
    ),
    amount('todayDue', '今日数据：应付', "Amount due by today's data", ({ today }) => today?.figures?.due ?? null, { plain: true }),
    count('todayBreaks', '今日数据：差异数', "Breaks by today's data", ({ today }) => today && today.breaks),
    amount('todayBreakAmount', '今日数据：差异金额', "Amount of breaks by today's data", ({ today }) => today && today.breakAmount, {
      plain: true,
    }),
    amount('signedConsumption', '签署时消费', 'Consumption as signed', ({ signed }) => signed && signed.consumption, { plain: true }),
    amount('signedRefunds', '签署时退款', 'Refunds as signed', ({ signed }) => signed && signed.refunds, { plain: true }),
    amount('signedAdjustments', '签署时账单调账', 'Bill adjustments as signed', ({ signed }) => signed && signed.adjustments, {
      plain: true,
    }),
    amount('signedDue', '签署时应付', 'Amount due as signed', ({ signed }) => signed && signed.due, { plain: true }),
    // No totals over months here: a timing break is work in both its months and would count twice.
    {
      ...count<SummaryRecord>('openBreaks', '未处理差异数', 'Open breaks', ({ openBreaks }) => openBreaks),
      live: ofBreaks(null, OPEN),
    },
    amount('openAmount', '未处理差异金额', 'Open amount', ({ openAmount }) => openAmount, {
      live: ofBreaks('difference', OPEN),
    }),
    amount('carriedAmount', '结转金额', 'Carried amount', ({ carriedAmount }) => carriedAmount, {
      live: ofBreaks('difference', ['carried']),
    }),
  ],
  charts,
};

function confirmedMark(confirmed: boolean | null, language: WorkbookLanguage): string {
  if (confirmed === null) return '';
  if (confirmed) return language === 'zh' ? '（已确认）' : ' (confirmed)';
  return language === 'zh' ? '（与账单不符）' : ' (contradicted)';
}

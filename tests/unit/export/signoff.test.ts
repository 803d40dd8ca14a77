import { describe, expect, it } from 'vitest';
import { escaped, signOffHtml } from '../../../electron/print/signoff-html';
import { signOffSheet } from '../../../renderer/desk/signoff-job';
import { SignOffSheetSchema, type SignOffSheet } from '../../../shared/workbook/signoff-sheet';
import { aCore, type Rows } from '../desk/a-core';

const PERIOD = '2026-09';
const HEAD = { seq: 41, hash: 'f'.repeat(64) };
const FIGURES = {
  period: PERIOD,
  currency: 'CNY',
  consumption: '1234.50',
  refunds: '-34.50',
  adjustments: '0.00',
  due: '1200.00',
  source: 'bill-lines',
  dueReadings: [],
  fundAdjustments: { allocated: '500.00', reclaimed: '-20.00', net: '480.00' },
  state: 'in-work',
};
const aBreak = (id: string, patch: object) => ({
  id,
  period: PERIOD,
  otherPeriod: null,
  role: 'cost',
  class: 'amount',
  counterparty: null,
  customer: 'c1',
  customerName: '示例客户',
  difference: '10.00',
  status: 'open',
  decision: null,
  ...patch,
});
const anAct = (action: 'carry' | 'explain', note: string) => ({
  seq: 1,
  at: '',
  by: '示例会计',
  action,
  period: PERIOD,
  reason: 'timing',
  note,
  owner: '示例会计',
});
const TABLES: Rows = {
  figures: [FIGURES],
  totals: [
    {
      id: 'C1',
      period: PERIOD,
      status: 'broken',
      blocking: true,
      left: '1200.00',
      right: null,
      difference: '-1.00',
      sentence: { zh: '两边不符', en: 'The sides differ' },
      explained: { note: '已向华为云提出', owner: '示例会计', at: '' },
    },
  ],
  breaks: [
    aBreak('a', {}),
    aBreak('b', {
      status: 'carried',
      difference: '-2.50',
      decision: { reason: 'timing', note: '下月处理', owner: '示例会计', action: 'carry', at: '', by: '' },
    }),
    // Its bill stands in the month before: here it counts with the other sign.
    aBreak('c', {
      period: '2026-08',
      otherPeriod: PERIOD,
      class: 'timing',
      difference: '7.00',
      status: 'explained',
      decision: { reason: 'timing', note: 'x', owner: '示例会计' },
    }),
    aBreak('d', { period: '2026-07', class: 'rounding' }),
  ],
  decisions: [
    { breakId: 'b', period: PERIOD, acts: [anAct('carry', '下月处理')] },
    { breakId: 'c', period: PERIOD, acts: [anAct('explain', 'x')] },
  ],
  explanations: [{ id: 'C1', period: PERIOD, note: '已向华为云提出', owner: '示例会计', at: '', by: '示例会计' }],
  imports: [
    {
      importId: 'i1',
      file: 'cost.xlsx',
      sha256: 'a'.repeat(64),
      role: 'cost',
      periods: [PERIOD],
      rows: 12,
      at: '2026-10-02T01:02:03.000Z',
      by: '示例会计',
      undone: false,
    },
    { importId: 'i2', file: 'undone.xlsx', sha256: 'b'.repeat(64), role: 'cost', periods: [PERIOD], rows: 1, at: '', by: '', undone: true },
    {
      importId: 'i3',
      file: 'other-month.xlsx',
      sha256: 'b'.repeat(64),
      role: 'revenue',
      periods: ['2026-08'],
      rows: 1,
      at: '',
      by: '',
      undone: false,
    },
  ],
  documents: [
    {
      importId: 'd1',
      document: 'partner-bill',
      file: 'bill.xlsx',
      sha256: 'c'.repeat(64),
      periods: [PERIOD],
      rows: 3,
      at: '2026-10-03T00:00:00.000Z',
      by: '',
      undone: false,
    },
  ],
  meta: [
    { key: 'applied', value: HEAD },
    { key: 'result', value: { madeFrom: '', rulesDigest: 'd'.repeat(64) } },
  ],
};
const CLOSING = {
  period: PERIOD,
  archive: 'e'.repeat(64),
  at: '2026-10-05T02:00:00.000Z',
  by: '示例会计',
  note: '九月结账',
  carried: ['b'],
  carriedTotal: '-2.50',
};

function desk(tables: Rows = TABLES, archive = '{}') {
  const { core } = aCore(tables);
  const link = { call: (name: string) => Promise.resolve(name === 'archiveGet' ? { text: archive } : { head: HEAD, report: null }) };
  Object.assign(core, { link, now: () => '2026-10-06T00:00:00.000Z' });
  return core;
}

const section = (sheet: SignOffSheet, title: string) => sheet.sections.find((one) => one.title.startsWith(title))!;

describe('the sign-off sheet of a month', () => {
  it('says that the month is not signed and what is still open', async () => {
    const sheet = await signOffSheet(desk(), { period: PERIOD, language: 'zh' });
    expect(SignOffSheetSchema.safeParse(sheet).error).toBeUndefined();
    expect(sheet.mark).toBe('未签署：还有 1 项差异待处理，本表仅供核对。');
    expect(sheet.proof).toEqual([
      ['操作日志末端', `第 41 条 · ${HEAD.hash}`],
      ['规则摘要', 'd'.repeat(64)],
      ['归档摘要', '签署时生成'],
    ]);
    expect(sheet.head).toContainEqual(['签署人', '—']);
  });

  it('has figures, control totals with their explanation, and breaks by class with the sign of the month', async () => {
    const sheet = await signOffSheet(desk(), { period: PERIOD, language: 'zh' });
    expect(section(sheet, '账期金额').rows.slice(0, 4)).toEqual([
      ['消费', '1,234.50'],
      ['退款', '-34.50'],
      ['账单调账', '0.00'],
      ['应付金额', '1,200.00'],
    ]);
    expect(section(sheet, '控制总额').rows).toEqual([
      ['C1', '伙伴账单 = 账单明细', '不符', '两边不符 已说明（示例会计）：已向华为云提出', '1,200.00', '—', '-1.00'],
    ]);
    expect(section(sheet, '差异汇总').rows).toEqual([
      ['金额不符', '成本', '2', '1', '0', '1', '7.50'],
      ['跨期', '成本', '1', '0', '1', '0', '-7.00'],
    ]);
    expect(section(sheet, '结转下期').rows).toEqual([['金额不符', '示例客户', '示例会计', '跨期 · 下月处理', '-2.50']]);
    expect(section(sheet, '结转下期').note).toBe('共 1 项，合计 -2.50');
  });

  it('lists the files of the month with their digests, and no other', async () => {
    const sheet = await signOffSheet(desk(), { period: PERIOD, language: 'en' });
    expect(section(sheet, 'Ledgers').rows.map((row) => row.slice(1))).toEqual([
      ['cost.xlsx', '2026-10-02 09:02:03', '示例会计', 'a'.repeat(64), '12'],
      ['bill.xlsx', '2026-10-03 08:00:00', '—', 'c'.repeat(64), '3'],
    ]);
  });

  it('names who signed and the archive once it is signed', async () => {
    const sheet = await signOffSheet(desk({ ...TABLES, figures: [{ ...FIGURES, state: 'closed' }], closings: [CLOSING] }), {
      period: PERIOD,
      language: 'zh',
    });
    expect(sheet.mark).toBeNull();
    expect(sheet.head).toEqual(
      expect.arrayContaining([
        ['签署人', '示例会计'],
        ['签署时间 (UTC+8)', '2026-10-05 10:00:00'],
        ['备注', '九月结账'],
        ['账期状态', '已关账'],
      ]),
    );
    expect(sheet.proof.at(-1)).toEqual(['归档摘要', 'e'.repeat(64)]);
  });

  it('shows what was signed beside what is there now when the month moved', async () => {
    const archive = JSON.stringify({ figures: { consumption: '1000.00', due: '965.50', fundAdjustments: { allocated: '500.00' } } });
    const core = desk({ ...TABLES, figures: [{ ...FIGURES, state: 'drifted' }], closings: [CLOSING] }, archive);
    const sheet = await signOffSheet(core, { period: PERIOD, language: 'zh' });
    expect(sheet.mark).toContain('关账后变动');
    expect(section(sheet, '账期金额').columns).toEqual(['项目', '签署时', '金额']);
    expect(section(sheet, '账期金额').rows[0]).toEqual(['消费', '1,000.00', '1,234.50']);
    expect(section(sheet, '账期金额').rows[4]).toEqual(['拨款', '500.00', '500.00']);
  });

  it('is refused for a month without figures', async () => {
    await expect(signOffSheet(desk({}), { period: PERIOD, language: 'zh' })).rejects.toMatchObject({ code: 'nothing-to-export' });
  });
});

describe('the sheet as a page', () => {
  it('holds data as text only and its style by nonce', async () => {
    const sheet = await signOffSheet(desk(), { period: PERIOD, language: 'zh' });
    const hostile = '</td><script src="x"></script><img src=x onerror=1>&\u0007';
    const html = signOffHtml({ ...sheet, title: hostile, head: [[hostile, hostile]] }, 'abc');
    expect(html).not.toMatch(/<script|<img|\u0007/);
    expect(html).toContain(escaped(hostile));
    expect(html.match(/<style nonce="abc">/g)).toHaveLength(1);
    expect(html).toContain('<p class="mark">未签署');
  });
});

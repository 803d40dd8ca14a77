import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWholeTable } from '../../../electron/workbook/read-table';
import { WorkbookWriter } from '../../../electron/workbook/write-workbook';
import { WorkbookSpecSchema, type WorkbookLanguage } from '../../../shared/workbook/model';
import { rowOf } from '../../../shared/workbook/sheet-definition';
import { SHEETS, sheetSpecs, type SheetContext, type SheetKey } from '../../../shared/workbook/sheets';
import type { Break, ControlTotal, Match } from '../../../shared/reconcile/types';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sheets-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = (language: WorkbookLanguage): SheetContext => ({
  language,
  reasonText: (reason, lang) => `${lang}:${reason.key}`,
  partyName: (id) => (id === 'c1' ? '示例科技' : null),
  serviceName: () => '弹性云服务器',
});

const match: Match = {
  id: 'm1',
  period: '2026-10',
  role: 'cost',
  pass: 'exact',
  counterparty: 'c1',
  customer: 'c1',
  service: 'hws.service.type.ec2',
  ledgerAmount: 81_235_000_000n,
  billAmount: 81_235_000_000n,
  entries: [{ importId: 'i', row: 2 }],
  reason: { key: 'match-exact', params: {} },
};
const gap: Break = {
  id: 'b1',
  period: '2026-10',
  otherPeriod: null,
  role: 'cost',
  class: 'amount',
  counterparty: 'c2',
  customer: 'c2',
  service: null,
  ledgerAmount: 100_000_000n,
  billAmount: 101_000_000n,
  expectedAmount: null,
  difference: 1_000_000n,
  reason: { key: 'amount-less', params: {} },
  rows: [{ kind: 'entry', importId: 'i', row: 7 }],
};
const total: ControlTotal = {
  id: 'C2',
  period: '2026-10',
  currency: 'CNY',
  taxBasis: 'unknown',
  left: 1_234_567_812_345_678n,
  right: 1n,
  difference: 1_234_567_812_345_677n,
  tolerance: 0n,
  toleranceWhy: { key: 'tolerance-exact', params: {} },
  status: 'broken',
  blocking: false,
  basis: 'documented',
  identity: '19',
  covers: ['amount'],
  buckets: { tested: 2, broken: 1 },
  firstDivergence: { bucket: { customer: 'c1' }, left: 1n, right: null, difference: null },
  path: [{ level: 'customer', children: [{ name: 'c1', left: 1n, right: null, difference: null }], diverging: 1 }],
  checks: [],
  sentence: { key: 's', params: {} },
};

/** One row for each sheet. */
function rowsOf(language: WorkbookLanguage): Record<SheetKey, readonly (string | number | null)[][]> {
  const c = context(language);
  const rows = {
    summary: [
      rowOf(
        SHEETS.summary,
        {
          figures: {
            period: '2026-10',
            currency: 'CNY',
            consumption: 5n,
            refunds: 0n,
            adjustments: 0n,
            due: 5n,
            dueReadings: [{ name: '6a', amount: 5n, confirmed: true }],
            source: 'bill-lines',
            fundAdjustments: { allocated: 0n, reclaimed: 0n, net: 0n },
          },
          rows: null,
          signed: null,
          today: null,
          state: 'in-work',
          openBreaks: 1,
          openAmount: 1_000_000n,
          carriedAmount: 0n,
        },
        c,
      ),
    ],
    totals: [rowOf(SHEETS.totals, { ...total, signed: null, today: null }, c)],
    reconciliation: [rowOf(SHEETS.reconciliation, { match }, c), rowOf(SHEETS.reconciliation, { break: gap, status: 'open' }, c)],
    breaks: [rowOf(SHEETS.breaks, { break: gap, status: 'carried', reasonCode: 'timing', note: '=HYPERLINK("x")', owner: '李四' }, c)],
    margin: [
      rowOf(
        SHEETS.margin,
        {
          period: '2026-10',
          counterparty: 'c1',
          customer: null,
          service: null,
          revenue: 3n,
          cost: 2n,
          margin: 1n,
          rate: '0.3333',
          parts: [],
        },
        c,
      ),
    ],
    refunds: [
      rowOf(
        SHEETS.refunds,
        {
          refundOrder: 'CS2',
          period: '2026-10',
          customer: 'c1',
          baseOrder: 'CS1',
          baseType: 2,
          basePeriod: '2026-08',
          paid: 5n,
          vouchers: null,
          refunded: 3n,
          kept: 2n,
          fee: 0n,
          used: 2n,
          credit: 'sum',
          orderAmount: null,
          billAmount: null,
          status: 'equal',
        },
        c,
      ),
    ],
    adjustments: [
      rowOf(
        SHEETS.adjustments,
        {
          adjustment: {
            id: 'AD1',
            customer: 'c1',
            operation: 'SOURCE_OPERATION_BEADJUST',
            amount: 50_000_000_000n,
            time: '2026-10-31T16:30:00Z',
            reseller: null,
          },
          period: '2026-11',
          found: true,
        },
        c,
      ),
    ],
    converted: [
      rowOf(
        SHEETS.converted,
        {
          ...{ period: '2026-10', item: 'due', currency: 'CNY', amount: '10.00' },
          as: { to: 'USD', amount: '1.40', rate: '0.14', date: '2026-10-31', source: '示例牌价' },
        },
        c,
      ),
    ],
    coupons: [
      rowOf(
        SHEETS.coupons,
        {
          period: '2026-10',
          roll: { kind: 'customer', id: 'c1', value: 9n, issued: 9n, reclaimed: 1n, used: 3n, left: 5n, difference: 0n },
        },
        c,
      ),
    ],
    billLines: [
      rowOf(
        SHEETS.billLines,
        {
          period: '2026-10',
          customer: 'c1',
          reseller: null,
          service: 'hws.service.type.ec2',
          resourceType: 'hws.resource.type.vm',
          chargeMode: '3',
          kind: 0,
          amount: 1_234_567_812_345_678n,
          debt: null,
          adjustment: null,
          discount: 0n,
        },
        c,
      ),
    ],
    drift: [
      rowOf(
        SHEETS.drift,
        {
          period: '2026-09',
          line: {
            part: 'bill',
            change: 'changed',
            customer: 'c1',
            reseller: '',
            service: 'hws.service.type.ec2',
            chargeMode: '3',
            kind: '0',
            place: '',
            before: '1.00',
            after: '2.50',
            effect: '1.50',
            fields: ['debt'],
          },
        },
        c,
      ),
    ],
    audit: [
      rowOf(
        SHEETS.audit,
        {
          seq: 1,
          at: '2026-11-03T02:00:00Z',
          by: '张三',
          kind: 'sign-off',
          period: '2026-10',
          text: '…',
          amount: 0n,
          hash: 'a'.repeat(64),
        },
        c,
      ),
    ],
  };
  return rows as unknown as Record<SheetKey, readonly (string | number | null)[][]>;
}

describe('the sheets of the workbook', () => {
  it.each(['zh', 'en'] as const)('have heads and values of the same number in %s', (language) => {
    const specs = sheetSpecs(language);
    expect(WorkbookSpecSchema.safeParse({ language, sheets: specs, meta: {} }).success).toBe(true);
    const rows = rowsOf(language);
    for (const spec of specs) for (const row of rows[spec.key as SheetKey]) expect(row).toHaveLength(spec.columns.length);
    expect(specs.every((spec) => spec.columns.every((column) => column.head !== ''))).toBe(true);
  });

  it('are twelve, in the order of the tabs, or the wanted ones in that order', () => {
    expect(sheetSpecs('en').map(({ title }) => title)).toEqual([
      'Summary',
      'Control totals',
      'Reconciliation',
      'Breaks',
      'Margin',
      'Refund trace',
      'Adjustments',
      'Coupons',
      'Converted',
      'Bill lines',
      'Drift',
      'Sign-off and audit',
    ]);
    expect(sheetSpecs('zh', ['breaks', 'summary']).map(({ key }) => key)).toEqual(['summary', 'breaks']);
  });

  it('say codes in words of the language and keep the codes nobody has words for', () => {
    const zh = rowOf(SHEETS.breaks, { break: gap, status: 'carried', reasonCode: 'house-rule', note: null, owner: null }, context('zh'));
    expect(zh).toEqual(expect.arrayContaining(['金额不符', '结转下期', 'house-rule', 'zh:amount-less']));
  });
});

async function writeAll(language: WorkbookLanguage): Promise<string> {
  const path = join(folder, `${language}.xlsx`);
  const writer = await WorkbookWriter.open(path, { language, sheets: sheetSpecs(language), meta: { title: 'Test' } });
  const rows = rowsOf(language);
  for (const { key } of sheetSpecs(language)) await writer.appendRows(key, rows[key as SheetKey]);
  const result = await writer.close();
  expect(result.sheets).toHaveLength(12);
  return path;
}

describe('the whole workbook', () => {
  it('is written and read back with the moment of an adjustment in UTC+8 and the exact amount beside a rounded one', async () => {
    const path = await writeAll('zh');
    const adjustments = await readWholeTable(path, { sheet: '调账记录' });
    expect(adjustments.rows[1]?.[0]).toBe('2026-11-01 00:30:00');
    const bills = await readWholeTable(path, { sheet: '账单明细' });
    expect(bills.rows[0]).toContain('金额 (精确值)');
    expect(bills.rows[1]).toContain('12345678.12345678');
    const breaks = await readWholeTable(path, { sheet: '差异' });
    expect(breaks.rows[1]).toContain('=HYPERLINK("x")');
  });

  it('is recalculated by LibreOffice to the same totals', async (test) => {
    if (spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status !== 0)
      test.skip('LibreOffice is not installed: totals are not recalculated by another program');
    const path = await writeAll('en');
    const bare = join(folder, 'bare.xlsx');
    writeFileSync(bare, withoutCachedValues(readFileSync(path)));
    const out = join(folder, 'recalculated');
    const profile = pathToFileURL(join(folder, 'office')).href;
    const run = spawnSync(
      'soffice',
      ['--headless', `-env:UserInstallation=${profile}`, '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', out, bare],
      { timeout: 60_000 },
    );
    expect(run.status).toBe(0);
    for (const sheet of ['Summary', 'Reconciliation', 'Breaks', 'Margin', 'Bill lines']) {
      const before = totalsOf((await readWholeTable(path, { sheet })).rows);
      expect(before.length).toBeGreaterThan(0);
      expect(totalsOf((await readWholeTable(join(out, 'bare.xlsx'), { sheet })).rows)).toEqual(before);
    }
  }, 90_000);
});

/** LibreOffice trusts cached values of files that say they are from Excel; without them it has to compute. */
function withoutCachedValues(workbook: Uint8Array): Uint8Array {
  const parts = unzipSync(workbook);
  for (const name of Object.keys(parts)) {
    if (!name.startsWith('xl/worksheets/')) continue;
    parts[name] = strToU8(strFromU8(parts[name] ?? new Uint8Array()).replace(/<\/f><v>[^<]*<\/v>/g, '</f>'));
  }
  return zipSync(parts);
}

/** Numbers of the row of totals, at the 15 digits a spreadsheet keeps; notes may stand below it. */
function totalsOf(rows: readonly (readonly (string | null)[])[]): string[] {
  return (rows.findLast((row) => row[0] === 'Total') ?? []).flatMap((cell) =>
    cell === null || Number.isNaN(Number(cell)) ? [] : [Number(cell).toPrecision(15)],
  );
}

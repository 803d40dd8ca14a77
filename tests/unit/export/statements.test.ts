import { describe, expect, it } from 'vitest';
import { buildStatement, statementFileName } from '../../../shared/workbook/statements';
import { StatementSchema } from '../../../shared/workbook/statement-file';
import { content } from './statement-content';

const names = { party: () => null, service: () => null };

describe('a statement of account', () => {
  it('fits its schema in both languages and says counterparty, months, currency and basis', () => {
    for (const language of ['zh', 'en'] as const)
      expect(StatementSchema.safeParse(buildStatement(content(), names, language)).error).toBeUndefined();
    expect(buildStatement(content(), names, 'zh').head).toEqual([
      ['结算方', '示例经销商'],
      ['结算方 ID', 'r1'],
      ['账期', '2026-08, 2026-09'],
      ['币种', 'CNY'],
      ['口径', '含税'],
      ['制表日期', '2026-11-03'],
    ]);
  });

  it('leaves amounts in other currencies out of the sums and says so', () => {
    const { sheets } = buildStatement(content(), names, 'zh');
    expect(sheets[0]?.rows.map((row) => row[5])).toEqual(['90.00', '180.00']);
    expect(sheets[0]?.notes.join()).toContain('其他币种');
    expect(sheets[2]?.rows.map((row) => [row[4], row[6]])).toEqual([
      ['90.00', null],
      ['180.00', null],
      [null, 'USD 7.00'],
    ]);
  });

  it('shows no price as blank, never as zero, and counts what has none', () => {
    const [line] = content().lines;
    const unpriced = { ...line!, consumption: null, refunds: null, adjustments: null, expected: null, taxed: false };
    const { sheets } = buildStatement(content({ lines: [unpriced] }), names, 'zh');
    expect(sheets[0]?.rows[0]).toEqual(['2026-08', null, null, null, null, '90.00', null, '含税', '1 项尚无约定价格，未计入']);
    // A month without any line was billed without consumption: that is a comparison with zero.
    expect(sheets[0]?.rows[1]?.slice(4, 7)).toEqual(['0.00', '180.00', '-180.00']);
  });

  it('has open items only when asked, and months with nothing not at all', () => {
    expect(buildStatement(content({ breaks: null }), names, 'en').sheets.map(({ key }) => key)).toEqual(['months', 'lines', 'entries']);
    const { sheets } = buildStatement(content({ periods: ['2026-07', '2026-08', '2026-09'] }), names, 'en');
    expect(sheets[0]?.rows.map(([period]) => period)).toEqual(['2026-08', '2026-09']);
  });

  it('has no column for cost or margin in any language', () => {
    for (const language of ['zh', 'en'] as const) {
      const heads = buildStatement(content(), names, language).sheets.flatMap(({ columns }) => columns.map(({ head }) => head));
      expect(heads.join('|')).not.toMatch(/成本|毛利|cost|margin/i);
    }
  });

  it('marks bases that stand side by side', () => {
    const [first, ...rest] = content().entries;
    const mixed = buildStatement(content({ entries: [{ ...first!, basis: 'pretax' }, ...rest] }), names, 'en');
    expect(mixed.head[4]).toEqual(['Basis', 'differs, see the details']);
  });
});

describe('names of statements', () => {
  it.each([
    ['示例科技有限公司', '示例科技有限公司_2026-09.xlsx'],
    ['../../etc/passwd', 'etc passwd_2026-09.xlsx'],
    ['A:B*C?"<>|', 'A B C_2026-09.xlsx'],
    ['..', 'statement_2026-09.xlsx'],
    ['con', 'statement con_2026-09.xlsx'],
    ['txt\u202egnp.exe', 'txt gnp.exe_2026-09.xlsx'],
    ['', 'statement_2026-09.xlsx'],
  ])('%s becomes %s', (name, file) => {
    expect(statementFileName(name, ['2026-09'], new Set())).toBe(file);
  });

  it('are each other’s namesakes only once, whatever the case, and never longer than a system takes', () => {
    const taken = new Set<string>();
    expect(statementFileName('Demo', ['2026-08', '2026-09'], taken)).toBe('Demo_2026-08_2026-09.xlsx');
    expect(statementFileName('DEMO', ['2026-08', '2026-09'], taken)).toBe('DEMO_2026-08_2026-09_2.xlsx');
    expect(Buffer.byteLength(statementFileName('长'.repeat(300), ['2026-08', '2026-09'], taken))).toBeLessThan(255);
  });
});

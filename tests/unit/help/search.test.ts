import { beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../../shared/desk/api';
import { helpIndex, indexTokens, queryTokens, type HelpIndex } from '../../../renderer/help/search';
import { entriesOf } from '../../../renderer/help/topics';
import { wordsIn } from './support';

const index: Partial<Record<Language, HelpIndex>> = {};
beforeAll(async () => {
  for (const language of ['zh', 'en'] as const) index[language] = helpIndex(entriesOf(await wordsIn(language), language, 'linux'));
});
const ids = (language: Language, wanted: string): string[] => index[language]!.find(wanted).map(({ id }) => id);

describe('cutting into tokens', () => {
  it('takes Chinese by signs and pairs, words whole, and codes whole and in parts', () => {
    expect(indexTokens('欠票 RD-101，APIGW.0301。')).toEqual(['欠', '票', '欠票', 'rd-101', 'rd', '101', 'apigw.0301', 'apigw', '0301']);
  });

  it('looks for pairs, for a sign that stands alone, and for codes as they are', () => {
    expect(queryTokens('激励发放 税 RD-101.')).toEqual(['激励', '励发', '发放', '税', 'rd-101']);
    expect(queryTokens('ＲＤ－１０１')).toEqual(['rd-101']);
    expect(queryTokens(' ，。 ')).toEqual([]);
  });
});

describe('finding', () => {
  it.each([
    ['zh', '401', 'questions/401'],
    ['zh', 'RD-105', 'errors/not-partner'],
    ['zh', 'apigw.0308', 'errors/throttled'],
    ['zh', '欠票', 'questions/owed-invoices'],
    ['zh', '激励发放 商业信息认证', 'questions/incentive-payout'],
    ['zh', '激励发放', 'questions/incentive-payout'],
    ['zh', '解决方案提供商计划', 'questions/join'],
    ['zh', '审计的操作', 'questions/audited'],
    ['zh', 'C4', 'totals/C4'],
    ['zh', '无价格规则', 'breaks/no-price-rule'],
    ['zh', '结转', 'glossary/carry'],
    ['zh', 'BPC_ITEM_FINANCE_090100', 'permissions/BPC_ITEM_FINANCE_090100'],
    ['zh', 'ListPartnerBalances', 'interfaces/ListPartnerBalances'],
    ['zh', '旧版 Excel', 'refused/old-xls'],
    ['en', 'business information certification', 'questions/incentive-payout'],
    ['en', 'owed invoices', 'questions/owed-invoices'],
    ['en', 'clock', 'errors/clock'],
    ['en', 'rounding', 'breaks/rounding'],
    ['en', 'subcustomer-bills', 'interfaces/ListSubcustomerMonthlyBills'],
  ] as const)('%s: %s', (language, wanted, expected) => {
    expect(ids(language, wanted).slice(0, 6)).toContain(expected);
  });

  it('finds while a word is being typed, and forgives a slip in it', () => {
    expect(ids('en', 'certif')).toContain('questions/incentive-payout');
    expect(ids('en', 'certifcation')).toContain('questions/incentive-payout');
    // A slip in a code would find another code.
    expect(ids('zh', 'RD-109')).toEqual([]);
  });

  it('wants all words at once, and finds nothing where nothing fits', () => {
    expect(ids('zh', '欠票 结转')).toEqual([]);
    expect(ids('zh', '量子纠缠')).toEqual([]);
    expect(ids('zh', '')).toEqual([]);
  });

  it('shows the place that matches, with what was looked for marked', () => {
    const hit = index.zh!.find('冲抵欠票').find(({ id }) => id === 'questions/owed-invoices');
    expect(hit?.passage.filter((piece) => piece.hit).map(({ text }) => text)).toContain('冲抵欠票');
    expect(hit?.passage.map(({ text }) => text).join('')).toMatch(/先用同税率的消费冲抵欠票/);
    for (const { passage } of index.en!.find('tax')) expect(passage.map(({ text }) => text).join('').length).toBeLessThan(160);
  });
});

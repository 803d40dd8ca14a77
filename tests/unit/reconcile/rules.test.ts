import { describe, expect, it } from 'vitest';
import { parsePriceRules, priceRuleFaults } from '../../../shared/reconcile/price-rules';
import { ruleFaultText } from '../../../shared/reconcile/rule-faults';
import { REASONS, reason, reasonText } from '../../../shared/reconcile/reasons';
import { resolveParty } from '../../../shared/reconcile/resolve-party';
import { roundingCourt } from '../../../shared/reconcile/rounding-court';
import { DEFAULT_RULE_SET, parseRuleSet, type RulesError } from '../../../shared/reconcile/rule-set';
import { u } from './build-input';

const place = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as RulesError).message;
  }
  return '';
};

describe('the rule set', () => {
  it('fills in defaults', () => expect(parseRuleSet({ version: 1 })).toEqual(DEFAULT_RULE_SET));

  it.each<[object, string]>([
    [{ version: 2 }, 'version'],
    [{ version: 1, tolerance: 0.01 }, 'tolerance'],
    [{ version: 1, tolerance: '-1' }, 'tolerance: must not be negative'],
    [{ version: 1, taxRates: ['0.06', 'six'] }, 'taxRates[1]: is no decimal text'],
    [{ version: 1, taxRates: ['6'] }, 'taxRates[0]: is above 1'],
    [{ version: 1, taxRates: ['0.06', '0.09', '0.060'] }, 'taxRates[2]: 0.060 stands twice'],
    [{ version: 1, tolerence: '0' }, 'tolerence'],
  ])('names the place of a fault: %j', (document, expected) => expect(place(() => parseRuleSet(document))).toContain(expected));
});

describe('price rules', () => {
  const rule = { id: 'a', from: '2026-01', price: { kind: 'pass-through' } };
  const tiers = (steps: object[]) => ({ ...rule, price: { kind: 'tiers', of: 'list', span: 'whole', steps } });

  it('fills in match, to and rounding', () => {
    expect(parsePriceRules({ version: 1, rules: [rule] }).rules[0]).toMatchObject({ match: {}, to: null, rounding: 'half-up-line' });
  });

  it.each<[object, string]>([
    [{ ...rule, price: { kind: 'cost-plus', markup: 0.08 } }, 'rules[0].price.markup'],
    [{ ...rule, price: { kind: 'tears' } }, 'rules[0].price.kind: is of no known kind'],
    [tiers([]), 'rules[0].price.steps: is too small or too short (at least 1)'],
    [tiers([{ from: '1', factor: '1' }]), 'rules[0].price.steps[0].from: must be 0'],
    [tiers([{ from: '0', factor: '1' }, { from: '100', factor: '0.9' }, { from: '100.0', factor: '0.8' }]), 'rules[0].price.steps[2].from: 100.0 is not above'],
    [tiers([{ from: '0', factor: '-1' }]), 'rules[0].price.steps[0].factor: must not be negative'],
    [tiers([{ from: '0' }]), 'rules[0].price.steps[0].factor: is missing'],
    [{ ...rule, rounding: 'half-even' }, 'rules[0].rounding: must be one of half-up-line, half-up-total, truncate-line, truncate-total'],
    [{ ...rule, match: { chargeMode: 'monthly' } }, 'rules[0].match.chargeMode: is no charge mode'],
    [{ ...rule, from: '2026-13' }, 'rules[0].from: is no period'],
    [{ ...rule, to: '2025-12' }, 'rules[0].to: 2025-12 is before 2026-01'],
    [{ ...rule, match: { customr: 'x' } }, 'rules[0].match'],
    [{ ...rule, tax: '6%' }, 'rules[0].tax: is no decimal text'],
    [{ ...rule, tax: '6' }, 'rules[0].tax: is above 1'],
  ])('names the place of a fault: %j', (bad, expected) => expect(place(() => parsePriceRules({ version: 1, rules: [bad] }))).toContain(expected));

  it('refuses an ID used twice in one month, and takes versions of a rule one after another', () => {
    expect(place(() => parsePriceRules({ version: 1, rules: [rule, rule] }))).toContain('rules[1].id');
    const versions = [{ ...rule, to: '2026-03' }, { ...rule, from: '2026-04' }];
    expect(parsePriceRules({ version: 1, rules: versions }).rules).toHaveLength(2);
    expect(place(() => parsePriceRules({ version: 1, rules: [...versions, { ...rule, from: '2026-03', to: '2026-03' }] }))).toContain('rules[2].id');
  });

  it('lists every fault, in both languages', () => {
    const faults = priceRuleFaults({ version: 1, rules: [{ ...rule, from: '2026-13', tax: '6' }, { ...rule, id: '' }] });
    expect(faults.map(({ place: at }) => at)).toEqual(['rules[0].from', 'rules[0].tax', 'rules[1].id']);
    expect(faults.map(({ fault }) => ruleFaultText(fault, 'zh'))).toEqual(['“2026-13”不是账期，应为 YYYY-MM', '大于 1：6% 请写成 0.06', '太小或太短（至少 1）']);
    expect(priceRuleFaults({ version: 1, rules: [rule] })).toEqual([]);
  });
});

describe('whom a ledger cell means', () => {
  const customers = [
    { id: '1'.repeat(32), name: '示例科技', accountName: 'demo', associationType: '2', reseller: null },
    { id: '2'.repeat(32), name: '同名公司', accountName: 'two', associationType: '2', reseller: null },
    { id: '3'.repeat(32), name: '同名公司', accountName: 'three', associationType: '2', reseller: null },
  ];
  const resellers = [{ id: 'R1', name: '渠道一', accountName: 'channel' }];
  const who = (party: string, aliases: Parameters<typeof resolveParty>[3] = []) => resolveParty(party, customers, resellers, aliases);

  it.each([
    ['1'.repeat(32), 'id', '1'.repeat(32)],
    ['demo', 'account', '1'.repeat(32)],
    [' 示例科技 ', 'name', '1'.repeat(32)],
  ])('%s by %s', (party, by, customer) => expect(who(party)).toMatchObject({ by, customer, reseller: null }));

  it('knows resellers', () => expect(who('渠道一')).toMatchObject({ customer: null, reseller: 'R1', by: 'name' }));

  it('decides nothing where several have the name, and says who', () => {
    expect(who('同名公司')).toMatchObject({ customer: null, by: null, candidates: ['2'.repeat(32), '3'.repeat(32)] });
  });

  it('never guesses: another case, a part or a longer text is nobody', () => {
    for (const party of ['Demo', '示例', '示例科技有限公司', '']) expect(who(party)).toMatchObject({ customer: null, reseller: null });
  });

  it('follows the alias table, before a name that several share', () => {
    expect(who('C-42', [{ ledger: 'C-42', customer: '3'.repeat(32) }])).toMatchObject({ customer: '3'.repeat(32), by: 'alias' });
    expect(who('同名公司', [{ ledger: '同名公司', reseller: 'R1' }])).toMatchObject({ reseller: 'R1', by: 'alias' });
  });
});

describe('the rounding court', () => {
  it.each([
    ['100.02', 'court-fees-half-up-total'],
    ['100.03', 'court-fees-half-up-deduction'],
    ['100.05', null],
  ])('%s is %s', (ledger, rule) => {
    const deductions = ['33.346', '33.336', '33.336'].map(u);
    expect(roundingCourt({ bill: u('100'), lines: [u('100')], payPerUse: u('100'), deductions }, u(ledger))).toBe(rule);
  });

  it('hears no fee records that contradict the bill by more than their deductions can round', () => {
    const heard = { bill: u('90'), lines: [u('90')], payPerUse: u('90'), deductions: [u('60.006'), u('40.001')] };
    expect(roundingCourt(heard, u('100.01'))).toBeNull();
    expect(roundingCourt({ ...heard, bill: u('100'), lines: [u('100')], payPerUse: u('100') }, u('100.01'))).toBe('court-fees-half-up-total');
  });

  it('hears lines of 8 decimals without fee records', () => {
    const heard = { bill: u('1.00999998'), lines: [u('0.50499999'), u('0.50499999')], payPerUse: 0n, deductions: [] };
    expect(roundingCourt(heard, u('1'))).toBe('court-lines-half-up');
    expect(roundingCourt(heard, u('1.01'))).toBe('court-cell-half-up');
  });
});

describe('sentences', () => {
  it('take the same parameters in both languages', () => {
    const names = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
    for (const [key, words] of Object.entries(REASONS)) expect(names(words.en), key).toEqual(names(words.zh));
  });

  it('use the words of the screens: 服务 and 伙伴账单, partner bill; a statement is what goes to a counterparty', () => {
    for (const [key, { zh, en }] of Object.entries(REASONS)) {
      expect(zh, key).not.toMatch(/产品|月度账单/);
      expect(en, key).not.toMatch(/\bstatement/i);
    }
  });

  it('fill parameters and name other entries', () => {
    expect(reasonText(reason('rounding', { difference: '-0.01', rule: '@court-cell-half-up' }), 'zh')).toBe('舍入差异 -0.01：台账等于“账单合计后四舍五入到分”的结果');
    expect(reasonText({ key: 'from-a-newer-version', params: {} }, 'en')).toBe('from-a-newer-version');
  });
});

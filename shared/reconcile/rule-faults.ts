import type { z } from 'zod';
import { filled } from '../words/filled';

/** What can be wrong with a rule document; `{name}` takes a parameter. */
const WORDS = {
  'not-decimal': { zh: '“{value}”不是数字文本（应写成 "0.06" 这样带引号的小数）', en: 'is no decimal text' },
  'too-precise': { zh: '“{value}”的小数超过 8 位', en: 'is no decimal text (too-precise)' },
  'too-large': { zh: '“{value}”超出可计算的范围', en: 'is no decimal text (too-large)' },
  negative: { zh: '不能为负数', en: 'must not be negative' },
  'above-one': { zh: '大于 1：6% 请写成 0.06', en: 'is above 1: write 6 % as 0.06' },
  'no-period': { zh: '“{value}”不是账期，应为 YYYY-MM', en: 'is no period YYYY-MM' },
  'no-currency': { zh: '“{value}”不是货币代码（应为 CNY、USD 这样的三个大写字母）', en: '“{value}” is no currency code such as CNY' },
  'no-date': { zh: '“{value}”不是日期，应为 YYYY-MM-DD', en: '“{value}” is no date YYYY-MM-DD' },
  'not-rate': { zh: '“{value}”不是汇率，应为大于 0 的数字', en: '“{value}” is no rate: a number above 0 is needed' },
  'not-above-zero': { zh: '必须大于 0', en: 'must be above 0' },
  'same-currency': { zh: '两边都是 {value}，不需要汇率', en: 'both sides are {value}, which needs no rate' },
  'rate-twice': { zh: '{month} 的 {from} → {to} 已有一个汇率', en: '{month} already has a rate {from} → {to}' },
  'no-rate-heads': {
    zh: '找不到表头：需要“日期”“原币种”“目标币种”（或“货币对”）和“汇率”几列，“账期”“来源”可选',
    en: 'has no head row: columns “Date”, “From”, “To” (or “Pair”) and “Rate” are needed, “Month” and “Source” may follow',
  },
  'no-charge-mode': { zh: '“{value}”不是计费模式代码', en: 'is no charge mode' },
  'before-from': { zh: '终止账期 {to} 早于起始账期 {from}', en: '{to} is before {from}' },
  'id-twice': {
    zh: '规则编号“{id}”重复；同一编号只能用于账期互不重叠的几个版本',
    en: '“{id}” is used twice; versions of one rule may share an ID only where their months do not overlap',
  },
  'stands-twice': { zh: '{value} 重复', en: '{value} stands twice' },
  'first-step': { zh: '第一档必须从 0 起', en: 'must be 0: the first step starts at nothing' },
  'step-order': { zh: '各档起点须由小到大：{value} 不大于上一档的 {before}', en: '{value} is not above the step before it ({before})' },
  missing: { zh: '缺少此项', en: 'is missing' },
  'wrong-type': { zh: '类型不对，应为{expected}', en: 'has the wrong type, {expected} expected' },
  'unknown-member': { zh: '多出不认识的项：{names}', en: 'has members that are not known: {names}' },
  'unknown-kind': { zh: '不认识的种类', en: 'is of no known kind' },
  'not-one-of': { zh: '应为以下之一：{values}', en: 'must be one of {values}' },
  'too-small': { zh: '太小或太短（至少 {limit}）', en: 'is too small or too short (at least {limit})' },
  'too-big': { zh: '太大或太长（至多 {limit}）', en: 'is too large or too long (at most {limit})' },
  'not-valid': { zh: '不符合要求', en: 'is not valid' },
} as const;

export type RuleFaultKey = keyof typeof WORDS;

/** One fault of a rule document: the key of its words and what is put into them. */
export interface RuleFault {
  readonly key: RuleFaultKey;
  readonly params: Readonly<Record<string, string>>;
}

/** A fault with its place, `rules[2].price.markup`; empty for the document as a whole. */
export interface PlacedFault {
  readonly place: string;
  readonly fault: RuleFault;
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  array: '数组',
  object: '对象',
  null: 'null',
  int: '整数',
};

/** The fault in words, without its place. */
export function ruleFaultText({ key, params }: RuleFault, language: 'zh' | 'en'): string {
  return filled(WORDS[key][language], (name) => {
    const value = params[name] ?? '';
    return name === 'expected' && language === 'zh' ? (TYPES[value] ?? value) : value;
  });
}

/** A rule, alias or price file that does not hold. The message is English, for scripts; screens say `ruleFaultText`. */
export class RulesError extends Error {
  constructor(
    readonly place: string,
    readonly fault: RuleFault,
  ) {
    const problem = ruleFaultText(fault, 'en');
    super(place === '' ? problem : `${place}: ${problem}`);
    this.name = 'RulesError';
  }
}

export const ruleFault = (key: RuleFaultKey, params: Readonly<Record<string, string>> = {}): RuleFault => ({ key, params });

/** Faults a schema finds in a document, in its order; inside a union those of the branch that got furthest. */
export function faultsOf(schema: z.ZodType, document: unknown): PlacedFault[] {
  const result = schema.safeParse(document);
  if (result.success) return [];
  return result.error.issues.map((found) => {
    const issue = deepest(found);
    return { place: placeOf(issue.path), fault: wordsFor(issue, document) };
  });
}

/** @throws RulesError with the place of the first fault */
export function parsed<T>(schema: z.ZodType<T>, document: unknown): T {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [first] = faultsOf(schema, document);
  throw new RulesError(first?.place ?? '', first?.fault ?? ruleFault('not-valid'));
}

function wordsFor(issue: z.core.$ZodIssue, document: unknown): RuleFault {
  const value = issue.path.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown> | null | undefined)?.[part], document);
  switch (issue.code) {
    case 'custom': {
      const fault = issue.params?.['fault'] as RuleFaultKey | undefined;
      return ruleFault(fault ?? 'not-valid', { value: typeof value === 'string' ? value : '' });
    }
    case 'invalid_type':
      return value === undefined ? ruleFault('missing') : ruleFault('wrong-type', { expected: issue.expected });
    case 'unrecognized_keys':
      return ruleFault('unknown-member', { names: issue.keys.join(', ') });
    case 'invalid_union':
      return ruleFault('unknown-kind');
    case 'invalid_value':
      return value === undefined ? ruleFault('missing') : ruleFault('not-one-of', { values: issue.values.map(String).join(', ') });
    case 'too_small':
      return ruleFault('too-small', { limit: String(issue.minimum) });
    case 'too_big':
      return ruleFault('too-big', { limit: String(issue.maximum) });
    default:
      return ruleFault('not-valid');
  }
}

function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const inner = issue.errors.map((branch) => branch[0]).filter((one) => one !== undefined);
  const best = inner.sort((a, b) => b.path.length - a.path.length)[0];
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`),
    '',
  );
}

/** Heads that name a month, where months stand side by side: 2026-09, 9月, Sep 2026, 2026年9月金额. */
import type { TaxBasis } from '../money';
import { basisHint, currencyHint, GROUP, readHead, unitHint } from './headings';
import { arabic, monthNumber } from './periods';
import type { AmountUnit } from './types';

export interface MonthHead {
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number;
  /** Better of two columns of one month: 金额 before nothing said. */
  readonly strength: number;
  readonly basis: TaxBasis | null;
  readonly currency: string | null;
  readonly unit: AmountUnit | null;
}

const NAMES =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec';
const FORMS: readonly (readonly [RegExp, year: number, month: number])[] = [
  [
    /(?<!\d)(20\d{2})\s*(?:年度?|[-/._])\s*(?:第|m)?(1[0-2]|0?[1-9])(?:[-/](?:[12]\d|3[01]|0?[1-9])(?!\d)(?: 00:00(?::00)?)?|\s*(?:月(?:份|度)?|期))?(?!\d)/,
    1,
    2,
  ],
  [/(?<!\d)(20\d{2})(1[0-2]|0[1-9])(?!\d)/, 1, 2],
  [new RegExp(`(?<![a-z])(${NAMES})[-\\s.,/']*(20\\d{2}|\\d{2})(?!\\d)`), 2, 1],
  [new RegExp(`(?<!\\d)(20\\d{2})[-\\s.,/年]*(${NAMES})(?![a-z])`), 1, 2],
  [/(?<![\d\-~—至到])(1[0-2]|0?[1-9])\s*(?:月(?:份|度)?|期)/, 0, 1],
  [new RegExp(`(?<![a-z])(${NAMES})(?![a-z])`), 0, 1],
];

/** The month a head names with what else it says; null when it names none, or something that is no amount of the month (税额, 数量). */
export function readMonthHead(head: string): MonthHead | null {
  if (head.length > 80) return null;
  const text = arabic(
    head
      .normalize('NFKC')
      .toLowerCase()
      .replace(new RegExp(`[\\s${GROUP}]+`, 'g'), ' ')
      .trim(),
  );
  for (const [form, yearAt, monthAt] of FORMS) {
    const found = form.exec(text);
    if (!found) continue;
    const stated = yearAt === 0 ? undefined : found[yearAt];
    const name = found[monthAt] ?? '';
    const month = /^\d/.test(name) ? Number(name) : monthNumber(name);
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`.trim();
    const strength = restStrength(rest);
    if (strength === null || month === 0) return null;
    return {
      year: stated === undefined ? null : Number(stated.length === 2 ? `20${stated}` : stated),
      month,
      strength,
      basis: basisHint(rest),
      currency: currencyHint(rest),
      unit: unitHint(rest),
    };
  }
  return null;
}

/** 0 for nothing but units and tax words, the head's strength for an amount, null for another thing. */
function restStrength(rest: string): number | null {
  if (
    rest.replace(
      /[()[\]【】\-_/.,:：、年度\s]|cny|rmb|usd|eur|人民币|美元|[百千万亿]?元|不?含税|税前|未税|pre-?tax|incl(?:uding|\.)?|excl(?:uding|\.)?|tax|vat|[¥$€]/g,
      '',
    ) === ''
  )
    return 0;
  const meaning = readHead(rest);
  return meaning.field === 'amount' ? meaning.strength : null;
}

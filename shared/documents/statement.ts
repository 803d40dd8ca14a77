/** The figures of a bill that comes as a PDF, typed by a person: checked, and as the text that the archive keeps. */
import { canonicalJson } from '../digest';
import { readAmount } from '../ledger/cells';
import { formatUnits, type Units } from '../money';
import { isPeriod, type Period } from '../period';
import { STATEMENT_FIGURES } from './kinds';

export const STATEMENT_AMOUNTS = ['consumption', 'refunds', 'adjustments', 'due'] as const;
export type StatementAmount = (typeof STATEMENT_AMOUNTS)[number];

/** As typed: amounts with their signs, money back negative; `due` blank where the bill does not say it. */
export interface StatementInput extends Readonly<Record<StatementAmount, string>> {
  readonly period: Period;
  readonly number: string;
  readonly note: string;
}

/** `amount`: no exact decimal; `due`: not what the three add up to (semantics.md #1, #40). */
export type StatementFault =
  | { readonly kind: 'period' }
  | { readonly kind: 'amount'; readonly field: StatementAmount }
  | { readonly kind: 'due'; readonly sum: Units; readonly due: Units };

export interface StatementFigures {
  readonly period: Period;
  readonly consumption: Units;
  readonly refunds: Units;
  readonly adjustments: Units;
  readonly due: Units | null;
  readonly number: string;
  readonly note: string;
}

/** Figures as typed, or what is wrong with them. A bill of more refunds than consumption is negative and due as 0. */
export function checkStatement(input: StatementInput): { readonly figures: StatementFigures } | { readonly fault: StatementFault } {
  if (!isPeriod(input.period)) return { fault: { kind: 'period' } };
  const units = new Map<StatementAmount, Units>();
  for (const field of STATEMENT_AMOUNTS) {
    const text = input[field].trim();
    if (field === 'due' && text === '') continue;
    const read = readAmount(text);
    if (text === '' || !read.ok || read.value.currency !== null) return { fault: { kind: 'amount', field } };
    units.set(field, read.value.units);
  }
  const of = (field: StatementAmount): Units => units.get(field) ?? 0n;
  const due = units.get('due') ?? null;
  const sum = of('consumption') + of('refunds') + of('adjustments');
  if (due !== null && due !== sum && !(due === 0n && sum < 0n)) return { fault: { kind: 'due', sum, due } };
  const { period } = input;
  const figures = { consumption: of('consumption'), refunds: of('refunds'), adjustments: of('adjustments'), due };
  return { figures: { period, ...figures, number: input.number.trim(), note: input.note.trim() } };
}

/** What the bill asks for: the amount typed, else what the three add up to, and nothing where that is negative (#40). */
export function dueOf({ due, consumption, refunds, adjustments }: Omit<StatementFigures, 'period' | 'number' | 'note'>): Units {
  const sum = consumption + refunds + adjustments;
  return due ?? (sum < 0n ? 0n : sum);
}

/** Canonical text for the archive. It lists no parts of records, so that it is read as the records of any other document are. */
export function statementText({ period, number, note, due, ...figures }: StatementFigures, currency: string): string {
  const { consumption, refunds, adjustments } = figures;
  return canonicalJson({
    version: 1,
    kind: STATEMENT_FIGURES,
    parties: [],
    parts: [],
    figures: {
      period,
      currency,
      consumption: formatUnits(consumption),
      refunds: formatUnits(refunds),
      adjustments: formatUnits(adjustments),
      due: due === null ? null : formatUnits(due),
      number,
      note,
    },
  });
}

/** What is wrong with typed figures, in words. */
export function statementFaultText(fault: StatementFault, language: 'zh' | 'en'): string {
  const zh = language === 'zh';
  switch (fault.kind) {
    case 'period':
      return zh ? '账期应写成 2026-09 这样的月份。' : 'The billing cycle has to be a month like 2026-09.';
    case 'amount': {
      const name = NAMES[fault.field][language];
      return zh
        ? `${name}应是最多 8 位小数的金额，例如 1234.56；退款写成负数，没有就写 0。`
        : `${name}: type an amount of at most 8 decimals like 1234.56; money back is negative, nothing is 0.`;
    }
    case 'due': {
      const [sum, due] = [formatUnits(fault.sum), formatUnits(fault.due)];
      return zh
        ? `消费、退款、调账合计 ${sum}，与应付金额 ${due} 不符。请核对录入的数字和正负号；应付金额含税或已扣代金券时请留空。`
        : `Consumption, refunds and adjustments add up to ${sum}, not to the amount due of ${due}. Check the figures and their signs; leave the amount due empty where it holds tax or coupons.`;
    }
  }
}

const NAMES: Readonly<Record<StatementAmount, { readonly zh: string; readonly en: string }>> = {
  consumption: { zh: '消费', en: 'Consumption' },
  refunds: { zh: '退款', en: 'Refunds' },
  adjustments: { zh: '账单调账', en: 'Bill adjustments' },
  due: { zh: '应付金额', en: 'Amount due' },
};

import { byCodeUnit } from '../../digest';
import { absolute, formatUnits, multiply, ONE, parseUnits, type Units } from '../../money';
import { periodOfInstant, type Period } from '../../period';
import { reason } from '../reasons';
import { listedOnce } from './listed-once';
import { check, firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import type { ControlTotal, Invoice, PeriodFigures, TotalCheck } from '../types';

/** States of an application that is no invoice (any more), in the words of the screens. */
const VOID = /退票|作废|驳回|撤销|撤回|取消|失败|return|void|cancel|reject|fail|withdraw/i;
const COVERS = ['invoice.amount', 'invoice.bill_cycle', 'invoice.tax_rate', 'amount'] as const;

/**
 * C8, invoices of Huawei Cloud against the month's consumption (semantics.md #48, #49). An invoice below the month is no break: owed invoices (欠票) from
 * money received and from incentive are offset first, and the offset stands on a screen alone. So what is short is not provable, and says what to look
 * up; what can be proved is that no more is invoiced than was consumed, with the invoices' tax on top where the bill does not state its own
 * basis. China invoices are drawn on application; International ones follow every bill (files.md G), so there the two are equal.
 */
export function c8(context: EngineContext, figures: readonly PeriodFigures[]): ControlTotal[] {
  const { invoices, currency, site } = context.input;
  const { once, repeats } = listedOnce(invoices ?? [], ({ id, order }) => id !== order);
  const placed = once.map((invoice) => ({ invoice, period: periodOf(context, invoice) }));
  return figures.map((month): ControlTotal => {
    const { period, due } = month;
    const frame = {
      id: 'C8',
      period,
      currency,
      taxBasis: 'unknown',
      blocking: false,
      basis: 'inferred',
      identity: '48, 49',
      covers: COVERS,
    } as const;
    if (!invoices || invoices.length === 0) return { ...frame, ...UNPROVEN, sentence: reason('c8-unread', { period }) };
    const own = placed.filter((one) => one.period === period).map(({ invoice }) => invoice);
    const counted = own.filter((invoice) => !VOID.test(invoice.status ?? '') && (invoice.currency ?? currency) === currency);
    const aside =
      own.length -
      counted.length +
      placed.filter((one) => one.period === null).length +
      repeats.filter((one) => periodOf(context, one) === period).length;
    const left = counted.reduce((sum, { units }) => sum + units, 0n);
    const rebate = rebateOf(context, period);
    const checks = [cumulative(context, figures, placed, period), ...(counted.length > 0 ? [arrearsOf(context, period)] : [])];
    const params = {
      period,
      left: formatUnits(left),
      right: formatUnits(due),
      open: formatUnits(due - left),
      over: formatUnits(left - due),
      rebate: formatUnits(rebate),
      invoices: String(counted.length),
    };
    const told = ((): Pick<ControlTotal, 'status' | 'sentence' | 'tolerance' | 'toleranceWhy'> => {
      if (counted.length === 0) return { status: 'not-provable', tolerance: null, toleranceWhy: null, sentence: reason('c8-none', params) };
      if (left === due)
        return { status: 'equal', tolerance: 0n, toleranceWhy: reason('tolerance-exact'), sentence: reason('c8-equal', params) };
      if (left < due && site === 'cn')
        return { status: 'not-provable', tolerance: null, toleranceWhy: null, sentence: reason('c8-open', params) };
      const rate = highestRate(counted);
      const most = rate === null ? due : due + multiply(absolute(due), rate);
      const tax = {
        tolerance: most - due,
        toleranceWhy:
          rate === null ? reason('tolerance-exact') : reason('tolerance-c8', { rate: formatUnits(rate), tolerance: formatUnits(most) }),
      };
      // Half a cent for the rounding of the tax.
      if (left > due && rate !== null && left <= most + HALF_CENT)
        return { ...tax, status: 'within', sentence: reason('c8-taxed', { ...params, rate: formatUnits(rate) }) };
      return { ...tax, status: 'broken', sentence: reason(left > due ? 'c8-over' : 'c8-intl-under', params) };
    })();
    const buckets = counted
      .map(({ id, units }): Bucket => ({ name: { invoice: id }, left: units, right: null }))
      .sort((a, b) => byCodeUnit(a.name['invoice']!, b.name['invoice']!) || Number((a.left ?? 0n) - (b.left ?? 0n)));
    const broken = told.status === 'broken';
    return {
      ...frame,
      left: counted.length === 0 ? null : left,
      right: due,
      difference: counted.length === 0 ? null : left - due,
      buckets: { tested: counted.length === 0 ? 0 : 1, broken: broken ? 1 : 0 },
      ...firstOf(broken ? [{ name: { period }, left, right: due }] : []),
      ...(broken
        ? {
            path: [
              {
                level: 'invoice',
                children: buckets
                  .slice(0, 20)
                  .map((one) => ({ name: one.name['invoice']!, left: one.left, right: null, difference: null })),
                diverging: buckets.length,
                rows: true as const,
              },
            ],
          }
        : {}),
      checks,
      ...told,
      sentence:
        aside > 0
          ? reason('c8-aside', { ...told.sentence.params, sentence: `@${told.sentence.key}`, aside: String(aside) })
          : told.sentence,
    };
  });
}

const HALF_CENT = 500_000n;

/** The month an invoice was applied for: its own, else that its order was paid in. Null where neither is known. */
function periodOf(context: EngineContext, { period, order }: Invoice): Period | null {
  if (period !== null) return period;
  const known = order === null ? undefined : context.orders.get(order);
  const time = known?.paidAt ?? known?.createdAt ?? null;
  return time === null ? null : periodOfInstant(time);
}

/** Highest tax rate of some invoices (`6%` and `6` are 0.06); null where none says. */
function highestRate(invoices: readonly Invoice[]): Units | null {
  const rates = invoices.flatMap(({ taxRate }) => {
    const found = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(taxRate ?? '');
    if (!found) return [];
    const number = parseUnits(found[1]!);
    const rate = found[2] === '%' || number >= ONE ? number / 100n : number;
    return rate > 0n && rate < ONE ? [rate] : [];
  });
  return rates.reduce<Units | null>((most, rate) => (most === null || rate > most ? rate : most), null);
}

/** Incentive paid into the account raises the owed invoices by the same amount (semantics.md #47, #48). */
function rebateOf({ input }: EngineContext, period: Period): Units {
  return input.movements.reduce(
    (sum, one) => (isRebate(one.detailType) && periodOfInstant(one.time) === period ? sum + absolute(one.change) : sum),
    0n,
  );
}

/** The documentation writes OPERAION in some kinds and OPERATION in others. */
export function isRebate(detailType: string): boolean {
  return detailType.endsWith('RECHARGE_REBATE');
}

/** Over time: invoiced + offset = invoiceable (#48); without the offset, never more invoiced than consumed up to a month. */
function cumulative(
  context: EngineContext,
  figures: readonly PeriodFigures[],
  placed: readonly { readonly invoice: Invoice; readonly period: Period | null }[],
  until: Period,
): TotalCheck {
  const { currency, periods } = context.input;
  const first = periods[0] ?? until;
  const counted = placed.filter(
    ({ invoice, period }) =>
      period !== null &&
      period >= first &&
      period <= until &&
      !VOID.test(invoice.status ?? '') &&
      (invoice.currency ?? currency) === currency,
  );
  const left = counted.reduce((sum, { invoice }) => sum + invoice.units, 0n);
  const right = figures.reduce((sum, { period, due }) => (period <= until ? sum + due : sum), 0n);
  const rate = highestRate(counted.map(({ invoice }) => invoice));
  const most = (rate === null ? right : right + multiply(absolute(right), rate)) + (rate === null ? 0n : HALF_CENT);
  const over = left > most;
  const params = {
    first,
    until,
    left: formatUnits(left),
    right: formatUnits(right),
    open: formatUnits(right - left),
    rate: formatUnits(rate ?? 0n),
  };
  const sides = { left, right, tested: counted.length === 0 ? 0 : 1, broken: over ? 1 : 0, within: left !== right };
  return check(
    '48',
    'inferred',
    sides,
    counted.length === 0 ? reason('check-none') : reason(over ? 'check-48-broken' : left > right ? 'check-48-taxed' : 'check-48', params),
  );
}

/** A month with arrears cannot be invoiced until they are repaid (#49): said, and no error, because repayment is not in the bill. */
function arrearsOf({ billed, input }: EngineContext, period: Period): TotalCheck {
  const { debt } = billed[input.periods.indexOf(period)]!;
  if (debt === 0n) return check('49', 'documented', { left: 0n, right: 0n, tested: 1, broken: 0 }, reason('check-49'));
  return check(
    '49',
    'documented',
    { left: debt, right: null, tested: 0, broken: 0 },
    reason('check-49-arrears', { debt: formatUnits(debt) }),
  );
}

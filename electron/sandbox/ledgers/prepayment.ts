import { formatUnits, ONE, type Units } from '../../../shared/money';
import { dayOfInstant, periodInstants, periodOfInstant, shiftPeriod, type Period } from '../../../shared/period';
import { breakNote, type PlantNote } from '../world/notes';
import type { PlantedWorld } from '../world';
import type { Movement } from '../world/model';
import { bookedPeriods } from './cells';

/** One row of the sample book of prepayments: an account as a general ledger shows it, its balances included. */
export interface PrepaymentRow {
  readonly kind: 'opening' | 'entry' | 'closing';
  /** Day in UTC+8. */
  readonly day: string;
  readonly customerId: string;
  readonly memo: string;
  readonly voucher: string;
  /** What comes into the account is positive; for balances what it holds. */
  readonly amount: Units;
}

/** Kinds of movement that no book of prepayments has. */
const NOT_BOOKED: ReadonlySet<string> = new Set(['SOURCE_OPERAIION_ADJUST_CREDIT']);
const MEMO: Readonly<Record<string, string>> = {
  SOURCE_OPERAIION_RECHARGE: '账户充值',
  SOURCE_OPERAIION_RECHARGE_REBATE: '激励充值',
  SOURCE_OPERATION_BEADJUST: '拨款',
  SOURCE_OPERATION_BERETRIEVE: '回收',
  SOURCE_OPERATION_BEUNBIND: '解除关联回收',
};
const TYPED_WRONG = 90n * ONE;
const INVENTED = 12_345n * (ONE / 100n);

interface Booked {
  readonly period: Period;
  readonly day: string;
  readonly customerId: string;
  readonly memo: string;
  readonly amount: Units;
}

const signed = (movement: Movement): Units => (movement.income ? movement.change : -movement.change);

function bookedOf(movement: Movement): Booked {
  return {
    period: periodOfInstant(movement.time),
    day: dayOfInstant(movement.time),
    customerId: movement.customerId ?? '',
    memo: MEMO[movement.detail] ?? movement.detail,
    amount: signed(movement),
  };
}

/** Rows of the sample book of prepayments and what was planted into them; empty on the International site, which has no movements by interface. */
export function prepaymentLedger({ world, spec }: PlantedWorld): { rows: PrepaymentRow[]; notes: PlantNote[] } {
  if (world.site === 'intl') return { rows: [], notes: [] };
  const periods = bookedPeriods(world);
  const moved = world.movements.filter(
    (one) => one.balanceType === 'BALANCE_TYPE_DEBIT' && !NOT_BOOKED.has(one.detail) && periods.includes(periodOfInstant(one.time)),
  );
  const notes: PlantNote[] = [];
  const booked = spec.clean ? moved.map(bookedOf) : plant(moved, periods, new Set(world.customers.map(({ id }) => id)), notes);
  const rows: PrepaymentRow[] = [];
  let balance = moved.length === 0 ? 0n : moved[0]!.balance - signed(moved[0]!);
  for (const period of periods) {
    const first = dayOfInstant(periodInstants(period).from);
    const blank = { customerId: '', voucher: '' };
    rows.push({ kind: 'opening', day: first, memo: '期初余额', amount: balance, ...blank });
    const month = booked.filter((one) => one.period === period);
    month.forEach((one, i) => {
      rows.push({ kind: 'entry', ...one, voucher: `银-${period.replace('-', '')}-${String(i + 1).padStart(4, '0')}` });
    });
    for (const one of moved) if (periodOfInstant(one.time) === period) balance += signed(one);
    rows.push({ kind: 'closing', day: month.at(-1)?.day ?? first, memo: '期末余额', amount: balance, ...blank });
  }
  return { rows, notes };
}

/** Movements alone in their party's month, where a plant is what it is and nothing else. */
function alone(moved: readonly Movement[]): Movement[] {
  const keyOf = (one: Movement): string => `${periodOfInstant(one.time)}|${one.customerId ?? ''}`;
  const count = new Map<string, number>();
  for (const one of moved) count.set(keyOf(one), (count.get(keyOf(one)) ?? 0) + 1);
  return moved.filter((one) => one.customerId !== null && !one.income && count.get(keyOf(one)) === 1);
}

function plant(moved: readonly Movement[], periods: readonly Period[], customers: ReadonlySet<string>, notes: PlantNote[]): Booked[] {
  const free = alone(moved);
  const last = periods[periods.length - 1];
  // The late one first: it needs a month after its own, and the party's month there as it was.
  const late = free.find((one) => periodOfInstant(one.time) !== last);
  const others = free.filter((one) => one.customerId !== late?.customerId);
  const [forgotten, twice, wrong] = others;
  const note = (one: Movement, more: Partial<Parameters<typeof breakNote>[0]> & Pick<Parameters<typeof breakNote>[0], 'class'>): void => {
    const party = one.customerId;
    const customer = party !== null && customers.has(party) ? party : null;
    notes.push(breakNote({ role: 'prepayment', period: periodOfInstant(one.time), counterparty: party, customer, ...more }));
  };
  const booked = moved.flatMap((one): Booked[] => {
    const row = bookedOf(one);
    const amount = signed(one);
    if (one === forgotten) {
      note(one, { class: 'missing-in-ledger', billAmount: amount, difference: amount });
      return [];
    }
    if (one === twice) {
      note(one, { class: 'duplicate-in-ledger', ledgerAmount: amount, difference: -amount });
      return [row, row];
    }
    if (one === wrong) {
      note(one, { class: 'amount', ledgerAmount: amount - TYPED_WRONG, billAmount: amount, difference: TYPED_WRONG });
      return [{ ...row, amount: amount - TYPED_WRONG }];
    }
    if (one === late) {
      const next = shiftPeriod(row.period, 1);
      note(one, { class: 'timing', otherPeriod: next, ledgerAmount: amount, billAmount: amount, difference: amount });
      return [{ ...row, period: next, day: dayOfInstant(periodInstants(next).from) }];
    }
    return [row];
  });
  const [period] = periods;
  if (period !== undefined) {
    booked.push({ period, day: dayOfInstant(periodInstants(period).from), customerId: '', memo: '账户充值', amount: INVENTED });
    notes.push(breakNote({ role: 'prepayment', class: 'missing-in-bill', period, ledgerAmount: INVENTED, difference: -INVENTED }));
  }
  return booked;
}

/** The book as .csv, UTF-8 with a byte order mark: debit, credit and the balance on balance rows, as a general ledger's export has them. */
export function prepaymentCsv(rows: readonly PrepaymentRow[]): Uint8Array {
  const lines = rows.map(({ kind, day, customerId, memo, voucher, amount }) => {
    const debit = kind === 'entry' && amount > 0n ? formatUnits(amount) : '';
    const credit = kind === 'entry' && amount <= 0n ? formatUnits(-amount) : '';
    return [day, voucher, customerId, memo, debit, credit, kind === 'entry' ? '' : formatUnits(amount)].join(',');
  });
  return new TextEncoder().encode(['\uFEFF日期,凭证号,客户ID,摘要,借方,贷方,余额', ...lines].join('\r\n') + '\r\n');
}

import { ONE, type Units } from '../../../shared/money';
import { dayOfInstant, periodOfInstant, type Period } from '../../../shared/period';
import type { BillLine, Customer, Movement } from './model';

/** What a resale customer may still spend, from what it got and what its charges took in cash (semantics.md #32, #45). */
export interface CustomerBalance {
  readonly amount: Units;
  /** Arrears not repaid. */
  readonly debt: Units;
}

/** Money of the partner that reached the customer, signed, in one movement of the partner's account. */
const toCustomer = (movement: Movement): Units => (movement.income ? -movement.change : movement.change);

/**
 * Standing of a customer on a day. What it had before the first month is the least that keeps it from going below zero, or what makes a customer
 * that left end with nothing.
 * @param lines all its bill lines; those of the day's month count whole, as they are served
 * @param movements of this customer
 */
export function balanceOf(
  customer: Customer,
  periods: readonly Period[],
  lines: readonly BillLine[],
  movements: readonly Movement[],
  today: string,
): CustomerBalance {
  const until = today.slice(0, 7);
  const changes = new Map<Period, Units>();
  const add = (period: Period, units: Units): void => void changes.set(period, (changes.get(period) ?? 0n) + units);
  for (const line of lines) add(line.period, -line.cash);
  for (const movement of movements) add(periodOfInstant(movement.time), toCustomer(movement));
  let running = 0n;
  let lowest = 0n;
  for (const period of periods) {
    running += changes.get(period) ?? 0n;
    if (running < lowest) lowest = running;
  }
  let amount = customer.leftOn === null ? (-lowest / (100n * ONE) + 2n) * 100n * ONE : -running;
  let debt = 0n;
  for (const line of lines) {
    if (line.period > until) continue;
    amount -= line.cash;
    debt += line.debt ?? 0n;
  }
  for (const movement of movements) if (dayOfInstant(movement.time) <= today) amount += toCustomer(movement);
  return { amount, debt };
}

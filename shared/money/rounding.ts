import { CENT, ONE, type Units } from './units';

/**
 * The named roundings of price rules: to the cent, once, after tax; line by line or on the total of what a bill to the counterparty adds up.
 * `truncate-total` is for contracts that leave the odd part of a cent to the customer on the sum (抹零), as the platform does per deduction.
 */
export const ROUNDINGS = ['half-up-line', 'half-up-total', 'truncate-line', 'truncate-total'] as const;
export type RoundingName = (typeof ROUNDINGS)[number];

/** Drops everything below the cent, towards zero: how pay-per-use fees are charged on the China site. */
export function truncateToCent(units: Units): Units {
  return (units / CENT) * CENT;
}

/** Rounds to the cent, halves away from zero. */
export function halfUpToCent(units: Units): Units {
  return divideHalfUp(units, CENT) * CENT;
}

/** Quotient rounded to the nearest integer, halves away from zero. `divisor` is positive. */
export function divideHalfUp(value: bigint, divisor: bigint): bigint {
  const twice = value * 2n;
  return twice >= 0n ? (twice + divisor) / (divisor * 2n) : -((-twice + divisor) / (divisor * 2n));
}

/** `amount x factor`, both at 10^-8, rounded half up to 10^-8. */
export function multiply(amount: Units, factor: Units): Units {
  return divideHalfUp(amount * factor, ONE);
}

/** `amount / divisor`, both at 10^-8, rounded half up to 10^-8; `divisor` is positive. */
export function divide(amount: Units, divisor: Units): Units {
  return divideHalfUp(amount * ONE, divisor);
}

/** `amount x factor`, both at 10^-8, half up to the cent in one step: rounding to 10^-8 on the way could lift a half that is none. */
export function multiplyToCent(amount: Units, factor: Units): Units {
  return divideHalfUp(amount * factor, ONE * CENT) * CENT;
}

/** `amount / divisor`, both at 10^-8, half up to the cent in one step; `divisor` is positive. */
export function divideToCent(amount: Units, divisor: Units): Units {
  return divideHalfUp(amount * ONE, divisor * CENT) * CENT;
}

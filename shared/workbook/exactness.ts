import type { Units } from '../money';

/** Digits that a spreadsheet keeps of a number. */
const KEPT = 1_000_000_000_000_000n;

/** Whether a double shows an amount in full: at most 15 digits from its first to its last that is not 0. */
export function isHeld(units: Units): boolean {
  let rest = units < 0n ? -units : units;
  while (rest >= KEPT && rest % 10n === 0n) rest /= 10n;
  return rest < KEPT;
}

import { formatUnits, type Units } from '../../money';
import { MOVEMENT_KINDS } from '../movement-kinds';
import type { MoneyMovement } from './rows';

/** Parameters that name a movement in a sentence: its kind in words (its code where nobody taught it), its number and its instant. */
export function movementParams({ movement, units }: MoneyMovement): { kind: string; movement: string; time: string; bill: string } {
  return {
    kind: movement.detailType in MOVEMENT_KINDS ? `@movement-${movement.detailType}` : movement.detailType,
    movement: movement.id,
    time: movement.time,
    bill: formatUnits(units),
  };
}

/** A movement by its number, where a sentence is shared by many. */
export const movementText = ({ movement }: MoneyMovement): string => movement.id;

export function sumOf(rows: readonly { readonly units: Units }[]): Units {
  let total = 0n;
  for (const { units } of rows) total += units;
  return total;
}

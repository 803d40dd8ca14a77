/** The two sides of a group made by hand, and what remains between them. */
import { absolute, type Units } from '../../../shared/money';

export interface GroupSums {
  /** Sizes of what stands higher in the ledger, and in the bill. */
  readonly ledger: Units;
  readonly bill: Units;
  /** Bill less ledger: zero where the two cancel out. */
  readonly rest: Units;
  readonly count: number;
}

export function groupSums(differences: Iterable<Units>): GroupSums {
  let [ledger, bill, count] = [0n, 0n, 0];
  for (const one of differences) {
    count++;
    if (one < 0n) ledger += absolute(one);
    else bill += one;
  }
  return { ledger, bill, rest: bill - ledger, count };
}

/** True where a group can be closed as cancelling out: two or more, and nothing remains. */
export function cancelsOut({ rest, count }: Pick<GroupSums, 'rest' | 'count'>): boolean {
  return count > 1 && rest === 0n;
}

/** Places of what would bring a remainder to zero by itself, picked ones left out. */
export function fillers(differences: readonly Units[], picked: (place: number) => boolean, rest: Units): number[] {
  if (rest === 0n) return [];
  return differences.flatMap((one, place) => (one === -rest && !picked(place) ? [place] : []));
}

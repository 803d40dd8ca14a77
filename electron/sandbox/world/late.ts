import type { Dataset } from '../dataset';
import type { World } from './model';

/**
 * A bill line that arrives between the first page of its month and the next: the first page announces one record fewer than the others, once for each
 * start of the gateway (semantics.md, "a total that shifts by one between two pages"). A list of one page never shifts, nobody could see it.
 */
export function lateArrival({ late }: World): NonNullable<Dataset['arriving']> {
  let arrived = late === null;
  return (operation, query, total) => {
    const asked =
      !arrived &&
      operation === 'ListSubcustomerMonthlyBills' &&
      query.text('cycle') === late?.period &&
      query.text('charge_mode') === String(late?.mode) &&
      query.offset === 0 &&
      total > query.limit;
    if (asked) arrived = true;
    return asked ? 1 : 0;
  };
}

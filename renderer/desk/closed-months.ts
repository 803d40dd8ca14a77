/** A month that is signed off is not worked on: what would change it is refused here, whatever the screens offer. */
import type { BodyOf } from '../../shared/journal/entries';
import type { Period } from '../../shared/period';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { record } from './journal-apply';
import { signedPeriods } from './statuses';

/** @throws DeskFailure `period-closed` with the first of the months that is signed off */
export async function refuseClosed(core: DeskCore, periods: Iterable<Period>): Promise<void> {
  const signed = await signedPeriods(core);
  const closed = [...periods].sort().find((period) => signed.has(period));
  if (closed !== undefined) throw new DeskFailure('period-closed', closed);
}

/** @throws DeskFailure `period-closed`; nothing is written then */
export async function explainTotal(core: DeskCore, args: Omit<BodyOf<'total-explained'>, 'kind'>): Promise<void> {
  await refuseClosed(core, [args.period]);
  await record(core, { kind: 'total-explained', ...args });
}

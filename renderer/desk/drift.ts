/** Closed months whose bill moved since: the current lines against those of the archive. */
import { billCellRows } from '../../shared/close';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import type { Period } from '../../shared/period';
import type { BillColumns } from '../../shared/reconcile/types';
import { billColumns } from './bill-columns';
import type { ClosingRow } from '../store/schema';
import type { DeskCore } from './core';
import { periodsOf } from './engine-input';
import { refreshStates } from './statuses';

/** Digest of the bill in an archive's text; independent of the order in which lines came. */
export function archivedBillDigest(archive: string): string {
  return sha256Hex(canonicalJson((JSON.parse(archive) as { billCells: unknown }).billCells));
}

/** Marks closed months that no longer agree with their archive, and takes the mark back where they agree again. Nothing reopens by itself. */
export async function refreshDrift(core: DeskCore): Promise<void> {
  const { store } = core;
  const closings = await store.closings.toArray();
  if (closings.length === 0) return;
  const periods = await periodsOf(core);
  const { bills } = await billColumns(core, periods);
  const changed: ClosingRow[] = [];
  for (const closing of closings) {
    // After a rebuild of the store only the archive knows what was signed.
    const billDigest = closing.billDigest ?? archivedBillDigest((await core.link.call('archiveGet', { sha256: closing.archive })).text);
    // A month that is not synced here has nothing to compare with.
    const drifted = periods.includes(closing.period) && billDigestOf(core, closing.period, periods, bills) !== billDigest;
    if (billDigest !== closing.billDigest || drifted !== closing.drifted) changed.push({ ...closing, billDigest, drifted });
  }
  if (changed.length === 0) return;
  await store.transaction('rw', [store.closings, store.figures, store.decisions, store.explanations], async () => {
    await store.closings.bulkPut(changed);
    await refreshStates(core);
  });
}

/** The archive's own form of the month's lines, made from what is published now. */
function billDigestOf(core: DeskCore, period: Period, periods: readonly Period[], bills: BillColumns): string {
  return sha256Hex(canonicalJson(billCellRows(period, { periods, bills, texts: core.dictionary })));
}

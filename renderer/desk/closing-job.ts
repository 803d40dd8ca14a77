/** Closing a month: what is missing, the archive first, then the sign-off in the journal. */
import { asCloseCheck, buildArchive, closeCheck, type CloseOutcome } from '../../shared/close';
import type { CloseCheck } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import type { BodyOf } from '../../shared/journal/entries';
import { reconcile } from '../../shared/reconcile/engine';
import type { DeskCore } from './core';
import { archivedBillDigest } from './drift';
import { engineInput } from './engine-input';
import { DeskFailure } from './faults';
import { allEntries, record } from './journal-apply';

type ReasonCode = BodyOf<'decision'>['reason'];

export class ClosingDesk {
  constructor(private readonly core: DeskCore) {}

  async check(period: Period): Promise<CloseCheck> {
    return asCloseCheck(await this.outcome(period));
  }

  /** @throws DeskFailure `close-refused` with what is missing; nothing is written then */
  async signOff({ period, note }: { readonly period: Period; readonly note: string }): Promise<void> {
    const { core } = this;
    const outcome = await this.outcome(period);
    if (!(await core.store.figures.get(period))) throw new DeskFailure('close-refused', `no figures for ${period}`);
    if (await core.store.closings.get(period)) throw new DeskFailure('close-refused', `${period} is signed off`);
    if (!outcome.ready)
      throw new DeskFailure(
        'close-refused',
        outcome.missing
          .map((item) => item.id)
          .slice(0, 20)
          .join(', '),
      );
    const input = await engineInput(core);
    const archive = buildArchive(period, input, reconcile(input), (await allEntries(core)).entries);
    const { sha256 } = await core.link.call('archivePut', { text: archive.text });
    if (sha256 !== archive.sha256) throw new DeskFailure('journal-failed', 'archive digest');
    await record(core, {
      kind: 'sign-off',
      period,
      archive: sha256,
      carried: [...outcome.carriedOn],
      carriedTotal: outcome.carriedTotal,
      note,
    });
    await core.store.closings.update(period, { billDigest: archivedBillDigest(archive.text) });
  }

  /** @throws DeskFailure `close-refused` when the month is not signed off */
  async reopen({ period, reason }: { readonly period: Period; readonly reason: string }): Promise<void> {
    if (!(await this.core.store.closings.get(period))) throw new DeskFailure('close-refused', `${period} is not signed off`);
    await record(this.core, { kind: 'reopened', period, reason });
  }

  private async outcome(period: Period): Promise<CloseOutcome> {
    const { store } = this.core;
    const breaks = await store.breaks.toArray();
    const totals = await store.totals.where('period').equals(period).toArray();
    const states = new Map(
      breaks.map((row) => [
        row.id,
        {
          status: row.status,
          reason: (row.decision?.reason ?? null) as ReasonCode,
          note: row.decision?.note ?? '',
          owner: row.decision?.owner ?? null,
        },
      ]),
    );
    const explained = new Set(totals.filter((total) => total.explained !== null).map((total) => total.id));
    return closeCheck({
      period,
      breaks,
      totals,
      stateOf: (id) => states.get(id) ?? { status: 'open', reason: null, note: '', owner: null },
      isExplained: (total) => explained.has(total.id),
    });
  }
}

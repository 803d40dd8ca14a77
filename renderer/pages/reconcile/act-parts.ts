import type { BreakDecision } from '../../../shared/desk/api';

/**
 * Breaks of one call at most: between calls a person sees how far it is, and can stop. Each call writes the sets of decisions and has the page read them
 * again, so that many small ones would cost more than the act itself.
 */
const PART = 50_000;

/** An act on many breaks as acts on some each; what is matched with each other is one matter and stays whole. */
export function partsOf(decision: BreakDecision, part = PART): BreakDecision[] {
  const { breaks, action } = decision;
  if (action === 'match' || breaks.length <= part) return [decision];
  return Array.from({ length: Math.ceil(breaks.length / part) }, (_, at) => ({
    ...decision,
    breaks: breaks.slice(at * part, (at + 1) * part),
  }));
}

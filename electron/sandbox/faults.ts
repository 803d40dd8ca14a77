/**
 * Deliberate misbehaviour for tests: plain data, so that a plan can be kept in a file or sent over a process boundary.
 */

/** One rule; the first whose range covers a request is applied to it. */
export interface FaultRule {
  /** OperationId it applies to; every operation when absent. */
  readonly operation?: string;
  /** First matching request it applies to, counted from 1. */
  readonly from?: number;
  /** How many matching requests in a row; all later ones when absent. */
  readonly count?: number;
  /** Wait before anything else. */
  readonly delayMs?: number;
  /** Answer with this status and a fitting error body instead of data. */
  readonly status?: number;
  /** Cut the connection after this many bytes of the answer's body; 0 before any byte of the answer. */
  readonly dropAfter?: number;
  /** Added to the total the answer announces (`count`, `total_count`): a list that moves between pages. */
  readonly totalDelta?: number;
}

export type FaultPlan = readonly FaultRule[];

const ERROR_CODES: Readonly<Record<number, string>> = {
  400: 'CBC.0100',
  401: 'APIGW.0301',
  403: 'CBC.0151',
  404: 'APIGW.0101',
  429: 'APIGW.0308',
  500: 'CBC.0999',
  502: 'APIGW.0610',
  503: 'APIGW.0613',
  504: 'APIGW.0201',
};

/** The error code that goes with a planned status. */
export function errorCodeFor(status: number): string {
  return ERROR_CODES[status] ?? 'CBC.0999';
}

/** Keeps count of matching requests per rule and picks the rule for each request. */
export class Faults {
  private readonly seen: number[];

  constructor(private readonly plan: FaultPlan = []) {
    this.seen = plan.map(() => 0);
  }

  /** The rule that applies to this request of `operation`, if any. */
  next(operation: string): FaultRule | null {
    let chosen: FaultRule | null = null;
    this.plan.forEach((rule, index) => {
      if (rule.operation !== undefined && rule.operation !== operation) return;
      const nth = (this.seen[index] ?? 0) + 1;
      this.seen[index] = nth;
      const from = rule.from ?? 1;
      const until = rule.count === undefined ? Infinity : from + rule.count - 1;
      if (chosen === null && nth >= from && nth <= until) chosen = rule;
    });
    return chosen;
  }
}

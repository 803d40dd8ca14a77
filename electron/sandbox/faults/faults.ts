/** Which planned faults hit a request. */
import type { Effect, FaultPlan } from './plan';

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

/** Keeps count of matching requests per rule. */
export class Faults {
  private readonly seen: number[];

  constructor(private readonly plan: FaultPlan = { rules: [] }) {
    this.seen = plan.rules.map(() => 0);
  }

  /** What happens to this request of `operation`; nothing when no rule hits it. */
  next(operation: string): Effect {
    const all: Effect = {};
    this.plan.rules.forEach(({ operation: of, from = 1, count = Infinity, chance = 1, ...effect }, index) => {
      if (of !== undefined && of !== operation) return;
      const nth = (this.seen[index] ?? 0) + 1;
      this.seen[index] = nth;
      if (nth < from || nth >= from + count) return;
      if (chance < 1 && share(this.plan.seed ?? 1, index, nth) >= chance) return;
      for (const [name, value] of Object.entries(effect)) if (!(name in all)) Object.assign(all, { [name]: value });
    });
    return all;
  }
}

/** A number from 0 to 1 that depends on nothing but its arguments: the order in which other operations are asked changes nothing. */
function share(seed: number, rule: number, nth: number): number {
  let t = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(rule + 1, 0xc2b2ae35) ^ Math.imul(nth, 0x27d4eb2f)) >>> 0;
  t = Math.imul(t ^ (t >>> 15), 1 | t);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
}

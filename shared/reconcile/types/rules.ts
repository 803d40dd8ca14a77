/**
 * What the engine judges by: rule set and price rules, versioned. Amounts are bigint units of 10^-8; codes are ids of one dictionary that `texts` resolves, 0 stands for "absent".
 */
import type { Period } from '../../period';
import type { RoundingName } from '../../money';

/** Versioned settings of the engine; its digest stands in every result. */
export interface RuleSet {
  readonly version: 1;
  /** Largest |difference| matched by the tolerance pass, decimal text; "0" unless set (interfaces.md, reading 1). */
  readonly tolerance: string;
  /** Tax rates tried by the tax-basis class, decimal text. */
  readonly taxRates: readonly string[];
  /** Hours between an adjustment record and its movement at most (interfaces.md, reading 10). */
  readonly movementHours: number;
  /** Periods to either side searched by the adjacent-period pass. */
  readonly adjacentPeriods: number;
}

export interface PriceRule {
  /** Rules with one ID are versions of it, in months that do not overlap. */
  readonly id: string;
  readonly match: { readonly counterparty?: string; readonly customer?: string; readonly service?: string; readonly chargeMode?: string };
  readonly from: Period;
  readonly to: Period | null;
  readonly price:
    | { readonly kind: 'pass-through' }
    | { readonly kind: 'cost-plus'; readonly markup: string }
    | { readonly kind: 'list-discount'; readonly factor: string }
    | {
        readonly kind: 'tiers';
        /** What the volume and the price are made of: list price or cost (price-tiers.ts). */
        readonly of: 'list' | 'cost';
        /** `whole`: the step reached prices all of the month; `slices`: each step prices the slice that lies in it. */
        readonly span: 'whole' | 'slices';
        /** Ascending, the first from 0; amounts per counterparty and month. */
        readonly steps: readonly { readonly from: string; readonly factor: string }[];
      }
    | {
        readonly kind: 'fixed';
        readonly amount: string;
        /** What the amount is asked for once a month: each counterparty (unless said), customer, service, or service of each customer that the rule prices. */
        readonly per?: FixedScope;
      };
  readonly tax?: string;
  readonly rounding: RoundingName;
}

export const FIXED_SCOPES = ['counterparty', 'customer', 'service', 'customer-service'] as const;
export type FixedScope = (typeof FIXED_SCOPES)[number];

export interface PriceRules {
  readonly version: 1;
  readonly rules: readonly PriceRule[];
}

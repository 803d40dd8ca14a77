/** An engine input without a row: what a caller with only some of the columns starts from. */
import { NO_PRICE_RULES } from './price-rules';
import { DEFAULT_RULE_SET } from './rule-set';
import type { BillColumns, EngineInput, FeeColumns } from './types';

export const NO_BILLS: BillColumns = {
  rows: 0,
  period: new Uint16Array(),
  customer: new Uint32Array(),
  reseller: new Uint32Array(),
  service: new Uint32Array(),
  resourceType: new Uint32Array(),
  chargeMode: new Uint8Array(),
  kind: new Uint8Array(),
  amount: new BigInt64Array(),
  debt: new BigInt64Array(),
  adjustment: new BigInt64Array(),
  discount: new BigInt64Array(),
  paid: new BigInt64Array(),
};

export const NO_FEES: FeeColumns = {
  rows: 0,
  period: new Uint16Array(),
  customer: new Uint32Array(),
  service: new Uint32Array(),
  chargeMode: new Uint8Array(),
  billType: new Uint8Array(),
  payment: new BigInt64Array(),
  trade: new Uint32Array(),
  association: new Uint8Array(),
};

/** The frame of a run with the shipped rules and nothing in it. */
export function emptyInput(frame: Pick<EngineInput, 'site' | 'currency' | 'periods' | 'texts' | 'trades'>): EngineInput {
  return {
    ...frame,
    bills: NO_BILLS,
    fees: NO_FEES,
    customers: [],
    orders: [],
    refunds: [],
    movements: [],
    adjustments: [],
    statements: [],
    documents: [],
    slices: [],
    entries: [],
    ruleSet: DEFAULT_RULE_SET,
    priceRules: NO_PRICE_RULES,
  };
}

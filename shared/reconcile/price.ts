import { CENT, divideHalfUp, ONE, parseUnits, type Units } from '../money';
import type { Period } from '../period';
import type { PriceRule, PriceRules } from './types';

/** What a price rule is chosen by and works on: one bill cell of a counterparty; amounts in units of 10^-8, without tax. */
export interface PricedCell {
  readonly period: Period;
  readonly counterparty: string;
  readonly customer: string;
  readonly service: string;
  /** Only where the cell was split by charge mode. */
  readonly chargeMode: string | null;
  readonly amount: Units;
  /** discount_amount; list price = amount + discount (semantics.md #7). */
  readonly discount: Units;
}

const SCALE = ONE * ONE;

/** Rules in the order they are tried: more match members first, then as the file has them. */
export function byPrecedence(rules: PriceRules): readonly PriceRule[] {
  return rules.rules
    .map((rule, index) => ({ rule, index, members: Object.values(rule.match).filter((value) => value !== undefined).length }))
    .sort((a, b) => b.members - a.members || a.index - b.index)
    .map(({ rule }) => rule);
}

const covers = (rule: PriceRule, period: Period): boolean => rule.from <= period && (rule.to === null || period <= rule.to);

/** The first rule that fits, or null; a rule on a charge mode fits only cells split by it. */
export function ruleFor(ordered: readonly PriceRule[], cell: Omit<PricedCell, 'amount' | 'discount'>): PriceRule | null {
  return ordered.find((rule) => covers(rule, cell.period) && fits(rule, cell) && (rule.match.chargeMode === undefined || rule.match.chargeMode === cell.chargeMode)) ?? null;
}

/** Whether a rule tells charge modes apart in this cell, so that it has to be split. */
export function splitsByMode(ordered: readonly PriceRule[], cell: Omit<PricedCell, 'amount' | 'discount' | 'chargeMode'>): boolean {
  return ordered.some((rule) => rule.match.chargeMode !== undefined && covers(rule, cell.period) && fits(rule, cell));
}

function fits(rule: PriceRule, cell: { counterparty: string; customer: string; service: string }): boolean {
  const { counterparty, customer, service } = rule.match;
  return (
    (counterparty === undefined || counterparty === cell.counterparty) && (customer === undefined || customer === cell.customer) && (service === undefined || service === cell.service)
  );
}

/**
 * Expected price of a group, cell by cell. Products are kept exact (10^-24) until the rule's own rounding, so that a price is rounded
 * once, after tax.
 */
export class ExpectedPrice {
  private lines = 0n;
  private unrounded = 0n;
  private hasTotals = false;
  private readonly fixedOnce = new Set<string>();
  readonly ruleIds = new Set<string>();
  /** Tax rates of the rules that priced something; '0' where a rule names none. */
  readonly taxes = new Set<string>();

  /** @param withTax whether the ledger's amounts contain tax */
  constructor(readonly withTax: boolean) {}

  add(rule: PriceRule, cell: Pick<PricedCell, 'amount' | 'discount'>): void {
    this.ruleIds.add(rule.id);
    this.taxes.add(rule.tax ?? '0');
    let amount: Units;
    let factor = ONE;
    switch (rule.price.kind) {
      case 'pass-through':
        amount = cell.amount;
        break;
      case 'cost-plus':
        amount = cell.amount;
        factor = ONE + parseUnits(rule.price.markup);
        break;
      case 'list-discount':
        amount = cell.amount + cell.discount;
        factor = parseUnits(rule.price.factor);
        break;
      case 'fixed':
        // Once per group, however many cells the rule covers.
        if (this.fixedOnce.has(rule.id)) return;
        this.fixedOnce.add(rule.id);
        amount = parseUnits(rule.price.amount);
        break;
    }
    const tax = this.withTax && rule.tax !== undefined ? ONE + parseUnits(rule.tax) : ONE;
    const exact = amount * factor * tax;
    if (rule.rounding === 'half-up-line') this.lines += divideHalfUp(exact, SCALE * CENT) * CENT;
    else if (rule.rounding === 'truncate-line') this.lines += (exact / (SCALE * CENT)) * CENT;
    else {
      this.unrounded += exact;
      this.hasTotals = true;
    }
  }

  /** Expected amount in units of 10^-8. */
  get units(): Units {
    return this.lines + (this.hasTotals ? divideHalfUp(this.unrounded, SCALE * CENT) * CENT : 0n);
  }
}

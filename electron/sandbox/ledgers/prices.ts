import { halfUpToCent, multiply, ONE, parseUnits, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import type { World } from '../world/model';
import { counterpartyOf, type Cell } from './cells';

/** Prices of the sample: what each group of counterparties pays, and the price-rules.json that says so. */

const TAX = '0.06';
const MARKUP = '0.08';
const VIP_FACTOR = '0.9';
const FROM: Period = '2026-01';

type Price =
  | { readonly kind: 'pass-through' }
  | { readonly kind: 'cost-plus'; readonly markup: string }
  | { readonly kind: 'list-discount'; readonly factor: string };

export interface PriceRule {
  readonly id: string;
  readonly match: { readonly counterparty: string };
  readonly from: Period;
  readonly to: null;
  readonly price: Price;
  readonly tax: string;
  readonly rounding: 'half-up-line';
}

/** One rule for each counterparty but the one that has none; customers of resellers are priced through the reseller. */
export function sampleRules(world: World): PriceRule[] {
  const [first = FROM] = world.periods;
  const from = first < FROM ? first : FROM;
  const rule = (id: string, counterparty: string, price: Price): PriceRule => ({
    id,
    match: { counterparty },
    from,
    to: null,
    price,
    tax: TAX,
    rounding: 'half-up-line',
  });
  const rules = world.resellers.map((reseller, i) => rule(`reseller-${String(i + 1)}`, reseller.id, { kind: 'pass-through' }));
  for (const customer of world.customers) {
    if (customer.resellerId !== null || customer.association === '1' || customer.group === 'no-rule') continue;
    const price: Price = customer.group === 'vip' ? { kind: 'list-discount', factor: VIP_FACTOR } : { kind: 'cost-plus', markup: MARKUP };
    rules.push(rule(`${customer.group}-${customer.erpCode}`, customer.id, price));
  }
  return rules;
}

function net(cell: Cell, price: Price): Units {
  if (price.kind === 'pass-through') return cell.amount;
  if (price.kind === 'cost-plus') return multiply(cell.amount, ONE + parseUnits(price.markup));
  return multiply(cell.amount + cell.discount, parseUnits(price.factor));
}

const BY_COUNTERPARTY = new WeakMap<readonly PriceRule[], ReadonlyMap<string, PriceRule>>();

function ruleFor(rules: readonly PriceRule[], counterparty: string): PriceRule | undefined {
  let known = BY_COUNTERPARTY.get(rules);
  if (known === undefined) BY_COUNTERPARTY.set(rules, (known = new Map(rules.map((rule) => [rule.match.counterparty, rule]))));
  return known.get(counterparty);
}

/** Price of one cell with tax, rounded half up to the cent once, after tax; null without a rule. */
export function expectedOf(cell: Cell, rules: readonly PriceRule[]): Units | null {
  const rule = ruleFor(rules, counterpartyOf(cell));
  return rule ? halfUpToCent(multiply(net(cell, rule.price), ONE + parseUnits(rule.tax))) : null;
}

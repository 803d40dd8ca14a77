/** Price rules in words, and the empty ones a form starts from. */
import type { TFunction } from 'i18next';
import { ONE, displayUnits, formatUnits, parseUnits } from '../../../../shared/money';
import type { PriceRule } from '../../../../shared/reconcile/types';

export const PRICE_KINDS = [
  'pass-through',
  'cost-plus',
  'list-discount',
  'tiers',
  'fixed',
] as const satisfies readonly PriceRule['price']['kind'][];

/** `0.08` as `8%`; text that is no decimal stays as it was typed. */
export function percentText(text: string): string {
  try {
    return `${formatUnits(parseUnits(text) * 100n, 0)}%`;
  } catch {
    return text;
  }
}

function amountText(text: string): string {
  try {
    return displayUnits(parseUnits(text), 2);
  } catch {
    return text;
  }
}

function factorText(text: string): string {
  try {
    return formatUnits((parseUnits(text) * ONE) / ONE, 0);
  } catch {
    return text;
  }
}

/** What a rule asks for, in one line. */
export function priceSentence(t: TFunction, price: PriceRule['price']): string {
  switch (price.kind) {
    case 'pass-through':
      return t('prices.sentence.pass-through');
    case 'cost-plus':
      return t('prices.sentence.cost-plus', { rate: percentText(price.markup) });
    case 'list-discount':
      return t('prices.sentence.list-discount', { rate: factorText(price.factor) });
    case 'fixed':
      return t('prices.sentence.fixed', { amount: amountText(price.amount), scope: t(`prices.per.${price.per ?? 'counterparty'}`) });
    case 'tiers': {
      const steps = price.steps.map(({ from, factor }) => t('prices.sentence.step', { from: amountText(from), rate: factorText(factor) }));
      return t('prices.sentence.tiers', {
        base: t(`prices.base.${price.of}`),
        span: t(`prices.span.${price.span}`),
        steps: steps.join(', '),
      });
    }
  }
}

/** A price of a kind with the least that makes it valid. */
export function emptyPrice(kind: PriceRule['price']['kind']): PriceRule['price'] {
  switch (kind) {
    case 'pass-through':
      return { kind };
    case 'cost-plus':
      return { kind, markup: '' };
    case 'list-discount':
      return { kind, factor: '' };
    case 'fixed':
      return { kind, amount: '' };
    case 'tiers':
      return { kind, of: 'list', span: 'whole', steps: [{ from: '0', factor: '1' }] };
  }
}

/** An ID like `base` that no rule has. */
export function freeId(base: string, rules: readonly PriceRule[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  for (let n = 1; ; n++) {
    const id = `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}

import { formatUnits, type Units } from '../../money';
import { reason } from '../reasons';
import type { EngineContext } from '../context';
import type { ControlTotal, Reason } from '../types';

const KINDS: Readonly<Record<string, string>> = {
  '0': '@kind-consumption',
  '1': '@kind-refunds',
  '2': '@kind-adjustments',
  sum: '@kind-sum',
  due: '@place-due',
};
const MODES: ReadonlySet<string> = new Set(['1', '3', '10', '11']);
const PLACES = ['place-1', 'place-2', 'place-3', 'place-4', 'place-5', 'place-6', 'place-7'] as const;

const PLACED = 'total-at';

/** A broken total's sentence with the place it diverges at first; customers by their names, codes as they are. */
export function withPlace(context: EngineContext, total: ControlTotal): ControlTotal {
  const first = total.firstDivergence;
  if (first === null) return total;
  const names: string[] = [];
  for (const [level, value] of Object.entries(first.bucket)) {
    const name = nameOf(context, level, value);
    if (name !== '' && names.at(-1) !== name && names.length < PLACES.length) names.push(name);
  }
  if (names.length === 0) return total;
  const { key, params } = total.sentence;
  const parts = Object.fromEntries(names.map((name, index) => [`p${String(index + 1)}`, name]));
  const amounts = { placeLeft: textOf(first.left), placeRight: textOf(first.right), placeDifference: textOf(first.difference) };
  const sentence: Reason = reason(PLACED, { ...params, ...parts, ...amounts, at: `@${key}`, place: `@${PLACES[names.length - 1]!}` });
  return { ...total, sentence };
}

/** The sentence without the place that {@link withPlace} put into it, for where the place stands beside it. */
export function withoutPlace({ key, params }: Reason): Reason {
  return { key: key === PLACED ? (params['at'] ?? '').slice(1) : key, params };
}

const textOf = (units: Units | null): string => (units === null ? '–' : formatUnits(units));

function nameOf(context: EngineContext, level: string, value: string): string {
  if (level === 'kind') return KINDS[value] ?? value;
  if (level === 'chargeMode') return MODES.has(value) ? `@place-mode-${value}` : value;
  if (level !== 'customer' && level !== 'counterparty') return value;
  const customer = context.input.customers.find(({ id }) => id === value);
  return customer?.name || customer?.accountName || value;
}

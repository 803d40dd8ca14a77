import type { Units } from '../../money';
import { parseSliceId } from '../../sync/slices';
import { counterpartyOf, type EngineContext } from '../context';
import { descend, differenceOf, type Descent, type Level } from './descent';
import type { ControlTotal, Reason, TotalCheck } from '../types';

/** One bucket of a control total after its test; the names in order of the descent. */
export interface Bucket {
  readonly name: Readonly<Record<string, string>>;
  readonly left: Units | null;
  readonly right: Units | null;
}

/** Levels all totals share, the rest follows in the order the buckets name them. */
const LEVELS = ['counterparty', 'customer', 'service', 'chargeMode', 'kind'] as const;

/**
 * The descent to the first of some buckets (descent.ts). `counterparty` comes from the bucket's customer where the bucket names one.
 * @param tested everything tested, `broken` included
 */
export function firstOf(
  broken: readonly Bucket[],
  tested: readonly Bucket[] = broken,
  context: EngineContext | null = null,
): Pick<ControlTotal, 'firstDivergence' | 'path'> {
  const own = [...new Set(broken.flatMap(({ name }) => Object.keys(name)))].filter((key) => !LEVELS.some((level) => level === key));
  const levels = [...LEVELS, ...own].map((level): Level<Bucket> => ({
    level,
    key: ({ name }) =>
      name[level] ?? (level === 'counterparty' && context && name['customer'] ? counterpartyName(context, name['customer']) : ''),
    name: String,
  }));
  return shownDescent(descend(levels, tested, broken, ({ left, right }) => [left, right]));
}

export function shownDescent({ path, first }: Descent): Pick<ControlTotal, 'firstDivergence' | 'path'> {
  return { firstDivergence: first, path };
}

function counterpartyName(context: EngineContext, customer: string): string {
  const code = context.codes.code(customer);
  return code === 0 ? customer : context.codes.text(counterpartyOf(context, code, 0));
}

/** Members of a total that nothing can be compared for. */
export const UNPROVEN = {
  left: null,
  right: null,
  difference: null,
  tolerance: null,
  toleranceWhy: null,
  status: 'not-provable',
  buckets: { tested: 0, broken: 0 },
  firstDivergence: null,
  path: [],
  checks: [],
} as const;

/** An identity tested beside a total's sides. `broken` over 0 makes it broken, nothing tested not provable. */
export function check(
  identity: string,
  basis: TotalCheck['basis'],
  sides: {
    readonly left: Units | null;
    readonly right: Units | null;
    readonly tested: number;
    readonly broken: number;
    readonly within?: boolean;
  },
  sentence: Reason,
): TotalCheck {
  const { left, right, tested, broken, within } = sides;
  const status = broken > 0 ? 'broken' : tested === 0 ? 'not-provable' : within ? 'within' : 'equal';
  return { identity, basis, status, left, right, difference: differenceOf(left, right), tested, broken, sentence };
}

/** In order of the numbers. */
export function inOrder(checks: readonly TotalCheck[]): TotalCheck[] {
  return [...checks].sort((a, b) => Number.parseInt(a.identity, 10) - Number.parseInt(b.identity, 10));
}

/** Customers whose fee records of the month could not be published: their buckets would diverge for no reason of the bill's. */
export function customersNotRead(context: EngineContext, period: string): ReadonlySet<number> {
  const unread = new Set<number>();
  for (const slice of context.input.slices) {
    if (slice.failure === null || slice.period !== period) continue;
    const key = parseSliceId(slice.slice);
    if (key.source === 'fee-records' && key.customer !== undefined) unread.add(context.codes.code(key.customer));
  }
  return unread;
}

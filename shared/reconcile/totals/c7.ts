import { BENEFIT_SOURCES } from '../../api/benefit-sources';
import { byCodeUnit } from '../../digest';
import { ONE } from '../../money';
import { reason } from '../reasons';
import { firstOf, UNPROVEN, type Bucket } from './total';
import type { EngineContext } from '../context';
import { parseSliceId } from '../../sync/slices';
import type { ControlTotal, Reason, SliceCount } from '../types';

/** At most so many slices are named in the sentence. */
const NAMED = 5;

/**
 * C7, rows received = rows announced, slice by slice (semantics.md #8; interfaces.md, reading 12). Counts stand in the amount columns, one
 * row as 1.00. A slice without a period (customers, orders, ...) is judged once, under the newest period.
 *
 * Only a distributor may list resellers (partner-api.yaml, ListIndirectPartners): for everybody else the refusal is the normal answer, so it
 * breaks nothing and is said in the sentence. The same holds for coupons, quotas and customers' balances: keys without their permission leave C5 and
 * the customers' side of C4 unproven, the bill is no less complete.
 */
export function c7(context: EngineContext): ControlTotal[] {
  const newest = context.input.periods.at(-1);
  const ofPeriod = new Map<string | undefined, SliceCount[]>(context.input.periods.map((period) => [period, []]));
  for (const slice of context.input.slices)
    if (slice.announced !== null || slice.failure !== null) ofPeriod.get(slice.period ?? newest)?.push(slice);
  return context.input.periods.map((period) => {
    const slices = ofPeriod.get(period)!;
    const refused = slices.filter(isRefusedResellerList);
    const total = judge(
      period,
      slices.filter((slice) => !isRefusedResellerList(slice) && !isRefusedBeside(slice)),
    );
    const beside = slices.filter(isRefusedBeside);
    const noted = refused.length === 0 ? total.sentence : withNote('c7-no-resellers', 'sentence', total.sentence);
    return { ...total, sentence: beside.length === 0 ? noted : withNote('c7-no-benefits', 'rest', noted) };
  });
}

/** What stands beside the bill and may be refused to keys that read all of the bill. */
const BESIDE: ReadonlySet<string> = new Set(Object.keys(BENEFIT_SOURCES));

function isRefusedBeside({ slice, failure }: SliceCount): boolean {
  return (failure === 'permission' || failure === 'not-partner' || failure === 'withdrawn') && BESIDE.has(parseSliceId(slice).source);
}

function isRefusedResellerList({ slice, failure }: SliceCount): boolean {
  return (failure === 'permission' || failure === 'not-partner') && parseSliceId(slice).source === 'resellers';
}

/** @param as name under which the note has the sentence; two notes in one another need two */
function withNote(key: 'c7-no-resellers' | 'c7-no-benefits', as: 'sentence' | 'rest', sentence: Reason): Reason {
  return reason(key, { ...sentence.params, [as]: `@${sentence.key}` });
}

function judge(period: string, slices: readonly SliceCount[]): ControlTotal {
  const frame = {
    id: 'C7',
    period,
    currency: null,
    taxBasis: null,
    blocking: true,
    basis: 'inferred',
    identity: '8',
    covers: ['count', 'total_count'],
  } as const;
  if (slices.length === 0) return { ...frame, ...UNPROVEN, sentence: reason('c7-none', { period }) };
  let announced = 0;
  let received = 0;
  const broken: Bucket[] = [];
  for (const slice of slices) {
    if (slice.announced !== null) {
      announced += slice.announced;
      received += slice.received;
    }
    if (slice.failure === null && slice.announced === slice.received) continue;
    const name: Record<string, string> = { slice: slice.slice };
    if (slice.failure !== null) name['failure'] = slice.failure;
    broken.push({ name, left: slice.announced === null ? null : rows(slice.announced), right: rows(slice.received) });
  }
  const named = broken
    .map((bucket) => (bucket.name['failure'] ? `${bucket.name['slice']} (${bucket.name['failure']})` : bucket.name['slice']!))
    .sort(byCodeUnit);
  const list = named.slice(0, NAMED).join(', ') + (named.length > NAMED ? ', …' : '');
  const params = { tested: String(slices.length), broken: String(broken.length), received: String(received), slices: list };
  return {
    ...frame,
    left: rows(announced),
    right: rows(received),
    difference: rows(announced - received),
    tolerance: 0n,
    toleranceWhy: reason('tolerance-count'),
    status: broken.length > 0 ? 'broken' : 'equal',
    buckets: { tested: slices.length, broken: broken.length },
    ...firstOf(broken),
    checks: [],
    sentence: reason(broken.length > 0 ? 'c7-broken' : 'c7-equal', params),
  };
}

const rows = (count: number): bigint => BigInt(count) * ONE;

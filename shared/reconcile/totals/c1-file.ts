import { absolute, formatUnits, halfUpToCent, ONE, type Units } from '../../money';
import { reason } from '../reasons';
import { firstOf, UNPROVEN, type Bucket } from './total';
import type { BillDocument, ControlTotal, PeriodFigures, Reason, Statement } from '../types';

/** C1 against an imported bill file: kind by kind, because a sum may be right while its parts are not. */
export type Judged = Omit<ControlTotal, 'id' | 'period' | 'blocking' | 'basis' | 'currency' | 'taxBasis'>;

const COVERS = ['settlement amount', 'amount', 'debt_amount', 'adjustment_amount', 'bill_type'];
const STATEMENT_COVERS = ['initial_amount_due', 'consume_amount', 'refunds', 'adjustments', 'tax_amount', 'settlement amount'];
const HALF_CENT = ONE / 200n;

const KINDS = ['consumption', 'refunds', 'adjustments'] as const;
type Kinds = Readonly<Record<(typeof KINDS)[number], Units>>;

const sumOf = (kinds: Kinds): Units => kinds.consumption + kinds.refunds + kinds.adjustments;

/** One bucket of each kind, or one of the sum where the file does not tell the kinds apart. */
function bucketsOf(file: BillDocument, left: Kinds, right: Kinds): Bucket[] {
  if (file.hasKinds === false) return [{ name: { kind: 'sum' }, left: sumOf(left), right: sumOf(right) }];
  return KINDS.map((kind, index) => ({ name: { kind: String(index) }, left: left[kind], right: right[kind] }));
}

/** Names of kinds for a sentence, each resolved in its language. */
function named(broken: readonly Bucket[]): Readonly<Record<string, string>> {
  const key = (kind: string | undefined): string => (kind === 'sum' ? '@kind-sum' : `@kind-${KINDS[Number(kind)] ?? ''}`);
  const names = broken.map((bucket) => key(bucket.name['kind']));
  return { kinds: `@kinds-${String(names.length)}`, kind1: names[0] ?? '', kind2: names[1] ?? '', kind3: names[2] ?? '' };
}

/**
 * China: the partner bill's file, or its typed figures, against the bill lines of another source (semantics.md #42; arrears #6). A file is
 * exact; a figure typed from the PDF may be rounded half up to the cent at its total, as the International bill is (#40, #41).
 * @param shown the reading of arrears to go by where none holds; how far the file is off by the other one is said too
 */
export function chinaFile(figures: PeriodFigures, file: BillDocument, shown: string | null): Judged {
  const { period } = figures;
  const frame = { identity: '42', covers: COVERS };
  const left = sumOf(file);
  const typed = file.kind === 'statement-figures';
  if (file.currency !== figures.currency)
    return {
      ...frame,
      ...UNPROVEN,
      left,
      sentence: reason('c1-file-currency', { period, file: file.currency, currency: figures.currency }),
    };
  if (file.isSource) return { ...frame, ...UNPROVEN, left, sentence: reason('c1-cn-own-file', { period, left: formatUnits(left) }) };
  const readings = figures.dueReadings.length > 0 ? figures.dueReadings : [{ name: '42', amount: figures.due }];
  const tried = readings.map(({ name, amount }) => {
    // Arrears belong to consumption alone: refunds and write-offs carry none (semantics.md #5).
    const lines = { ...figures, consumption: figures.consumption + amount - figures.due };
    const buckets = bucketsOf(file, file, lines);
    const broken = buckets.filter((bucket) => bucket.left !== bucket.right && !(typed && rounds(bucket, file)));
    return { name, right: amount, buckets, broken };
  });
  const best = tried.reduce((one, other) => (closer(other, one, shown) ? other : one));
  const difference = left - best.right;
  const texts = {
    period,
    left: formatUnits(left),
    right: formatUnits(best.right),
    difference: formatUnits(difference),
    reading: best.name,
  };
  const held = best.broken.length === 0;
  const exact = best.buckets.every((bucket) => bucket.left === bucket.right);
  const equal = !typed ? 'c1-cn-file-equal' : exact ? 'c1-cn-typed-equal' : 'c1-cn-typed-within';
  const broken = reason(typed ? 'c1-cn-typed-broken' : 'c1-cn-file-broken', { ...texts, ...named(best.broken) });
  const other = tried.find(({ right }) => right !== best.right);
  return {
    ...frame,
    left,
    right: best.right,
    difference,
    tolerance: typed ? HALF_CENT * BigInt(KINDS.length) : 0n,
    toleranceWhy: reason(typed ? 'tolerance-c1-typed' : 'tolerance-exact'),
    status: !held ? 'broken' : exact ? 'equal' : 'within',
    buckets: { tested: best.buckets.length, broken: best.broken.length },
    ...firstOf(best.broken),
    checks: [],
    sentence: held ? reason(equal, texts) : other ? besides(broken, other, left) : broken,
  };
}

/** How far a broken file is off by the other reading of the arrears: which of them the bill counts nobody says. */
function besides(broken: Reason, { name, right }: Tried, left: Units): Reason {
  const params = { otherReading: name, otherRight: formatUnits(right), otherDifference: formatUnits(left - right) };
  return reason('c1-cn-other-reading', { ...broken.params, ...params, judged: `@${broken.key}` });
}

/** A reading and what it leaves. */
interface Tried {
  readonly name: string;
  readonly right: Units;
  readonly broken: readonly Bucket[];
}

/** A reading that holds comes first, then the one to go by, then the one that is off by less. */
function closer(one: Tried, other: Tried, shown: string | null): boolean {
  const [holds, otherHolds] = [one.broken.length === 0, other.broken.length === 0];
  if (holds !== otherHolds) return holds;
  if (!holds && one.name !== other.name && (one.name === shown || other.name === shown)) return one.name === shown;
  if (one.broken.length !== other.broken.length) return one.broken.length < other.broken.length;
  const off = ({ broken }: Tried): Units => broken.reduce((sum, { left, right }) => sum + absolute((left ?? 0n) - (right ?? 0n)), 0n);
  return off(one) < off(other);
}

/**
 * International: the API's statement against the detail file (semantics.md #1, #2, #40, #41). Each kind is rounded half up to the cent at its total
 * and nowhere else, so the exact sum may be off by half a cent a kind; tax and coupons come after.
 */
export function internationalFile(figures: PeriodFigures, file: BillDocument, statement: Statement | null): Judged {
  const { period } = figures;
  const frame = { identity: '1, 2, 40, 41', covers: STATEMENT_COVERS };
  const exact = sumOf(file);
  if (statement === null)
    return { ...frame, ...UNPROVEN, right: exact, sentence: reason('c1-intl-file-alone', { period, right: formatUnits(exact) }) };
  if (file.currency !== statement.currency)
    return {
      ...frame,
      ...UNPROVEN,
      left: statement.due,
      sentence: reason('c1-file-currency', { period, file: file.currency, currency: statement.currency }),
    };
  const kinds = bucketsOf(file, statement, file);
  const broken = kinds.filter((bucket) => !rounds(bucket, file));
  const tolerance = HALF_CENT * BigInt(KINDS.length);
  const plain = sumOf(statement);
  const readings = [
    { name: '1', of: plain, right: exact },
    { name: '1+tax', of: plain + statement.tax, right: exact + statement.tax },
    ...(plain < 0n ? [{ name: '40', of: 0n, right: 0n }] : []),
  ];
  const reading = readings.find(({ of }) => of === statement.due);
  const right = reading?.right ?? exact;
  const difference = statement.due - right;
  const texts = { period, left: formatUnits(statement.due), right: formatUnits(right), difference: formatUnits(difference) };
  const due: Bucket[] = reading || broken.length > 0 ? [] : [{ name: { kind: 'due' }, left: statement.due, right: exact }];
  const wrong = [...broken, ...due];
  return {
    ...frame,
    left: statement.due,
    right,
    difference,
    tolerance,
    toleranceWhy: reason('tolerance-c1-kinds'),
    status: wrong.length > 0 ? 'broken' : difference === 0n ? 'equal' : 'within',
    buckets: { tested: kinds.length + 1, broken: wrong.length },
    ...firstOf(wrong),
    checks: [],
    sentence:
      broken.length > 0
        ? reason('c1-intl-file-broken', { ...texts, ...named(broken) })
        : reading
          ? reason('c1-intl-file', { ...texts, reading: reading.name, tolerance: formatUnits(tolerance) })
          : reason('c1-intl-file-due', texts),
  };
}

/** The statement's figure is the file's, rounded half up to the cent; a sum of three such figures may be off by half a cent each. */
function rounds({ left, right }: Bucket, file: BillDocument): boolean {
  if (left === null || right === null) return false;
  return file.hasKinds === false ? absolute(left - right) <= HALF_CENT * BigInt(KINDS.length) : left === halfUpToCent(right);
}

/**
 * Records of an answer turned into parallel columns by the table in shared/api/sources.ts. A record outside the contract is reported
 * with its place; nothing is guessed and nothing the gateway sends is lost (unknown members travel in `extra`).
 */
import { EXTRA_FIELD, SOURCES, type Field, type SourceId } from '../../shared/api/sources';
import { formatUnits, MoneyError, parseUnits } from '../../shared/money';
import { exactText, isList, isNumber, isObject, member, type Exact, type ExactObject } from './exact-json';

/** A value outside the contract. `place` is a path like `bill_sums[17].amount`; the value itself is never part of it. */
export interface RecordFault {
  readonly place: string;
  readonly why:
    | 'missing'
    | 'not-a-record'
    | 'not-text'
    | 'not-an-amount'
    | 'too-precise'
    | 'too-large'
    | 'not-an-integer'
    | 'not-a-list'
    | 'too-long'
    | 'not-asked-for'
    | 'unknown-unit';
}

export interface Extracted {
  readonly rows: number;
  readonly columns: Readonly<Record<string, (string | null)[]>>;
  readonly faults: readonly RecordFault[];
}

/** More faults than these say nothing new about an answer. */
const MAX_FAULTS = 20;
const INT32 = 2_147_483_647;
/** Characters of a text; the longest documented one has 2,000. */
const LONGEST_TEXT = 65_536;
/** Characters of nested parts kept as JSON, and of everything nobody knows. */
const LONGEST_JSON = 4_194_304;
const LONGEST_EXTRA = 262_144;

interface Plan {
  readonly fields: readonly (readonly [string, Field])[];
  /** Top-level members that some field comes from, with the members used below them (null: all of it). */
  readonly known: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** Values of `by` that some field picks, per list. */
  readonly picked: ReadonlyMap<string, { readonly by: string; readonly is: ReadonlySet<string> }>;
}

const plans = new Map<SourceId, Plan>();

function planOf(source: SourceId): Plan {
  const made = plans.get(source);
  if (made) return made;
  const fields = Object.entries<Field>(SOURCES[source]).filter(([name]) => name !== EXTRA_FIELD);
  const known = new Map<string, Set<string> | null>();
  const picked = new Map<string, { by: string; is: Set<string> }>();
  const use = (path: string): void => {
    if (path.startsWith('^')) return;
    const [top = '', below] = path.split('.');
    const seen = known.get(top);
    if (below === undefined || seen === null) known.set(top, null);
    else known.set(top, (seen ?? new Set()).add(below));
  };
  for (const [name, field] of fields) {
    if (field.pick) {
      const entry = picked.get(field.pick.list) ?? { by: field.pick.by, is: new Set<string>() };
      picked.set(field.pick.list, entry);
      entry.is.add(field.pick.is);
      use(field.pick.list);
    } else use(field.sumOf?.list ?? field.from ?? name);
  }
  const plan = { fields, known, picked };
  plans.set(source, plan);
  return plan;
}

/**
 * Columns of one page.
 * @param records the page's records; each should be an object
 * @param root the whole answer, for fields whose path starts with `^`
 * @param place name of the member that holds the records, for the place of faults
 */
export function extract(source: SourceId, records: readonly Exact[], root: ExactObject, place: string): Extracted {
  const plan = planOf(source);
  const columns: Record<string, (string | null)[]> = {};
  for (const [name] of plan.fields) columns[name] = [];
  const extras: (string | null)[] = (columns[EXTRA_FIELD] = []);
  const faults: RecordFault[] = [];
  const report = (fault: RecordFault): void => {
    if (faults.length < MAX_FAULTS) faults.push(fault);
  };

  records.forEach((record, index) => {
    const at = `${place}[${String(index)}]`;
    if (!isObject(record)) {
      report({ place: at, why: 'not-a-record' });
      return;
    }
    for (const [name, field] of plan.fields) {
      let value: string | null = null;
      try {
        value = valueOf(field, name, record, root);
      } catch (error) {
        if (!(error instanceof ValueFault)) throw error;
        report({ place: `${at}.${error.path}`, why: error.why });
        columns[name]?.push(null);
        continue;
      }
      if (field.required && (value === null || (value === '' && field.kind !== 'amount')))
        report({ place: `${at}.${field.from ?? name}`, why: 'missing' });
      // Amounts are read in yuan or dollars; old interfaces also had tenths and hundredths (semantics.md, "Money, time, codes").
      if (name === 'measure_id' && value !== null && value !== '' && value !== '1')
        report({ place: `${at}.measure_id`, why: 'unknown-unit' });
      columns[name]?.push(value);
    }
    const extra = extraOf(record, plan);
    if (extra !== null && extra.length > LONGEST_EXTRA) report({ place: at, why: 'too-long' });
    extras.push(extra);
  });
  return { rows: records.length, columns, faults };
}

class ValueFault extends Error {
  constructor(
    readonly path: string,
    readonly why: RecordFault['why'],
  ) {
    super(why);
  }
}

function valueOf(field: Field, name: string, record: ExactObject, root: ExactObject): string | null {
  if (field.pick) {
    const { list, by, is, take } = field.pick;
    return sumOver(list, take, record, (entry) => textOf(member(entry, by) ?? null, list) === is);
  }
  if (field.sumOf) return sumOver(field.sumOf.list, field.sumOf.take, record, () => true) ?? null;
  const path = field.from ?? name;
  const value = path.startsWith('^') ? at(path.slice(1), root) : at(path, record);
  if (value === undefined || value === null) return null;
  if (field.json) {
    const text = exactText(value);
    if (text.length > LONGEST_JSON) throw new ValueFault(path, 'too-long');
    return text;
  }
  if (field.kind === 'amount') return amountOf(value, path);
  if (field.kind === 'int') return integerOf(value, path);
  return textOf(value, path);
}

/** Null when the list is absent, or when no entry counts. */
function sumOver(list: string, take: string, record: ExactObject, counts: (entry: ExactObject) => boolean): string | null {
  const entries = at(list, record);
  if (entries === undefined || entries === null) return null;
  if (!isList(entries)) throw new ValueFault(list, 'not-a-list');
  let total: bigint | null = null;
  entries.forEach((entry, index) => {
    const place = `${list}[${String(index)}]`;
    if (!isObject(entry)) throw new ValueFault(place, 'not-a-record');
    if (!counts(entry)) return;
    const value = member(entry, take);
    if (value === undefined || value === null) return;
    const amount = amountOf(value, `${place}.${take}`);
    if (amount !== null) total = (total ?? 0n) + parseUnits(amount);
  });
  return total === null ? null : formatUnits(total);
}

function at(path: string, from: ExactObject): Exact | undefined {
  let value: Exact | undefined = from;
  for (const name of path.split('.')) {
    if (!isObject(value)) return value === undefined || value === null ? undefined : fail(path);
    value = member(value, name);
  }
  return value;
}

function fail(path: string): never {
  throw new ValueFault(path, 'not-a-record');
}

/** Amounts come as a JSON number or as a string; blank text is no amount. The text is kept as it came. */
function amountOf(value: Exact, path: string): string | null {
  const text = isNumber(value) ? value.value : typeof value === 'string' ? value.trim() : null;
  if (text === null) throw new ValueFault(path, 'not-an-amount');
  if (text === '') return null;
  try {
    parseUnits(text);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    throw new ValueFault(path, error.fault === 'too-precise' || error.fault === 'too-large' ? error.fault : 'not-an-amount');
  }
  return text;
}

/** Codes are numbers in one interface and strings in another; both are taken. */
function integerOf(value: Exact, path: string): string | null {
  const text = isNumber(value) ? value.value : typeof value === 'string' ? value.trim() : null;
  if (text === '') return null;
  if (text === null || !/^-?\d{1,10}$/.test(text) || Math.abs(Number(text)) > INT32) throw new ValueFault(path, 'not-an-integer');
  return text;
}

function textOf(value: Exact, path: string): string | null {
  const text = typeof value === 'string' ? value : isNumber(value) ? value.value : null;
  if (text !== null && text.length > LONGEST_TEXT) throw new ValueFault(path, 'too-long');
  if (value === null || text !== null) return text;
  if (typeof value === 'boolean') return String(value);
  throw new ValueFault(path, 'not-text');
}

/** What no field of the table holds: unknown members, unknown members of a known part, entries of a list that no field picks. */
function extraOf(record: ExactObject, plan: Plan): string | null {
  const rest: [string, Exact][] = [];
  for (const name of Object.keys(record)) {
    const value = member(record, name);
    if (value === undefined || value === null) continue;
    const below = plan.known.get(name);
    if (below === undefined) {
      rest.push([name, value]);
    } else if (below !== null && isObject(value)) {
      const left = Object.entries(value).filter(([inner, kept]) => !below.has(inner) && kept !== undefined && kept !== null);
      if (left.length > 0) rest.push([name, Object.fromEntries(left)]);
    } else {
      const pick = plan.picked.get(name);
      if (!pick || !isList(value)) continue;
      const left = value.filter((entry) => isObject(entry) && !pick.is.has(String(member(entry, pick.by) ?? '')));
      if (left.length > 0) rest.push([name, left]);
    }
  }
  return rest.length === 0 ? null : exactText(Object.fromEntries(rest));
}

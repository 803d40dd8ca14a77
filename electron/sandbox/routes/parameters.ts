import { badParameter } from '../errors';

/** One documented request parameter. */
export interface Parameter {
  readonly name: string;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  /** An empty text counts as not sent (documented for few parameters; elsewhere it is a value that matches nothing). */
  readonly emptyIsAbsent?: boolean;
  /** Takes several values: repeated in the address, a list in a body. */
  readonly list?: true;
  /** Of a list of objects in a body: the member that counts. */
  readonly member?: string;
}

export const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
export const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
export const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Checked parameters of one request: text by name; paging apart. */
export interface Query {
  readonly text: (name: string) => string | undefined;
  /** Values of a list parameter, undefined when it was not sent. */
  readonly list: (name: string) => readonly string[] | undefined;
  readonly offset: number;
  readonly limit: number;
  /** Everything but the page: equal for the pages of one list. */
  readonly wanted: string;
}

/** Raw parameters: texts by name, from the address or from a JSON body. */
export type RawParameters = ReadonlyMap<string, readonly string[]>;

/** Parameters of the address. */
export function fromQuery(query: string): RawParameters {
  const found = new Map<string, string[]>();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = decodeURIComponent(at < 0 ? part : part.slice(0, at));
    const value = at < 0 ? '' : decodeURIComponent(part.slice(at + 1));
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

/** Members of a JSON body as text. @throws ApiError CBC.0100 when the body is no JSON object, or a member is not what its parameter takes */
export function fromBody(body: Uint8Array, parameters: readonly Parameter[]): RawParameters {
  const found = new Map<string, string[]>();
  let parsed: unknown;
  try {
    parsed = body.length === 0 ? {} : JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    throw badParameter('the body is not JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw badParameter('the body is not an object');
  for (const [name, value] of Object.entries(parsed)) {
    if (value === null) continue;
    const parameter = parameters.find((one) => one.name === name);
    const values: readonly unknown[] = parameter?.list === true && Array.isArray(value) ? value : [value];
    found.set(
      name,
      values.map((one) => scalar(name, parameter?.member === undefined ? one : memberOf(one, parameter.member))),
    );
  }
  return found;
}

function memberOf(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[member] : undefined;
}

function scalar(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw badParameter(name);
}

function whole(raw: RawParameters, name: string, fallback: number, min: number, max: number): number {
  const text = raw.get(name)?.[0];
  if (text === undefined) return fallback;
  if (!/^\d{1,10}$/.test(text)) throw badParameter(`${name} is not a whole number`);
  const value = Number(text);
  if (value < min || value > max) throw badParameter(`${name} is outside ${String(min)}..${String(max)}`);
  return value;
}

const MAX_OFFSET = 2_147_483_646;
const NO_DOCUMENTED_MAX = 2_147_483_647;

function checkList(p: Parameter, values: readonly string[]): void {
  for (const value of values) {
    if (value === '' || value.length > (p.maxLength ?? 64)) throw badParameter(`${p.name} has the wrong form`);
    if (p.values && !p.values.includes(value)) throw badParameter(`${p.name} has an unknown value`);
  }
}

/**
 * Checks parameters against the contract. Unknown ones are ignored, as the gateway does.
 * @param pageMax documented largest page, null where none is documented
 * @throws ApiError CBC.0100 for a missing mandatory parameter or a wrong value
 */
export function checkParameters(raw: RawParameters, parameters: readonly Parameter[], pageMax: number | null): Query {
  const kept = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  for (const p of parameters) {
    const values = raw.get(p.name);
    if (p.list === true && values !== undefined) {
      checkList(p, values);
      lists.set(p.name, values);
      continue;
    }
    // Of a repeated one the first counts.
    const value = values?.[0];
    if (value === undefined || (value === '' && p.emptyIsAbsent === true)) {
      if (p.required === true) throw badParameter(`${p.name} is missing`);
      continue;
    }
    if (p.required === true && value === '') throw badParameter(`${p.name} is missing`);
    if (p.values && !p.values.includes(value)) throw badParameter(`${p.name} has an unknown value`);
    if (p.pattern && !p.pattern.test(value)) throw badParameter(`${p.name} has the wrong form`);
    if (value.length > (p.maxLength ?? 64)) throw badParameter(`${p.name} is too long`);
    kept.set(p.name, value);
  }
  return {
    text: (name) => kept.get(name),
    list: (name) => lists.get(name),
    offset: whole(raw, 'offset', 0, 0, MAX_OFFSET),
    limit: whole(raw, 'limit', 10, 1, pageMax ?? NO_DOCUMENTED_MAX),
    wanted: JSON.stringify([[...kept], [...lists]]),
  };
}

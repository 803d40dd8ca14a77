import { describe, expect, test } from 'vitest';
import { extract } from '../../../electron/sync/extract';
import { parseExact, type Exact, type ExactObject } from '../../../electron/sync/exact-json';
import { API_SOURCE_IDS, SOURCES, type Field } from '../../../shared/api/sources';

type Json = string | { [name: string]: Json };

/** A value the field takes; codes are of a kind that nobody has heard of yet. */
const valueOf = (field: Field): string => (field.kind === 'int' ? '77' : field.kind === 'amount' ? '12.5' : 'A_NEW_KIND');

function put(record: { [name: string]: Json }, path: string, value: Json): void {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) record[name] = value;
  else put((record[name] ??= {}) as { [name: string]: Json }, rest.join('.'), value);
}

/** Plain fields of a source: those that are made of lists or come with the whole answer are tested by themselves. */
const plain = Object.fromEntries(
  API_SOURCE_IDS.map((source) => [
    source,
    Object.entries<Field>(SOURCES[source]).filter(
      ([name, field]) =>
        name !== 'extra' && name !== 'measure_id' && !field.pick && !field.sumOf && !field.json && !field.from?.startsWith('^'),
    ),
  ]),
) as Record<string, [string, Field][]>;

function recordOf(source: string): { [name: string]: Json } {
  const record: { [name: string]: Json } = {};
  for (const [name, field] of plain[source] ?? []) put(record, field.from ?? name, valueOf(field));
  return record;
}

const parsed = (value: Json): Exact => parseExact(new TextEncoder().encode(JSON.stringify(value)));
const ROOT = parsed({}) as ExactObject;

describe.each(API_SOURCE_IDS)('%s', (source) => {
  test('takes new kinds and members nobody has heard of, and loses neither', () => {
    const { columns, faults, rows } = extract(source, [parsed({ ...recordOf(source), a_new_member: 'kept' })], ROOT, 'list');
    expect([faults, rows]).toEqual([[], 1]);
    for (const [name, field] of plain[source] ?? []) expect(columns[name]?.[0], name).toBe(valueOf(field));
    expect(columns['extra']?.[0]).toContain('"a_new_member":"kept"');
  });

  test('reports a value of the wrong type with its record and its place, and never the value', () => {
    for (const [name, field] of plain[source] ?? []) {
      const path = field.from ?? name;
      const wrong = { ...recordOf(source) };
      put(wrong, path, { secret: 'value' });
      const { faults } = extract(source, [parsed(recordOf(source)), parsed(wrong)], ROOT, 'list');
      expect(faults, name).toHaveLength(1);
      expect(faults[0]?.place, name).toBe(`list[1].${path}`);
      expect(JSON.stringify(faults)).not.toContain('secret');
    }
  });

  test('a record without what it cannot be without is reported, one without the rest is not', () => {
    const needed = (plain[source] ?? []).filter(([, field]) => field.required);
    const bare: { [name: string]: Json } = {};
    for (const [name, field] of needed) put(bare, field.from ?? name, valueOf(field));
    expect(extract(source, [parsed(bare)], ROOT, 'list').faults).toEqual([]);
    if (needed.length > 0)
      expect(extract(source, [parsed({})], ROOT, 'list').faults.map(({ why }) => why)).toEqual(needed.map(() => 'missing'));
  });
});

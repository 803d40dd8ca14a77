import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readWholeTable } from '../../../electron/workbook/read-table';
import { documentOptions, DocumentRefused, noteText, readDocument, recognise, refusalText } from '../../../shared/documents';
import type { DocumentContext, DocumentMapping } from '../../../shared/documents/types';
import type { Site } from '../../../shared/sync/slices';

interface Expected {
  readonly file: string;
  readonly trap: string;
  readonly site: Site;
  /** Null for a book of the user's own. */
  readonly kind: string | null;
  /** The reader's own refusal, before anybody asks what the file is. */
  readonly error?: string;
  readonly confidence?: string;
  readonly headRow?: number;
  readonly encoding?: string;
  readonly missing?: readonly string[];
  /** What a person maps by hand, by column index. */
  readonly mapped?: Readonly<Record<string, string>>;
  readonly refusal?: string;
  readonly rows?: readonly (readonly [period: string, currency: string, fields: Readonly<Record<string, string | null>>])[];
  /** Of the last row. */
  readonly extra?: Readonly<Record<string, string>>;
  readonly resellers?: readonly (string | null)[];
  readonly names?: readonly (string | null)[];
  readonly refused?: readonly (readonly [row: number, column: string, value: string, fault: string])[];
  readonly leftOut?: readonly (readonly [row: number, why: string])[];
  readonly notes?: readonly string[];
  readonly sums?: readonly (readonly (string | null)[])[];
}

const folder = fileURLToPath(new URL('../../fixtures/ledgers/documents/', import.meta.url));
const fixtures = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Expected[];

const CONTEXT: Omit<DocumentContext, 'site'> = {
  today: '2026-11-06',
  services: [
    { code: 'hws.service.type.ec2', name: '弹性云服务器', abbreviation: 'ECS' },
    { code: 'hws.service.type.obs', name: '对象存储服务', abbreviation: 'OBS' },
    { code: 'hws.service.type.obs', name: 'Object Storage Service', abbreviation: 'OBS' },
  ],
  customers: [{ id: '0a1b2c3d4e5f60718293a4b5c6d7e8f9', accountName: 'acme_cloud' }],
};

describe('a file with a trap is read as its table says', () => {
  it.each(fixtures.map((expected) => [expected.file, expected.trap, expected] as const))('%s: %s', async (_file, _trap, expected) => {
    const reading = readWholeTable(folder + expected.file);
    if (expected.error !== undefined) return expect(reading).rejects.toMatchObject({ name: 'TableError', code: expected.error });
    const table = await reading;
    if (expected.encoding !== undefined) expect(table.encoding).toBe(expected.encoding);
    const recognition = recognise(table, expected.site);
    if (expected.kind === null) return expect(recognition).toBeNull();
    expect(recognition).toMatchObject({ kind: expected.kind, missing: expected.missing ?? [] });
    if (expected.confidence !== undefined) expect(recognition?.confidence).toBe(expected.confidence);
    expect(recognition?.mapping.headRow).toBe(expected.headRow ?? (expected.kind === 'own-bill' ? recognition?.mapping.headRow : 0));
    const { kind, mapping: proposed } = recognition!;
    const columns = proposed.columns.map((field, index) => expected.mapped?.[String(index)] ?? field);
    const mapping: DocumentMapping = { ...proposed, columns };
    const read = () =>
      readDocument(table, mapping, documentOptions(table, mapping, kind, expected.site), [], { ...CONTEXT, site: expected.site });
    if (expected.refusal !== undefined) {
      const refusal = caught(read);
      expect(refusal.reason).toBe(expected.refusal);
      for (const language of ['zh', 'en'] as const)
        expect(refusalText(refusal.reason, refusal.params, kind, language)).toMatch(/^(?!.*\{)(?!.*undefined).{20,}$/);
      return;
    }
    const { records, rowCount, leftOut, refused, sums, notes } = read();
    const rows = records.slices.flatMap((slice) =>
      Array.from({ length: slice.rows }, (_, row) => ({ slice, cell: (field: string) => slice.columns[field]?.[row] ?? null })),
    );
    expect(rowCount).toBe(expected.rows?.length);
    expect(rows.map(({ slice, cell }, index) => [slice.period, slice.currency, pick(expected.rows?.[index]?.[2] ?? {}, cell)])).toEqual(
      expected.rows,
    );
    if (expected.extra) expect(JSON.parse(rows.at(-1)?.cell('extra') ?? 'null')).toEqual(expected.extra);
    if (expected.resellers) expect(records.slices.map((slice) => slice.reseller)).toEqual(expected.resellers);
    if (expected.names) expect(records.parties.map((party) => party.name)).toEqual(expected.names);
    expect(refused.map(({ row, column, value, fault }) => [row, column, value, fault])).toEqual(expected.refused ?? []);
    expect(leftOut.map(({ row, why }) => [row, why])).toEqual(expected.leftOut ?? []);
    expect(notes.map(({ key }) => key).sort()).toEqual(expected.notes ?? []);
    for (const note of notes) for (const language of ['zh', 'en'] as const) expect(noteText(note, language)).not.toMatch(/[{}]|undefined/);
    if (expected.sums)
      expect(sums.map(({ period, consumption, refunds, adjustments }) => [period, consumption, refunds, adjustments])).toEqual(
        expected.sums,
      );
  });
});

function pick(fields: Readonly<Record<string, string | null>>, cell: (field: string) => string | null): Record<string, string | null> {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, cell(field)]));
}

function caught(read: () => unknown): DocumentRefused {
  try {
    read();
  } catch (error) {
    if (error instanceof DocumentRefused) return error;
    throw error;
  }
  throw new Error('was read');
}

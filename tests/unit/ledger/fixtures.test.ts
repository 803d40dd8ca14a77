import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readWholeTable } from '../../../electron/workbook/read-table';
import { mapLedger, type LedgerContext } from '../../../shared/ledger/map';
import type { LedgerOptions, PartyRule, SheetMarks, SheetTable } from '../../../shared/ledger/types';
import { proposeMapping } from '../../../shared/ledger/propose';

interface Expected {
  readonly file: string;
  readonly trap: string;
  readonly error?: string;
  readonly encoding?: string;
  readonly separator?: string;
  readonly sheet?: string;
  readonly role?: string;
  readonly grain?: string;
  readonly basis?: string;
  readonly period?: string | null;
  readonly headRow?: number;
  readonly headRows?: 2;
  readonly months?: Readonly<Record<string, string>>;
  readonly partyRule?: PartyRule;
  readonly unit?: number;
  readonly decimal?: '.' | ',' | null;
  readonly side?: 'debit' | 'credit' | null;
  /** What the user declares; the rest is found. */
  readonly options?: Partial<LedgerOptions>;
  /** Fields the proposal says are missing. */
  readonly missing?: readonly string[];
  readonly hidden?: readonly number[];
  readonly repeated?: readonly (readonly number[])[];
  readonly marks?: SheetMarks;
  readonly parts?: SheetTable['parts'];
  readonly rows?: readonly (readonly [period: string, party: string, service: string | null, amount: string, currency?: string])[];
  readonly refused?: readonly (readonly [row: number, column: string, value: string, fault: string])[];
  readonly leftOut?: readonly (readonly [row: number, why: string])[];
}

const folder = fileURLToPath(new URL('../../fixtures/ledgers/', import.meta.url));
const fixtures = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Expected[];

const context: LedgerContext = {
  currency: 'CNY',
  services: [
    { code: 'hws.service.type.ec2', name: '弹性云服务器', abbreviation: 'ECS' },
    { code: 'hws.service.type.obs', name: '对象存储服务', abbreviation: 'OBS' },
  ],
  parties: ['示例科技', '示例科技北京', '示例网络'].map((name) => ({ id: name, names: [name] })),
};

describe('a book with a trap is read as its table says', () => {
  for (const expected of fixtures) {
    it(`${expected.file}: ${expected.trap}`, async () => {
      const reading = readWholeTable(folder + expected.file);
      if (expected.error !== undefined) {
        await expect(reading).rejects.toMatchObject({ name: 'TableError', code: expected.error });
        return;
      }
      const table = await reading;
      for (const key of ['marks', 'parts'] as const) if (expected[key] !== undefined) expect(table[key]).toEqual(expected[key]);
      const { mapping, guesses, missing } = proposeMapping(table, { parties: context.parties ?? [] });
      expect(missing).toEqual(expected.missing ?? []);
      expect(mapping.headRow).toBe(expected.headRow ?? 0);
      expect(mapping.headRows ?? 1).toBe(expected.headRows ?? 1);
      expect(mapping.months).toEqual(expected.months);
      expect(mapping.partyRule).toEqual(expected.partyRule);
      for (const key of ['encoding', 'separator', 'sheet'] as const)
        if (expected[key] !== undefined) expect(table[key]).toBe(expected[key]);
      for (const key of ['role', 'grain', 'basis', 'period', 'unit', 'decimal', 'side'] as const)
        if (expected[key] !== undefined) expect(guesses[key]).toBe(expected[key]);
      const { grain, basis, period } = guesses;
      const options = {
        role: guesses.role ?? 'cost',
        grain,
        basis,
        period,
        tax: null,
        sheet: null,
        encoding: null,
        ...(guesses.side === null ? {} : { side: guesses.side }),
        ...expected.options,
      } satisfies LedgerOptions;
      const mapped = mapLedger(table, mapping, options, context);
      expect(mapped.rows.map((row) => [row.period, row.party, row.service, row.amount])).toEqual(
        expected.rows?.map((row) => row.slice(0, 4)),
      );
      expected.rows?.forEach((row, index) => {
        if (row[4] !== undefined) expect(mapped.rows[index]?.currency).toBe(row[4]);
      });
      expect(mapped.refused.map((cell) => [cell.row, cell.column, cell.value, cell.fault])).toEqual(expected.refused ?? []);
      expect(mapped.hidden ?? []).toEqual(expected.hidden ?? []);
      if (expected.repeated) expect(mapped.repeated?.map(({ rows }) => rows)).toEqual(expected.repeated);
      const others = mapped.leftOut.filter((row) => row.why !== 'bad-cells').map((row) => [row.row, row.why]);
      expect(others).toEqual(expected.leftOut ?? []);
      expect(mapped.leftOut.filter((row) => row.why === 'bad-cells')).toHaveLength(new Set(mapped.refused.map((cell) => cell.row)).size);
    });
  }
});

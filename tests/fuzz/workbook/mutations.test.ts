import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readWholeTable } from '../../../electron/workbook/read-table';
import { mapLedger } from '../../../shared/ledger/map';
import { proposeMapping } from '../../../shared/ledger/propose';
import { TableError } from '../../../shared/workbook/errors';

const fixtures = fileURLToPath(new URL('../../fixtures/ledgers/', import.meta.url));
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mutations-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Small seeded generator, so that a failing file can be made again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0;
    return state % below;
  };
}

function damage(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let count = 1 + random(8); count > 0; count--) copy[random(copy.length)] = random(256);
  const from = random(copy.length);
  const cut = [copy, copy.subarray(0, from), Buffer.concat([copy.subarray(0, from), copy.subarray(random(copy.length))])];
  return cut[random(cut.length)] ?? copy;
}

/** Damage inside the parts of a package, which a checksum would hide otherwise. */
function damageParts(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const parts: Record<string, Uint8Array> = { ...unzipSync(bytes) };
  const names = Object.keys(parts);
  const name = names[random(names.length)] ?? '';
  const pieces = [
    '<',
    '>',
    '"',
    '&',
    '<c r="A1">',
    '</row>',
    '<v>1e999</v>',
    't="s"',
    '\u0000',
    '<row r="-1">',
    '999999999',
    ']]>',
    '<!--',
  ];
  let text = strFromU8(parts[name] ?? new Uint8Array());
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(text.length + 1);
    text = text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + random(6));
  }
  parts[name] = strToU8(text);
  return zipSync(parts);
}

it('a mutated file is read or refused with a code of the closed set, never anything else', async () => {
  const files = readdirSync(fixtures).filter((name) => /\.(?:csv|txt|xlsx)$/.test(name));
  const path = join(folder, 'mutant');
  const rounds = Number(process.env.RD_SEEDS ?? '10') * 20;
  let refused = 0;
  for (let seed = 0; seed < rounds; seed++) {
    const random = randomOf(seed);
    const name = files[random(files.length)] ?? '';
    const bytes = readFileSync(join(fixtures, name));
    const inside = name.endsWith('.xlsx') && bytes[0] === 0x50 && random(2) === 0;
    writeFileSync(path, inside ? damageParts(bytes, random) : damage(bytes, random));
    try {
      const table = await readWholeTable(path);
      const { mapping, guesses } = proposeMapping(table);
      const mapped = mapLedger(table, mapping, { ...guesses, role: 'cost', tax: null, sheet: null, encoding: null });
      expect(mapped.rows.length + mapped.leftOut.length).toBe(Math.max(0, table.rows.length - mapping.headRow - 1));
    } catch (error) {
      if (!(error instanceof TableError)) throw new Error(`seed ${seed}, ${name}`, { cause: error });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(rounds / 10);
});

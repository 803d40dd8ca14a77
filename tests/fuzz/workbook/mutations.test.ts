import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gunzipSync, gzipSync } from 'node:zlib';
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

/** Damage inside a packed archive: the stream unpacked, damaged and packed again. */
function damageInside(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  return gzipSync(damage(gunzipSync(bytes), random), { level: 1 });
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

/** Some fixtures are damaged to begin with. */
function isWhole(bytes: Uint8Array): boolean {
  try {
    if (bytes[0] === 0x50) unzipSync(bytes);
    else if (bytes[0] === 0x1f) gunzipSync(bytes);
    return true;
  } catch {
    return false;
  }
}

/** A reading that takes longer hangs. */
const HANG_MS = 10_000;

async function within(path: string): ReturnType<typeof readWholeTable> {
  const control = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      control.abort();
      reject(new Error('hangs'));
    }, HANG_MS);
  });
  try {
    return await Promise.race([readWholeTable(path, {}, control.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

const ROUNDS = Number(process.env.RD_SEEDS ?? '10') * 20;

it(
  'a mutated file is read or refused with a code of the closed set, never anything else',
  async () => {
    const files = readdirSync(fixtures).filter((name) => /\.(?:csv|tsv|txt|xlsx|xlsm|gz|zip)$/.test(name));
    // Archives are three of forty fixtures; every fourth file is one.
    const archives = files.filter((name) => /\.(?:gz|zip)$/.test(name));
    let refused = 0;
    for (let seed = 0; seed < ROUNDS; seed++) {
      const random = randomOf(seed);
      const among = random(4) === 0 ? archives : files;
      const name = among[random(among.length)] ?? '';
      const path = join(folder, `mutant-${name}`);
      const bytes = readFileSync(join(fixtures, name));
      const inside = bytes[0] === 0x50 ? damageParts : bytes[0] === 0x1f ? damageInside : damage;
      writeFileSync(path, (random(2) === 0 && isWhole(bytes) ? inside : damage)(bytes, random));
      try {
        const table = await within(path);
        const { mapping, guesses } = proposeMapping(table);
        const mapped = mapLedger(table, mapping, { ...guesses, role: 'cost', tax: null, sheet: null, encoding: null });
        // Each row below the head is read or left out; months side by side make several entries of a row; a mapping that lacks something reads none.
        const below = Math.max(0, table.rows.length - mapping.headRow - 1);
        expect(new Set(mapped.rows.map(({ row }) => row)).size + mapped.leftOut.length).toBe(mapped.missing ? 0 : below);
      } catch (error) {
        if (!(error instanceof TableError)) throw new Error(`seed ${seed}, ${name}`, { cause: error });
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(ROUNDS / 10);
  },
  30_000 + ROUNDS * 100,
);

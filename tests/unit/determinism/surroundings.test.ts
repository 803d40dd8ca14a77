import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeProgram } from '../../support/node-program';

const run = promisify(execFile);

/** Places that trip programs: both sides of the date line, half-hour offsets, summer time, a locale with other letters, no locale. */
const PLACES = [
  { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' },
  { TZ: 'America/New_York', LANG: 'en_US.UTF-8' },
  { TZ: 'Asia/Kolkata', LANG: 'tr_TR.UTF-8' },
  { TZ: 'Pacific/Apia', LANG: 'de_DE.UTF-8' },
  { TZ: 'Pacific/Pago_Pago', LANG: 'C' },
];

describe('results, archives and reports of made-up worlds', () => {
  const digests = nodeProgram(path.join(import.meta.dirname, 'digests.ts'));
  let home: Record<string, string>;
  const digestsIn = async (place: { TZ: string; LANG: string }): Promise<Record<string, string>> => {
    const env = { PATH: process.env['PATH'], ...place, LC_ALL: place.LANG, LANGUAGE: place.LANG };
    const { stdout } = await run(process.execPath, [digests()], { env, maxBuffer: 10_000_000 });
    return JSON.parse(stdout) as Record<string, string>;
  };

  beforeAll(async () => {
    home = await digestsIn(PLACES[0]!);
  }, 120_000);

  it('are made at all', () => {
    expect(Object.keys(home).length).toBeGreaterThan(30);
    expect(new Set(Object.values(home)).size).toBe(Object.keys(home).length);
  });

  it.each(PLACES.slice(1))('are the same bytes in %o', { timeout: 120_000 }, async (place) => {
    expect(await digestsIn(place)).toEqual(home);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../shared/reconcile/engine';
import { IDENTITIES } from '../../../shared/reconcile/identities';
import { worldInput } from './world-input';

const FOLDER = join(import.meta.dirname, '../../../shared/reconcile/totals');
const covered = (total: string): number[] => IDENTITIES.filter(({ totals }) => (totals as readonly string[]).includes(total)).map(({ number }) => number);

/** Total ID and number of every identity that the totals' sources can name. */
function namedInSources(): [string, number][] {
  return readdirSync(FOLDER).flatMap((file) => {
    const total = /^c(\d)/.exec(file)?.[1];
    if (total === undefined) return [];
    const text = readFileSync(join(FOLDER, file), 'utf8');
    const lists = [...text.matchAll(/identity: '([\d, ]+)'|check\(\s*'(\d+)'/g)].map((found) => found[1] ?? found[2]!);
    return lists.flatMap((list) => list.split(', ').map((one): [string, number] => [`C${total}`, Number(one)]));
  });
}

describe('the register of identities', () => {
  it('holds all 56, each with its words', () => {
    expect(IDENTITIES.map(({ number }) => number)).toEqual(Array.from({ length: 56 }, (_, index) => index + 1));
    for (const { says, note } of IDENTITIES) for (const text of [says.zh, says.en, note.zh, note.en]) expect(text).not.toBe('');
    for (const { number, says, note } of IDENTITIES) expect([number, /\p{Script=Han}/u.test(says.en + note.en)]).toEqual([number, false]);
  });

  it('names totals exactly where it says that a total covers it', () => {
    for (const { number, coverage, totals } of IDENTITIES)
      expect([number, totals.length > 0]).toEqual([number, coverage === 'total' || coverage === 'check']);
  });

  it('knows every number that the sources of the totals name, under that total', () => {
    const named = namedInSources();
    expect(new Set(named.map(([total]) => total))).toEqual(new Set(['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9']));
    expect(named.filter(([total, number]) => !covered(total).includes(number))).toEqual([]);
  });

  it.each(['cn', 'intl'] as const)('knows every number in the results of a whole world (%s)', (site) => {
    const { totals } = reconcile(worldInput({ site, size: 'tiny', seed: 1, clean: false }).input);
    const named = totals.flatMap((total) => [total.identity, ...total.checks.map(({ identity }) => identity)].flatMap((list) => list.split(', ').map((one) => [total.id, Number(one)] as const)));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter(([total, number]) => !covered(total).includes(number))).toEqual([]);
  });

  /** Row checks carry their numbers in the rows (row-checks.ts), so no source of C2 spells them. */
  it('claims no total that never names the number', () => {
    const named = new Set([...namedInSources().map(([total, number]) => `${total} ${String(number)}`), 'C2 10', 'C2 11']);
    expect(IDENTITIES.flatMap(({ number, totals }) => totals.map((total) => `${total} ${String(number)}`)).filter((one) => !named.has(one))).toEqual([]);
  });
});

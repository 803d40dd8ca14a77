import { describe, expect, it } from 'vitest';
import { buildArchive, firstDifference, replayOf, signedMonth } from '../../../shared/close';
import { packInput, unpackInput, type PackedInput } from '../../../shared/close/packed-input';
import { canonicalJson } from '../../../shared/digest';
import { ONE } from '../../../shared/money';
import { reconcile } from '../../../shared/reconcile/engine';
import type { EngineInput } from '../../../shared/reconcile/types';
import { inputOf, PERIOD } from '../reconcile/build-input';
import { worldInput } from '../reconcile/world-input';

interface Content {
  version: number;
  totals: { id: string; left: string | null; examples?: unknown[] }[];
  breaks: { id: string; difference: string | null }[];
  coupons: { id: string; left: string }[];
  input: PackedInput;
}

const changed = (text: string, change: (content: Content) => void): string => {
  const content = JSON.parse(text) as Content;
  change(content);
  return canonicalJson(content);
};

describe('the archive of a month', () => {
  const { input } = worldInput({ site: 'cn', size: 'small', seed: 7, clean: false });
  const result = reconcile(input);

  it.each(input.periods.map((period) => [period]))('of %s gives the signed figures again, from its own text alone', (period) => {
    const archive = buildArchive(period, input, result, []);
    expect(replayOf(archive.text)).toMatchObject({ period, rulesDigest: result.rulesDigest, difference: null });
  });

  it('names the first figure that does not follow from what it was made from', () => {
    const period = input.periods.at(-1)!;
    const { text } = buildArchive(period, input, result, []);
    const total = (JSON.parse(text) as Content).totals.find((one) => one.left !== null)!;
    const signed = changed(text, (content) => (content.totals.find((one) => one.id === total.id)!.left = '1.23'));
    expect(replayOf(signed)).toMatchObject({
      difference: { place: `totals[${total.id}].left`, expected: '1.23', found: total.left },
    });
    const at = input.periods.indexOf(period);
    const source = changed(
      text,
      ({ input: { bills } }) => ((bills.columns.amount as string[])[bills.columns.period!.indexOf(at)] = '123456.78'),
    );
    expect(replayOf(source)).toMatchObject({ difference: { place: expect.any(String) } });
    const lost = changed(text, ({ breaks }) => breaks.pop());
    expect(replayOf(lost)).toMatchObject({ difference: { expected: '–' } });
  });

  it('of the newest month has the coupons as they were rolled forward, and they are replayed too', () => {
    const quota = { id: 'Q1', value: 500n * ONE, balance: 500n * ONE, status: 1, createdAt: null, reseller: null, parent: null };
    const withQuota: EngineInput = { ...input, coupons: { quotas: [quota], coupons: null, operations: [], used: [] } };
    const result = reconcile(withQuota);
    const [early, newest] = [input.periods[0]!, input.periods.at(-1)!].map((period) => buildArchive(period, withQuota, result, []).text);
    expect((JSON.parse(early!) as Content).coupons).toEqual([]);
    expect((JSON.parse(newest!) as Content).coupons).toMatchObject([{ id: 'Q1', left: '500.00' }]);
    expect(replayOf(newest!)).toMatchObject({ difference: null });
    const moved = changed(newest!, ({ coupons }) => (coupons[0]!.left = '1.23'));
    expect(replayOf(moved)).toMatchObject({ difference: { place: 'coupons[Q1].left', expected: '1.23' } });
    const without = changed(newest!, (content) => delete (content as Partial<Content>).coupons);
    expect(replayOf(without)).toMatchObject({ difference: { place: 'coupons' } });
  });

  it('of format 2 had no coupons and is replayed all the same', () => {
    const period = input.periods.at(-1)!;
    const old = changed(buildArchive(period, input, result, []).text, (content) => {
      content.version = 2;
      delete (content as Partial<Content>).coupons;
      for (const total of content.totals) delete total.examples;
    });
    expect(replayOf(old)).toMatchObject({ period, difference: null });
  });

  it('of format 3 did not name the currency of a ledger, and is replayed all the same', () => {
    const foreign = inputOf({ bills: [{ amount: '10' }], entries: [{ row: 2, amount: '7', currency: 'USD' }] });
    const { text } = buildArchive(PERIOD, foreign, reconcile(foreign), []);
    expect((JSON.parse(text) as Content).breaks).toMatchObject([{ class: 'currency', ledgerCurrency: 'USD' }]);
    expect(replayOf(text)).toMatchObject({ difference: null });
    const without = (version: number): string =>
      changed(text, (content) => {
        content.version = version;
        for (const one of content.breaks as { ledgerCurrency?: string }[]) delete one.ledgerCurrency;
      });
    expect(replayOf(without(3))).toMatchObject({ difference: null });
    expect(replayOf(without(4))?.difference?.place).toMatch(/ledgerCurrency$/);
    const [signed] = signedMonth(without(3)).breaks;
    expect([signed?.class, signed?.ledgerCurrency]).toEqual(['currency', undefined]);
  });

  it('of format 3 had no examples of rounding rules, and is replayed all the same', () => {
    const fractional = inputOf({ bills: [{ amount: '10' }], fees: [{ payment: '10.004' }] });
    const { text } = buildArchive(PERIOD, fractional, reconcile(fractional), []);
    const c2 = ({ totals }: Content): Content['totals'][number] => totals.find(({ id }) => id === 'C2')!;
    expect(c2(JSON.parse(text) as Content).examples).toHaveLength(1);
    const without = (version: number): string =>
      changed(text, (content) => {
        content.version = version;
        delete c2(content).examples;
      });
    expect(replayOf(without(3))).toMatchObject({ difference: null });
    expect(replayOf(without(4))?.difference?.place).toBe('totals[C2].examples');
  });

  it('of before replays is read and says that it cannot be replayed', () => {
    const period = input.periods[0]!;
    const old = changed(buildArchive(period, input, result, []).text, (content) => {
      content.version = 1;
      delete (content as Partial<Content>).input;
    });
    expect(replayOf(old)).toBeNull();
  });
});

describe('the input an archive keeps', () => {
  const shift = (n: number): string => `20${25 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
  const periods = Array.from({ length: 24 }, (_, n) => shift(n));
  const far = inputOf({
    periods,
    bills: periods.map((period) => ({ period, amount: '10' })),
    fees: periods.map((period) => ({ period, payment: '10', trade: `T-${period}` })),
    entries: periods.map((period, n) => ({ period, row: n + 2, amount: n === 12 ? '9' : '10' })),
  });

  it('is the month with its neighbours when that gives the same', () => {
    const { text } = buildArchive(periods[12]!, far, reconcile(far), []);
    const kept = (JSON.parse(text) as Content).input;
    expect([kept.bills.rows, kept.fees.rows, (kept.rest.entries as unknown[]).length]).toEqual([5, 1, 5]);
    expect(kept.trades).toEqual(['', `T-${periods[12]!}`]);
    expect(replayOf(text)?.difference).toBeNull();
  });

  it('comes back as it was, in any order of rows', () => {
    const turned: EngineInput = {
      ...far,
      entries: [...far.entries].reverse(),
      bills: Object.fromEntries(
        Object.entries(far.bills).map(([name, column]) => [
          name,
          typeof column === 'number' ? column : (column as Uint8Array).slice().reverse(),
        ]),
      ) as never,
    };
    expect(canonicalJson(packInput(turned))).toBe(canonicalJson(packInput(far)));
    const again = unpackInput(packInput(far));
    expect(canonicalJson(packInput(again))).toBe(canonicalJson(packInput(far)));
  });
});

describe('the first difference', () => {
  it.each([
    [{ a: 1, b: [{ id: 'x', v: '1' }] }, { a: 1, b: [{ id: 'x', v: '2' }] }, 'b[x].v'],
    [[1, 2], [1], '[1]'],
    [{ a: null }, { a: {} }, 'a'],
    [[{ id: 'x' }], [{ id: 'y' }], '[x]'],
  ])('of %j and %j is at %s', (expected, found, place) => {
    expect(firstDifference(expected, found)?.place).toBe(place);
    expect(firstDifference(found, found)).toBeNull();
  });
});

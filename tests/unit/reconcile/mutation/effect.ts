/** What one changed figure did to a result, and what it was expected to do; both as lines of text. */
import { expect } from 'vitest';
import { formatUnits, type Units } from '../../../../shared/money';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { reconcile } from '../../../../shared/reconcile/engine';
import type { Break, ControlTotal, EngineInput, EngineRun } from '../../../../shared/reconcile/types';

/** A break as it is expected: class, place and amount. */
export type SeenBreak = Partial<Pick<Break, 'role' | 'class' | 'period' | 'counterparty' | 'customer' | 'service' | 'difference'>>;

export interface SeenTotal {
  readonly id: ControlTotal['id'];
  readonly period: string;
  /** Left less right of the first bucket that diverges, null where it has one side alone; of several where several break at once and either may be the first. */
  readonly difference: Units | null | readonly Units[];
  /** Some of the bucket's names. */
  readonly bucket: Readonly<Record<string, string>>;
  /** Buckets that break, 1 unless said. */
  readonly broken?: number;
}

/** A single identity beside a total's sides that no longer holds. */
export interface SeenCheck {
  readonly id: ControlTotal['id'];
  readonly period: string;
  /** Number in semantics.md. */
  readonly identity: string;
  /** What its sentence names. */
  readonly names: string;
  /** It bounds the figure alone: a change of any size moves the bound, a large one breaks it. */
  readonly bound?: true;
}

export interface Effect {
  readonly breaks?: readonly SeenBreak[];
  /** Breaks of the untouched input that are replaced by those. */
  readonly gone?: readonly SeenBreak[];
  readonly totals?: readonly SeenTotal[];
  /** Identities that break inside totals whose sides stay as they are. */
  readonly checks?: readonly SeenCheck[];
  /** `C2 2026-09`: totals whose sums may move although they hold (or cannot be proved) as before. */
  readonly moved?: readonly string[];
}

export interface Mutation {
  /** The figure, as the list of covered figures names it. */
  readonly figure: string;
  readonly input: EngineInput;
  readonly effect: Effect;
}

const text = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? formatUnits(one) : one));

const lineOf = ({ role, class: kind, period, counterparty, customer, service, difference }: SeenBreak): string =>
  text([role ?? null, kind, period, counterparty ?? null, customer ?? null, service ?? null, difference ?? null]);

/** Lines of `more` that `less` has not, each as often as it is there more. */
function without(more: readonly string[], less: readonly string[]): string[] {
  const left = [...less];
  return more.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/**
 * What a total says; of the single checks beside its sides whether they hold. #55 repeats what the revenue ledger's matches and breaks say.
 * @param broken identities that are expected to be broken
 */
const said = ({ left, right, difference, status, buckets, checks }: ControlTotal, broken: readonly string[] = []): string =>
  text({
    ...{ left, right, difference, status, buckets },
    checks: checks
      .filter((check) => check.identity !== '55')
      .map((check) => [check.identity, broken.includes(check.identity) ? 'broken' : check.status]),
  });

const nameOf = (total: ControlTotal): string => `${total.id} ${total.period}`;

/** Compares the result of a mutated input with that of the untouched one: the expected difference and nothing else. */
export function expectEffect(before: EngineRun, { figure, input, effect }: Mutation): void {
  const after = reconcile(input);
  const [old, now] = [before.breaks.map(lineOf), after.breaks.map(lineOf)];
  expect({ figure, breaks: without(now, old).sort(), gone: without(old, now).sort() }).toEqual({
    figure,
    breaks: (effect.breaks ?? []).map(lineOf).sort(),
    gone: (effect.gone ?? []).map(lineOf).sort(),
  });
  for (const one of after.matching) expect(one.residue).toBe(0n);
  const expected = new Map((effect.totals ?? []).map((total) => [`${total.id} ${total.period}`, total]));
  const moved = new Set(effect.moved ?? []);
  for (const total of after.totals) {
    const name = nameOf(total);
    const was = before.totals.find((one) => nameOf(one) === name)!;
    const due = expected.get(name);
    if (due === undefined) {
      const isBroken = (identity: string): boolean =>
        total.checks.some((check) => check.identity === identity && check.status === 'broken');
      const off = (effect.checks ?? []).filter(
        (one) => `${one.id} ${one.period}` === name && (one.bound === undefined || isBroken(one.identity)),
      );
      const identities = off.map(({ identity }) => identity);
      if (!moved.has(name)) expect({ figure, name, total: said(total) }).toEqual({ figure, name, total: said(was, identities) });
      for (const { identity, names } of off) {
        const found = total.checks.find((check) => check.identity === identity);
        expect({
          figure,
          name,
          identity,
          status: found?.status,
          was: was.checks.find((check) => check.identity === identity)?.status,
        }).toEqual({
          ...{ figure, name, identity, status: 'broken', was: expect.stringMatching(/^(?:equal|within)$/) as unknown },
        });
        expect(reasonText(found!.sentence, 'zh')).toContain(names);
      }
      expect({ figure, name, status: total.status, divergence: total.firstDivergence }).toEqual({
        figure,
        name,
        status: was.status,
        divergence: was.firstDivergence,
      });
      continue;
    }
    expected.delete(name);
    expect({ figure, name, status: total.status, broken: total.buckets.broken - was.buckets.broken }).toEqual({
      figure,
      name,
      status: 'broken',
      broken: due.broken ?? 1,
    });
    const [either, found] = [[due.difference].flat(), total.firstDivergence?.difference];
    expect({ figure, name, bucket: total.firstDivergence?.bucket, difference: found }).toEqual({
      figure,
      name,
      bucket: expect.objectContaining(due.bucket) as unknown,
      difference: either.find((one) => one === found) ?? either[0],
    });
  }
  expect([...expected.keys()]).toEqual([]);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakStates, periodState as stateByJournal } from '../../../shared/close';
import { JournalBody, type JournalEntry } from '../../../shared/journal/entries';
import { actOf, decisionPart, decisionWith, effectOf } from '../../../renderer/desk/journal-effects';
import { periodState } from '../../../renderer/desk/statuses';
import type { ClosingRow, DecisionRow } from '../../../renderer/store/schema';

const HEX = 'a'.repeat(64);
const period = fc.constantFrom('2026-09', '2026-10');
const breakIds = fc.uniqueArray(fc.constantFrom('b-1', 'b-2', 'b-3'), { minLength: 1 });

const decision = (undoes: number[] | null): fc.Arbitrary<JournalBody> =>
  fc.record({
    kind: fc.constant('decision' as const),
    breaks: breakIds,
    period,
    action: fc.constantFrom(
      'explain' as const,
      'carry' as const,
      'reopen' as const,
      'assign' as const,
      'approve' as const,
      'undo' as const,
      'match' as const,
    ),
    ...(undoes === null ? {} : { undoes: fc.constant(undoes) }),
    reason: fc.constantFrom('timing' as const, null),
    note: fc.constantFrom('', 'checked'),
    owner: fc.constantFrom('', '示例用户'),
  });
const taken = fc.record({
  kind: fc.constant('decisions-taken' as const),
  period,
  from: fc.constant({ profile: '示例', site: 'cn' as const, seq: 7, hash: HEX }),
  note: fc.constant(''),
  breaks: breakIds.map((ids) =>
    ids.map((id) => ({
      id,
      acts: [
        {
          seq: 3,
          at: '2026-11-01T00:00:00Z',
          by: '示例会计',
          action: 'carry' as const,
          period: '2026-09',
          reason: 'timing' as const,
          note: '',
          owner: '示例会计',
        },
      ],
    })),
  ),
});

const body = fc.oneof<fc.Arbitrary<JournalBody>[]>(
  decision(null),
  decision([1, 2, 3, 4]),
  taken,
  fc.record({
    kind: fc.constant('sign-off' as const),
    period,
    archive: fc.constant(HEX),
    carried: fc.constant<string[]>([]),
    carriedTotal: fc.constant('0.00'),
    note: fc.constant(''),
  }),
  fc.record({ kind: fc.constant('reopened' as const), period, reason: fc.constant('late bill') }),
  fc.record({
    kind: fc.constant('total-explained' as const),
    total: fc.constant('C2'),
    period,
    note: fc.constant('truncation'),
    owner: fc.constant(''),
  }),
);

const journal = fc
  .array(body, { maxLength: 25 })
  .map((bodies) =>
    bodies.map((one, i): JournalEntry => ({ seq: i + 1, at: '2026-11-01T00:00:00Z', by: '示例用户', body: one, previous: HEX, hash: HEX })),
  );

/** What the store's tables hold after the entries, by the same effects the store applies. */
function tablesAfter(entries: readonly JournalEntry[]) {
  const decisions = new Map<string, DecisionRow>();
  const closings = new Map<string, ClosingRow>();
  const worked = new Set<string>();
  for (const entry of entries) {
    const effect = effectOf(entry);
    if (effect.kind === 'decide') for (const [id, act] of effect.acts) decisions.set(id, decisionWith(decisions.get(id), id, act));
    if (effect.kind === 'close') closings.set(effect.row.period, effect.row);
    if (effect.kind === 'reopen') closings.delete(effect.period);
    if (entry.body.kind === 'decision' || entry.body.kind === 'decisions-taken' || entry.body.kind === 'total-explained')
      worked.add(entry.body.period);
  }
  return { decisions, closings, worked };
}

describe('journal entries in the store', () => {
  it('give breaks the status that the whole journal gives them', () => {
    fc.assert(
      fc.property(journal, (entries) => {
        const { decisions, closings } = tablesAfter(entries);
        const states = breakStates(entries);
        for (const id of ['b-1', 'b-2', 'b-3'])
          expect(decisionPart(decisions.get(id), new Set(closings.keys()))).toMatchObject({
            status: states.of(id).status,
            owner: states.of(id).owner,
          });
      }),
    );
  });

  it('give a signed month the state the journal gives it', () => {
    fc.assert(
      fc.property(journal, (entries) => {
        const { closings } = tablesAfter(entries);
        for (const one of closings.values()) {
          expect(periodState(one, true)).toBe(stateByJournal(one.period, entries, { archived: true, drifted: false }));
          expect(periodState({ ...one, drifted: true }, true)).toBe(stateByJournal(one.period, entries, { archived: true, drifted: true }));
        }
      }),
    );
  });

  it('are the same when applied twice', () => {
    fc.assert(
      fc.property(journal, (entries) => {
        const { decisions, closings } = tablesAfter([...entries, ...entries]);
        expect({ decisions, closings }).toEqual({ decisions: tablesAfter(entries).decisions, closings: tablesAfter(entries).closings });
      }),
    );
  });

  it('have words in both languages for every kind of act', () => {
    const import_ = {
      kind: 'import' as const,
      importId: 'i-1',
      role: 'cost' as const,
      grain: 'customer' as const,
      basis: 'pretax' as const,
      tax: null,
      file: '成本.xlsx',
      original: HEX,
      rows: HEX,
      rowCount: 3,
      mapping: { headRow: 0, columns: [] },
      encoding: null,
      sheet: null,
      leftOut: [{ row: 5, why: 'total' }],
      refused: [],
      sums: [],
    };
    const bodies: JournalBody[] = [
      import_,
      { kind: 'import-undone', importId: 'i-1' },
      { kind: 'aliases', aliases: [] },
      { kind: 'price-rules', document: {} },
      { kind: 'rule-set', document: {} },
      { kind: 'rates', document: {} },
      { kind: 'policy', approverOther: true },
      ...(['assign', 'approve', 'undo', 'match'] as const).map((action) => ({
        kind: 'decision' as const,
        breaks: ['b1'],
        period: '2026-10',
        action,
        reason: null,
        note: '',
        owner: 'o',
      })),
      { kind: 'export', file: 'x.xlsx', sha256: HEX, periods: ['2026-10'], rows: 7 },
      { kind: 'reopened', period: '2026-10', reason: 'late' },
    ];
    for (const one of bodies) {
      const act = actOf({ seq: 1, at: '', by: '', body: JournalBody.parse(one), previous: HEX, hash: HEX });
      expect(act.summary.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(act.summary.en.length).toBeGreaterThan(5);
    }
    const effect = effectOf({ seq: 1, at: 't', by: 'b', body: import_, previous: HEX, hash: HEX });
    expect(effect).toMatchObject({ kind: 'import', row: { importId: 'i-1', rows: 3, leftOut: 1, refused: 0, undone: false } });
  });

  it.each(['explain', 'carry'] as const)('say why in words, not in codes (%s)', (action) => {
    const body = {
      kind: 'decision' as const,
      breaks: ['b1'],
      period: '2026-10',
      action,
      reason: 'huawei-to-correct' as const,
      note: 'ticket 7',
      owner: 'owner',
    };
    const { summary } = actOf({ seq: 1, at: '', by: '', body, previous: HEX, hash: HEX });
    expect(summary.zh).toContain('华为云更正 ticket 7');
    expect(summary.en).toContain('Huawei Cloud to correct ticket 7');
  });
});

import { describe, expect, it } from 'vitest';
import { actFits, ALL_ACTS, viewFilters } from '../../../renderer/pages/audit/act-filter';

const act = {
  seq: 7,
  at: '2026-11-05T16:30:00Z',
  by: '示例会计',
  kind: 'decision',
  period: '2026-10',
  summary: { zh: '说明 3 条差异', en: 'Explained 3 breaks' },
};
const fits = (patch: Partial<typeof ALL_ACTS>, language: 'zh' | 'en' = 'zh') => actFits(act, { ...ALL_ACTS, ...patch }, language);

describe('acts of the journal that are looked at', () => {
  it('days are those of the billing clock, both ends included', () => {
    expect([fits({ from: '2026-11-06' }), fits({ from: '2026-11-07' }), fits({ to: '2026-11-06' }), fits({ to: '2026-11-05' })]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
  it('kind, person, month and words', () => {
    expect([fits({}), fits({ kind: 'decision', by: '示例会计', period: '2026-10', text: '差异' })]).toEqual([true, true]);
    expect([fits({ kind: 'export' }), fits({ by: '' }), fits({ period: '2026-09' }), fits({ text: 'breaks' })]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(fits({ text: ' BREAKS ' }, 'en')).toBe(true);
  });
  it('the file asks for the same', () => {
    expect(viewFilters(ALL_ACTS)).toEqual([]);
    expect(viewFilters({ ...ALL_ACTS, by: '', to: '2026-11-06', text: ' 差异 ' })).toEqual([
      { column: 'actBy', op: 'is', value: '' },
      { column: 'time', op: 'range', from: null, to: '2026-11-06' },
      { column: 'actWhat', op: 'contains', value: '差异' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_RULE_SET } from '../../../../shared/reconcile/rule-set';
import { type Given } from '../build-input';
import { outcome } from '../outcome';

describe('the pass tolerance', () => {
  it('tolerance has no effect by default and matches within the rule set’s', () => {
    const given: Given = { bills: [{ amount: '100' }], entries: [{ amount: '100.01' }] };
    expect(outcome(given).breaks).toEqual(['amount 2026-09 -0.01']);
    expect(outcome({ ...given, ruleSet: { ...DEFAULT_RULE_SET, tolerance: '0.02' } })).toMatchObject({
      breaks: [],
      passes: { tolerance: 1 },
    });
  });
});

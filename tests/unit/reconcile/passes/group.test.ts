import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { A, B, ECS, inputOf, OBS, u } from '../build-input';
import { outcome } from '../outcome';

const EVS = 'hws.service.type.ebs';

describe('the pass group', () => {
  it('one entry for several services of a customer', () => {
    const given = { bills: [{ amount: '60' }, { amount: '40', service: OBS }], entries: [{ amount: '100' }] };
    expect(outcome(given)).toMatchObject({ breaks: [], passes: { group: 1 } });
    const [match] = reconcile(inputOf(given)).matches;
    expect(match).toMatchObject({
      customer: A,
      service: null,
      billAmount: u('100'),
      bills: [
        { customer: A, service: ECS },
        { customer: A, service: OBS },
      ],
    });
    expect(reasonText(match!.reason, 'en')).toBe(
      'Same customer and period, across services: 2 bill amounts and 1 ledger row add up to the same (40.00 + 60.00 = 100.00)',
    );
  });

  it('one bill amount booked in parts under several services', () => {
    const bills = [{ amount: '100' }, { amount: '7', service: OBS }];
    const entries = [{ amount: '60' }, { amount: '40', service: EVS }, { amount: '7', service: OBS }];
    expect(outcome({ bills, entries })).toMatchObject({ breaks: [], passes: { group: 2, exact: 1 } });
  });

  it('several against several only where nothing stands opposite under their own key', () => {
    const crossed = {
      bills: [{ amount: '10.01' }, { amount: '20.02', service: OBS }],
      entries: [{ amount: '10.02' }, { amount: '20.01', service: OBS }],
    };
    expect(outcome(crossed).passes).toEqual({});
    const elsewhere = {
      bills: [{ amount: '10' }, { amount: '20', service: OBS }],
      entries: [
        { amount: '12', service: EVS },
        { amount: '18', service: 'other' },
      ],
    };
    expect(outcome(elsewhere)).toMatchObject({ breaks: [], passes: { group: 2 } });
  });

  it('customers of one reseller, when a row was booked under the wrong ones', () => {
    const bills = [
      { amount: '10', reseller: 'R' },
      { amount: '20', customer: B, reseller: 'R' },
    ];
    expect(outcome({ bills, entries: [{ amount: '30', customer: 'c'.repeat(32), reseller: 'R' }] })).toMatchObject({
      breaks: [],
      passes: { group: 1 },
    });
  });

  it('several bill lines of a book kept by line', () => {
    const bills = ['60', '25', '15', '9'].map((amount) => ({ amount }));
    const entries = [
      { amount: '85', grain: 'line' as const },
      { amount: '15', grain: 'line' as const },
    ];
    expect(outcome({ bills, entries })).toMatchObject({ breaks: ['missing-in-ledger 2026-09 9'], passes: { exact: 1, group: 1 } });
  });

  it('two groups that want the same row are reported and decide nothing', () => {
    const bills = [{ amount: '30' }, { amount: '10', service: OBS }, { amount: '10', service: EVS }];
    const found = outcome({ bills, entries: [{ amount: '40', service: 'other' }] });
    expect(found.passes).toEqual({});
    expect([...found.breaks].sort()).toEqual([
      'ambiguous 2026-09 -40',
      'missing-in-ledger 2026-09 10',
      'missing-in-ledger 2026-09 10',
      'missing-in-ledger 2026-09 30',
    ]);
    expect(found.reasons).toContain('ambiguous-groups');
  });

  it('a key whose own figures explain the difference takes no part', () => {
    const bills = [{ amount: '100' }, { amount: '6', service: OBS }];
    expect(outcome({ bills, entries: [{ amount: '106' }] }).breaks.sort()).toEqual(['missing-in-ledger 2026-09 6', 'tax-basis 2026-09 -6']);
  });

  it('says how far it looked when there is too much to try', () => {
    const bills = Array.from({ length: 60 }, (_, i) => ({ amount: `${1000 + i * i}.37`, service: `s${i}` }));
    const entries = Array.from({ length: 60 }, (_, i) => ({ amount: `${20_000 + i * i * 3}.11`, service: `t${i}` }));
    const found = reconcile(inputOf({ bills, entries }));
    expect(found.breaks).toHaveLength(120);
    expect(reasonText(found.breaks[0]!.reason, 'en')).toMatch(
      /60 bill amounts and 60 ledger rows are left, too many to try every group: only up to 2 rows a side were tried/,
    );
    expect(reasonText(found.breaks[0]!.reason, 'zh')).toMatch(/只试过每侧至多 2 行的组合/);
  });

  it('matches nothing where there was too much to try, and names what it saw', () => {
    const bills = Array.from({ length: 60 }, (_, i) => ({ amount: i === 0 ? '3' : `${1000 + i * i}.37`, service: `s${i}` }));
    const entries = Array.from({ length: 60 }, (_, i) => ({ amount: i < 2 ? `${i + 1}` : `${20_000 + i * i * 3}.11`, service: `t${i}` }));
    const { matches, breaks } = reconcile(inputOf({ bills, entries }));
    expect(matches).toEqual([]);
    const ambiguous = breaks.filter((one) => one.class === 'ambiguous');
    expect(ambiguous.map((one) => one.difference).sort()).toEqual([u('-1'), u('-2')].sort());
    expect(reasonText(ambiguous[0]!.reason, 'en')).toMatch(
      /add up: 1 \(bill = ledger: 3\.00 = 1\.00 \+ 2\.00\), but 60 bill figures and 60 ledger rows are left.*up to 2 rows a side/,
    );
    expect(reasonText(ambiguous[0]!.reason, 'zh')).toMatch(/60 项账单、60 行台账.*每侧 2 行/);
    expect(breaks).toHaveLength(62 + 58);
  });
});

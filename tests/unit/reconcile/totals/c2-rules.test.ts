import { describe, expect, it } from 'vitest';
import { formatUnits } from '../../../../shared/money';
import { reconcile } from '../../../../shared/reconcile/engine';
import { reasonText } from '../../../../shared/reconcile/reasons';
import { ECS, inputOf, OBS, type BillRow, type FeeRow } from '../build-input';
import type { ControlTotal } from '../../../../shared/reconcile/types';

const c2 = (bills: readonly BillRow[], fees: readonly FeeRow[]): ControlTotal =>
  reconcile(inputOf({ bills, fees })).totals.find((one) => one.id === 'C2')!;
const told = (total: ControlTotal, language: 'zh' | 'en' = 'en'): string => reasonText(total.sentence, language);
const trades = (payments: readonly string[], more: Partial<FeeRow> = {}): FeeRow[] =>
  payments.map((payment, at) => ({ payment, trade: `${more.service ?? ''}${String(at)}`, ...more }));

describe('the rounding rule behind C2’s tolerance', () => {
  it.each<[string, string, readonly string[], string, string]>([
    [
      'truncation per deduction',
      '10',
      ['5.0069', '5.0069'],
      'all by each deduction truncated to the cent',
      '全部等于每笔扣费截断到分后合计',
    ],
    [
      'truncation of the sum',
      '10.01',
      ['5.0069', '5.0069'],
      'all by the sum of the fee records truncated',
      '全部等于资源明细合计后截断到分',
    ],
    [
      'half up per deduction',
      '15.01',
      ['5.006', '5.004', '5.004', '0.004', '0.004', '0.004', '0.004', '0.004'],
      'all by each deduction rounded half up',
      '全部等于每笔扣费四舍五入到分后合计',
    ],
    ['no rule at all', '10.015', ['5.01', '5.0099'], 'all by no rounding rule', '全部不等于任何一种舍入规则的结果'],
  ])('names %s', (_, amount, payments, en, zh) => {
    const total = c2([{ amount }], trades(payments));
    expect(total.status).toBe('within');
    expect(told(total)).toContain(en);
    expect(told(total, 'zh')).toContain(zh);
    expect(told(total, 'zh')).toContain('有差额而在范围内的 1 组中');
    expect(reasonText(total.toleranceWhy!, 'en')).not.toContain(en);
  });

  it('adds up several records of one deduction before it is cut, and mirrors refunds', () => {
    const one = c2(
      [{ amount: '0.01' }],
      ['0.005', '0.0099'].map((payment) => ({ payment, trade: 'T' })),
    );
    expect(told(one)).toContain('all by each deduction truncated');
    const refund = c2([{ amount: '-1.99', kind: 1 }], trades(['-1.0069', '-0.9969'], { billType: 4 }));
    expect(told(refund)).toContain('all by each deduction truncated');
  });

  it('counts the buckets of each rule, the documented one first; what is equal is not counted', () => {
    const total = c2(
      [{ amount: '10' }, { amount: '10.01', service: OBS }, { amount: '7', service: 'x' }, { amount: '1', service: 'y' }],
      [
        ...trades(['5.0069', '5.0069'], { service: ECS }),
        ...trades(['5.0069', '5.0069'], { service: OBS }),
        ...trades(['7'], { service: 'x' }),
        ...trades(['1.001'], { service: 'y' }),
      ],
    );
    expect(told(total)).toMatch(
      /Buckets that differ inside it \(3\): 2 by each deduction truncated.*; 1 by the sum of the fee records truncated/,
    );
  });

  it('gives the three that differ most as examples of each rule, whatever the order of the rows', () => {
    const bills = ['a', 'b', 'c', 'd', 'e'].map((service): BillRow => ({ amount: '10', service }));
    const extra = { a: '0.0011', b: '0.0044', c: '0.0044', d: '0.0022', e: '0.0033' };
    const fees = Object.entries(extra).flatMap(([service, over]) => trades([`10${over.slice(1)}`], { service }));
    const examples = c2(
      [...bills, { amount: '10.01', service: OBS }],
      [...fees, ...trades(['5.0069', '5.0069'], { service: OBS })],
    ).examples!;
    expect(examples.map(({ rule, bucket, difference }) => [rule, bucket['service'], formatUnits(difference!)])).toEqual([
      ['court-fees-truncate-deduction', 'b', '-0.0044'],
      ['court-fees-truncate-deduction', 'c', '-0.0044'],
      ['court-fees-truncate-deduction', 'e', '-0.0033'],
      ['court-fees-truncate-total', OBS, '-0.0038'],
    ]);
    const turned = c2([...bills].reverse(), [...fees].reverse()).examples!;
    expect(turned.map(({ bucket }) => bucket['service'])).toEqual(['b', 'c', 'e']);
    expect(c2([{ amount: '10' }], trades(['10'])).examples).toEqual([]);
  });

  it('names it in the tolerance of a broken total too, and nothing where nothing differs', () => {
    const broken = c2([{ amount: '10' }, { amount: '5', service: OBS }], [...trades(['10.001']), ...trades(['9'], { service: OBS })]);
    expect(broken.status).toBe('broken');
    expect(reasonText(broken.toleranceWhy!, 'en')).toContain('all by each deduction truncated');
    expect(told(broken)).not.toContain('truncated to the cent');
    const equal = c2([{ amount: '10' }], trades(['10']));
    expect(reasonText(equal.toleranceWhy!, 'en')).not.toContain('Buckets that differ');
  });
});

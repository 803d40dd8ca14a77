/** A counterparty with two months, for tests of statements. */
import { parseUnits } from '../../../shared/money';
import type { PricedLine } from '../../../shared/reconcile/priced-lines';
import type { StatementContent } from '../../../shared/workbook/statements';

const line = (period: string, service: string, consumption: string, refunds: string, adjustments: string): PricedLine => {
  const parts = [consumption, refunds, adjustments].map((text) => parseUnits(text)) as [bigint, bigint, bigint];
  const [used = 0n, back = 0n, put = 0n] = parts;
  return {
    period,
    counterparty: 'r1',
    customer: 'c1',
    service,
    consumption: used,
    refunds: back,
    adjustments: put,
    expected: used + back + put,
    basis: 'taxed',
    taxed: true,
  };
};

export function content(patch: Partial<StatementContent> = {}): StatementContent {
  return {
    file: '示例经销商_2026-08_2026-09.xlsx',
    counterparty: 'r1',
    counterpartyName: '示例经销商',
    periods: ['2026-08', '2026-09'],
    currency: 'CNY',
    day: '2026-11-03',
    lines: [line('2026-08', 'ec2', '100', '-10', '0'), line('2026-09', 'ec2', '200.5', '0', '-0.5')],
    entries: [
      { period: '2026-08', customer: 'c1', service: 'ec2', amount: parseUnits('90'), currency: 'CNY', basis: 'taxed', reference: '=1+1' },
      { period: '2026-09', customer: null, service: null, amount: parseUnits('180'), currency: 'CNY', basis: 'taxed', reference: null },
      { period: '2026-09', customer: 'c1', service: 'ec2', amount: parseUnits('7'), currency: 'USD', basis: 'taxed', reference: 'F-1' },
    ],
    breaks: [
      {
        period: '2026-09',
        class: 'price-deviation',
        customer: null,
        service: null,
        billed: parseUnits('180'),
        expected: parseUnits('200'),
        difference: parseUnits('20'),
      },
    ],
    ...patch,
  };
}

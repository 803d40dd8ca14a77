import { describe, expect, it } from 'vitest';
import { canonicalRows, entriesOf, type ActiveImport } from '../../../renderer/desk/entries';
import { partyResolver } from '../../../shared/reconcile/resolve-party';

const row = { row: 2, period: '2026-10', party: 'C-1', partyName: '示例公司', service: null, amount: '106.00', currency: 'CNY', taxRate: '0.06', reference: null, note: null };

describe('entries of an import', () => {
  const resolve = partyResolver([{ id: 'c'.repeat(32), name: '示例公司', accountName: null, associationType: '2', reseller: null }], [], []);
  const one = { body: { importId: 'i-1', role: 'revenue', grain: 'customer', basis: 'taxed' }, rows: canonicalRows([row]) } as unknown as ActiveImport;

  it('keep the tax rate of their row, which nets revenue where no rule names one', () => {
    expect(entriesOf(one, resolve)[0]).toMatchObject({ tax: '0.06', units: 10_600_000_000n, basis: 'taxed' });
  });

  it('are resolved by the name beside a code that says nothing', () => {
    expect(entriesOf(one, resolve)[0]?.customer).toBe('c'.repeat(32));
  });
});

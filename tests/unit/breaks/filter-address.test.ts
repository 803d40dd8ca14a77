import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountBound, askedMembers, filterIn, NO_BREAK_FILTER, withFilter, type AskedFilter } from '../../../renderer/store/break-filter';

const aFilter: fc.Arbitrary<AskedFilter> = fc.record({
  class: fc.constantFrom(null, 'amount' as const, 'timing' as const),
  status: fc.constantFrom(null, 'todo' as const, 'carried' as const),
  counterparty: fc.constantFrom(null, 'r1', '供应商 & 甲'),
  age: fc.constantFrom(null, '2-3' as const, '7+' as const),
  customer: fc.constantFrom(null, 'c1'),
  owner: fc.constantFrom(null, '', '示例用户'),
  sign: fc.constantFrom(null, 'bill' as const, 'ledger' as const),
  from: fc.constantFrom(null, '0', '1,234.50'),
  to: fc.constantFrom(null, '99'),
  text: fc.constantFrom('', 'a b', '松果=?&'),
});

describe('the filter of breaks in the address', () => {
  it('comes back as it was, and leaves the rest of the address alone', () => {
    fc.assert(
      fc.property(aFilter, aFilter, (before, filter) => {
        const query = withFilter(withFilter(new URLSearchParams('period=2026-10&break=b-1'), before), filter);
        expect(filterIn(new URLSearchParams(query.toString()))).toEqual(filter);
        expect([query.get('period'), query.get('break')]).toEqual(['2026-10', 'b-1']);
        expect(askedMembers(filter)).toEqual(
          (Object.keys(filter) as (keyof AskedFilter)[]).filter((name) => filter[name] !== NO_BREAK_FILTER[name]),
        );
      }),
    );
  });

  it('asks for nothing that no filter knows', () => {
    expect(filterIn(new URLSearchParams('status=lost&age=5&sign=up&least=-3&most=many'))).toEqual(NO_BREAK_FILTER);
  });

  it('reads amounts as people type them', () => {
    expect(['1,234.5', ' 0 ', '-1', '1e3x', '', null].map(amountBound)).toEqual([123_450_000_000n, 0n, null, null, null, null]);
  });
});

import { describe, expect, it } from 'vitest';
import { addressOf, askedIn, rowsBehind } from '../../../renderer/app/asked/rows-behind';

const RESELLERS = new Set(['r1']);
const PATH = [
  ['counterparty', 'c1'],
  ['customer', 'c1'],
  ['service', 'hws.ec2'],
  ['chargeMode', '3'],
] as const;

describe('rows behind a step', () => {
  it('are filtered by everything on the way, each column once', () => {
    expect(rowsBehind('C2', 'left', PATH, ['kind', '0'], RESELLERS)).toEqual({
      list: 'bill-lines',
      filters: [
        ['customer', 'c1'],
        ['service', 'hws.ec2'],
        ['chargeMode', '3'],
        ['kind', '0'],
      ],
    });
    expect(rowsBehind('C2', 'right', PATH, ['line', 'T 1:2&x'], RESELLERS)?.filters.at(-1)).toEqual(['trade', 'T 1:2&x']);
  });

  it('of a reseller are those of its customers; a list that does not know resellers is not offered for one', () => {
    expect(rowsBehind('C2', 'left', [], ['counterparty', 'r1'], RESELLERS)).toEqual({ list: 'bill-lines', filters: [['reseller', 'r1']] });
    expect(rowsBehind('C2', 'right', [], ['counterparty', 'r1'], RESELLERS)).toBeNull();
  });

  it('of a refund order are its trace and its order, of a step above the bill lines', () => {
    expect(rowsBehind('C3', 'right', PATH, ['baseOrder', 'CS1'], RESELLERS)).toMatchObject({ list: 'orders' });
    expect(rowsBehind('C3', 'right', PATH.slice(0, 3), ['chargeMode', '1'], RESELLERS)).toMatchObject({ list: 'bill-lines' });
  });

  it('of a sum over kinds are all of them; a total without such rows has none', () => {
    expect(rowsBehind('C1', 'right', [], ['kind', 'sum'], RESELLERS)).toEqual({ list: 'bill-lines', filters: [] });
    expect(rowsBehind('C1', 'left', [], ['kind', '0'], RESELLERS)).toBeNull();
    expect(rowsBehind('C7', 'left', [], ['slice', 'x'], RESELLERS)).toBeNull();
  });

  it('survive the address, whatever their values hold', () => {
    const asked = rowsBehind('C2', 'right', PATH, ['line', 'T 1:2&x=%+'], RESELLERS)!;
    const [page, query] = addressOf(asked, '2026-10', 'C2').split('?');
    expect(page).toBe('/period/2026-10');
    expect(askedIn(new URLSearchParams(query))).toEqual({ ...asked, from: 'C2' });
    expect(askedIn(new URLSearchParams('list=orders'))).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { attentionList, isLate, missingMonths, type AttentionFacts } from '../../../renderer/pages/overview/attention';

const CALM: AttentionFacts = {
  today: '2026-11-06',
  files: false,
  months: [
    { period: '2026-09', state: 'closed' },
    { period: '2026-10', state: 'open' },
  ],
  totals: [],
  open: new Map(),
  ledgers: new Map([['cost', new Set(['2026-09', '2026-10'])]]),
  unread: new Map(),
  preliminary: [],
  drift: new Map(),
  syncedDaysAgo: 0,
  stopped: false,
};
const kinds = (facts: Partial<AttentionFacts>) => attentionList({ ...CALM, ...facts }).map(({ kind }) => kind);
const only = (facts: Partial<AttentionFacts>) => {
  const list = attentionList({ ...CALM, ...facts });
  expect(list).toHaveLength(1);
  return list[0]!;
};
const total = { period: '2026-10', id: 'C3', status: 'broken', blocking: true, explained: false } as const;

describe('what needs attention', () => {
  it('is nothing where all is in order', () => {
    expect(attentionList(CALM)).toEqual([]);
  });
  it('is a broken total until it is explained, and leads to it', () => {
    expect(only({ totals: [total, { ...total, id: 'C4' }] })).toMatchObject({
      kind: 'broken',
      tone: 'bad',
      count: 2,
      to: '/period/2026-10?proof=C3',
      months: [{ period: '2026-10', ids: ['C3', 'C4'] }],
    });
    expect(kinds({ totals: [{ ...total, explained: true }] })).toEqual([]);
    expect(kinds({ totals: [{ ...total, blocking: false }] })).toEqual(['informative']);
    expect(kinds({ totals: [{ ...total, period: '2026-09' }] })).toEqual([]);
  });
  it('is open breaks with their money, the latest month first', () => {
    const open = new Map([
      ['2026-09', { count: 2, money: 100n }],
      ['2026-10', { count: 3, money: 1_234_000_000n }],
      ['2026-08', { count: 1, money: 500_000_000n }],
    ]);
    const item = only({
      open,
      months: [
        { period: '2026-08', state: 'in-work' },
        { period: '2026-09', state: 'signed' },
        { period: '2026-10', state: 'open' },
      ],
      ledgers: new Map([['cost', new Set(['2026-08', '2026-10'])]]),
      // Late is another matter.
      today: '2026-09-10',
    });
    expect(item).toMatchObject({ kind: 'breaks', count: 4, to: '/reconcile?period=2026-10&status=todo' });
    expect(item.months.map(({ period, count, amount }) => [period, count, amount])).toEqual([
      ['2026-10', 3, '12.34'],
      ['2026-08', 1, '5.00'],
    ]);
  });
  it('is a statement that is missing once the month is over', () => {
    const missing = { ...total, id: 'C1', status: 'not-provable' } as const;
    expect(only({ totals: [missing] })).toMatchObject({ kind: 'statement', to: '/period/2026-10?proof=C1' });
    expect(kinds({ totals: [missing], today: '2026-10-31' })).toEqual([]);
  });
  it('is a ledger that stops before the month, not one that begins later', () => {
    const ledgers = new Map([
      ['cost', new Set(['2026-09'])],
      ['revenue', new Set(['2026-11'])],
    ] as const);
    expect(only({ ledgers })).toMatchObject({ kind: 'ledger', to: '/ledgers', months: [{ period: '2026-10', ids: ['cost'] }] });
    expect(kinds({ ledgers: new Map() })).toEqual(['no-ledger']);
    expect(kinds({ ledgers, today: '2026-10-31' })).toEqual([]);
  });
  it('is a month that is late: open after the tenth of the next', () => {
    expect(kinds({ today: '2026-11-10' })).toEqual([]);
    expect(only({ today: '2026-11-11' })).toMatchObject({ kind: 'unsigned', to: '/period/2026-10' });
    expect(isLate('2026-12', '2027-01-10')).toBe(false);
    expect(isLate('2026-12', '2027-01-11')).toBe(true);
  });
  it('is what the sync left: stopped, unread, gaps, a bill that was not final, old or no data; not in a profile of files', () => {
    const facts: Partial<AttentionFacts> = {
      stopped: true,
      unread: new Map([
        ['', 1],
        ['2026-10', 3],
        ['2026-09', 5],
      ]),
      months: [
        { period: '2026-07', state: 'closed' },
        { period: '2026-09', state: 'closed' },
        { period: '2026-10', state: 'open' },
      ],
      preliminary: ['2026-10', '2026-09'],
      syncedDaysAgo: 7,
    };
    expect(kinds(facts)).toEqual(['sync-stopped', 'unread', 'gap', 'preliminary', 'stale']);
    const list = attentionList({ ...CALM, ...facts });
    // What was not read of a closed month changes nothing any more.
    expect(list[1]).toMatchObject({ count: 4, months: [{ period: '2026-10', count: 3 }] });
    expect(list[2]).toMatchObject({ months: [{ period: '2026-08', to: '/sync' }] });
    expect(list[3]!.months.map(({ period }) => period)).toEqual(['2026-10']);
    // Before its closing day a bill cannot be final.
    expect(kinds({ preliminary: ['2026-10'], today: '2026-11-05' })).toEqual([]);
    expect(kinds({ syncedDaysAgo: null })).toEqual(['never']);
    expect(kinds({ syncedDaysAgo: 6 })).toEqual([]);
    expect(kinds({ files: true, stopped: true, preliminary: ['2026-10'], syncedDaysAgo: null })).toEqual([]);
  });
  it('is a closed month that moved, with what it comes to; nothing else of closed months', () => {
    const item = only({
      months: [{ period: '2026-10', state: 'drifted' }],
      totals: [total],
      open: new Map([['2026-10', { count: 4, money: 1n }]]),
      drift: new Map([['2026-10', '-12.34']]),
    });
    expect(item).toMatchObject({ kind: 'drifted', tone: 'bad', months: [{ amount: '-12.34', to: '/period/2026-10' }] });
  });
});

describe('months that are missing between others', () => {
  it('are found over the turn of a year and in any order', () => {
    expect(missingMonths(['2027-02', '2026-11', '2027-01'])).toEqual(['2026-12']);
    expect(missingMonths(['2026-11'])).toEqual([]);
    expect(missingMonths([])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { SOURCE_IDS } from '../../../shared/api/sources';
import { OPERATIONS } from '../../../shared/api/catalogue';
import { figureAttributes, figureOf, interfaceOf, OWN_SOURCES } from '../../../renderer/app/figures/facts';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';

describe('what a figure says of itself', () => {
  it.each([
    ['zh', zh],
    ['en', en],
  ])('%s: every source has words', (_, words) => {
    const own: Readonly<Record<string, string>> = words.figures.source;
    const synced: Readonly<Record<string, string>> = words.codes.source;
    for (const source of [...OWN_SOURCES, ...SOURCE_IDS]) expect(own[source] ?? synced[source], source).toBeTruthy();
  });

  it('names the interface of what is read from one, and none for books and files', () => {
    for (const { id, source } of OPERATIONS) expect(interfaceOf(source)).toBe(id);
    for (const source of OWN_SOURCES) expect(interfaceOf(source), source).toBeNull();
  });

  it('is read from the element as it was written, names of files with quotes included', () => {
    const facts = { currency: 'CNY', basis: 'pretax', source: 'cost-ledger', file: '成本"台账" <1>.xlsx' } as const;
    const attributes: Readonly<Record<string, string>> = figureAttributes('-1234.50000001', facts);
    const element = { getAttribute: (name: string) => attributes[name] ?? null } as unknown as Element;
    expect(figureOf(element)).toEqual({ value: '-1234.50000001', facts });
    expect(figureOf({ getAttribute: () => null } as unknown as Element)).toBeNull();
  });
});

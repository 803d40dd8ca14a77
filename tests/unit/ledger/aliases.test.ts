import { describe, expect, it } from 'vitest';
import { aliasOf, companyCore, parseAliasFile, proposeAliases, type Party } from '../../../shared/ledger/aliases';

describe('an alias file', () => {
  it('is read when it is one', () => {
    const text =
      '\ufeff{"version": 1, "aliases": [{"ledger": "C-0042", "customer": "0a1b2c3d4e5f60718293a4b5c6d7e8f9"}, {"ledger": "示例科技", "reseller": "r1"}]}';
    expect(parseAliasFile(text).aliases).toEqual([
      { ledger: 'C-0042', customer: '0a1b2c3d4e5f60718293a4b5c6d7e8f9' },
      { ledger: '示例科技', reseller: 'r1' },
    ]);
  });
  it.each([
    ['{"version": 1,\n "aliases": [}', 'line 2'],
    ['{"version": 2, "aliases": []}', 'version'],
    ['{"version": 1}', 'aliases'],
    ['{"version": 1, "aliases": [{"ledger": "a", "customer": "b"}, {"ledger": "a"}]}', 'aliases[1]'],
    ['{"version": 1, "aliases": [{"ledger": "a", "customer": "b", "reseller": "c"}]}', 'aliases[0]'],
    ['{"version": 1, "aliases": [{"ledger": "a", "customer": "b"}, {"ledger": "a", "customer": "c"}]}', 'aliases[1].ledger'],
    ['[]', 'the document'],
  ])('with a fault is refused with its place: %s', (text, place) =>
    expect(() => parseAliasFile(text)).toThrow(expect.objectContaining({ place })),
  );
});

describe('proposals for unknown names', () => {
  const parties: Party[] = [
    { kind: 'customer', id: 'c1', names: ['acme_cloud', '示例（北京）科技有限公司'] },
    { kind: 'customer', id: 'c2', names: ['示例网络股份有限公司'] },
    { kind: 'reseller', id: 'r1', names: ['远山信息'] },
  ];
  it('are exact first, then without legal form, and always to be reviewed', () => {
    const proposals = proposeAliases(['acme_cloud', '远山信息技术有限公司', '无名公司'], parties);
    expect(proposals.map(({ ledger, party, how, toBeReviewed }) => [ledger, party.id, how, toBeReviewed])).toEqual([
      ['acme_cloud', 'c1', 'exact', true],
      ['远山信息技术有限公司', 'r1', 'normalised', true],
    ]);
    expect(proposals.map(aliasOf)).toEqual([
      { ledger: 'acme_cloud', customer: 'c1' },
      { ledger: '远山信息技术有限公司', reseller: 'r1' },
    ]);
  });
  it('name every party that fits, and leave the choice to a person', () => {
    expect(proposeAliases(['示例'], parties).map(({ party }) => party.id)).toEqual(['c1', 'c2']);
  });
  it('prefer who differs by the legal form alone, and keep places apart', () => {
    const near: Party[] = ['示例科技有限公司', '示例网络有限公司', '示例（北京）网络有限公司', 'Example Co., Ltd.'].map((name, index) => ({
      kind: 'customer',
      id: `c${index}`,
      names: [name],
    }));
    const ids = (ledger: string): string[] => proposeAliases([ledger], near).map(({ party }) => party.id);
    expect(ids('示例科技股份有限公司')).toEqual(['c0']);
    expect(ids('示例(北京)网络有限责任公司')).toEqual(['c2']);
    expect(ids('ＥＸＡＭＰＬＥ　ｃｏ ltd')).toEqual(['c3']);
    expect(ids('示例信息有限公司')).toEqual(['c0', 'c1', 'c2']);
  });
  it('keep at least two characters of a name', () => {
    expect(companyCore('ＡＣＭＥ　Co., Ltd.')).toBe('acme');
    expect(companyCore('科技有限公司')).not.toBe('');
    expect(proposeAliases(['有限公司'], parties)).toEqual([]);
  });
});

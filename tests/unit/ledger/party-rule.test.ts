import { describe, expect, it } from 'vitest';
import { PartyReader } from '../../../shared/ledger/party-rule';

const label = (text: string, known: string[] = []): unknown => {
  const read = new PartyReader(
    { kind: 'label', column: 0, label: '客户' },
    known.map((name) => ({ id: name, names: [name] })),
  ).read(text);
  return read.ok ? (read.value.name === null ? read.value.party : [read.value.party, read.value.name]) : read.fault;
};

describe('a customer behind a label', () => {
  it.each([
    ['客户：示例科技', '示例科技'],
    ['客户:示例科技|部门:销售部', '示例科技'],
    ['部门：销售部；客户：示例科技；项目：云', '示例科技'],
    ['部门：销售部/客户：示例科技/项目：云', '示例科技'],
    ['【客户】示例科技【部门】销售部', '示例科技'],
    ['【客户：示例科技】【部门：销售部】', '示例科技'],
    ['[客户]示例科技', '示例科技'],
    ['客户：示例（北京）科技有限公司', '示例（北京）科技有限公司'],
    ['客户：Example Co., Ltd.', 'Example Co., Ltd.'],
    ['客户：C-0042 示例科技|部门：销售部', ['C-0042', '示例科技']],
    ['客户：01001_示例科技', ['01001', '示例科技']],
    ['客户：[01001]示例科技', ['01001', '示例科技']],
    ['客户：示例科技|客户：示例科技', '示例科技'],
    ['客户：示例科技|客户：示例网络', 'two-parties-in-text'],
    ['大客户：示例科技', 'no-party-in-text'],
    ['客户：', 'no-party-in-text'],
    ['付示例科技', 'no-party-in-text'],
    ['#N/A', 'error-cell'],
  ])('%s', (text, expected) => expect(label(text)).toEqual(expected));
  it('is not cut when the whole is known', () => {
    expect(label('客户：360 示例科技', ['360 示例科技'])).toBe('360 示例科技');
  });
});

describe('a known name in a text', () => {
  const reader = new PartyReader({ kind: 'known-name', column: 0 }, [
    { id: 'c1', names: ['示例科技', 'acme'] },
    { id: 'c2', names: ['示例科技北京'] },
    { id: 'c3', names: ['C-0042', '甲'] },
    { id: 'c4', names: ['同名'] },
    { id: 'c5', names: ['同名'] },
  ]);
  const find = (text: string): string => {
    const read = reader.read(text);
    return read.ok ? read.value.party : read.fault;
  };
  it.each([
    ['付示例科技10月', '示例科技'],
    ['付示例科技北京10月', '示例科技北京'],
    ['示例科技北京与示例科技', 'two-parties-in-text'],
    ['示例科技（acme）', '示例科技'],
    ['C-0042 10月', 'C-0042'],
    ['C-00421 10月', 'no-party-in-text'],
    ['acmesoft', 'no-party-in-text'],
    ['甲', 'no-party-in-text'],
    ['同名 10月', 'two-parties-in-text'],
    ['办公用品', 'no-party-in-text'],
  ])('%s: %s', (text, expected) => expect(find(text)).toBe(expected));
});

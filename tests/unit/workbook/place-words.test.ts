import { describe, expect, it } from 'vitest';
import { SHEETS } from '../../../shared/workbook/sheets';
import type { SheetContext } from '../../../shared/workbook/sheet-columns';
import type { TotalRecord } from '../../../shared/workbook/records';

const CONTEXT: SheetContext = {
  language: 'zh',
  reasonText: () => '',
  partyName: (id) => (id === 'c1' ? '示例松果公司' : null),
  serviceName: (code) => (code === 'hws.ec2' ? '弹性云服务器' : null),
};
const child = { left: 100_000_000n, right: null, difference: null };
const TOTAL = {
  firstDivergence: { bucket: { counterparty: 'c1', customer: 'c2', service: 'hws.ec2', chargeMode: '3', kind: '0' }, ...child },
  path: [
    { level: 'service', diverging: 2, children: [{ name: 'hws.ec2', ...child }] },
    { level: 'kind', diverging: 1, children: [{ name: '1', ...child }] },
  ],
} as unknown as TotalRecord;
const cell = (key: string): unknown => SHEETS.totals.columns.find((column) => column.key === key)?.value(TOTAL, CONTEXT);

describe('the place a total diverges at, in the workbook', () => {
  it('is named as people name it; what has no name keeps its ID', () => {
    expect(cell('divergence')).toBe('结算方: 示例松果公司, 客户: c2, 服务: 弹性云服务器, 计费模式: 按需, 账单类别: 消费 | 1.00 / -');
    expect(cell('path')).toBe('服务 (2): 弹性云服务器 1.00 / - > 账单类别 (1): 退款 1.00 / -');
  });
});

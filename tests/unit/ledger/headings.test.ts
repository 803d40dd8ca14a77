import { describe, expect, it } from 'vitest';
import { findHead } from '../../../shared/ledger/find-head';
import { layoutFingerprint } from '../../../shared/ledger/fingerprint';
import { readHead } from '../../../shared/ledger/headings';

describe('a head', () => {
  it.each([
    ['账期', 'period'],
    ['月份', 'period'],
    ['会计期间', 'period'],
    ['Billing Cycle', 'period'],
    ['PERIOD', 'period'],
    ['账期/Period', 'period'],
    ['账期(YYYY-MM)', 'period'],
    ['*账期', 'period'],
    ['客户ID', 'customer'],
    ['客户ＩＤ', 'customer'],
    ['Customer ID', 'customer'],
    ['customer_id', 'customer'],
    ['ERP编码', 'customer'],
    ['ERP 客户编码', 'customer'],
    ['客户编码', 'customer'],
    ['ERP Code', 'customer'],
    ['客户名称', 'customerName'],
    ['客户', 'customerName'],
    ['客户名称 Customer Name', 'customerName'],
    ['Customer', 'customerName'],
    ['Account Name', 'customerName'],
    ['云服务类型编码', 'service'],
    ['产品类型编码', 'service'],
    ['Service Type Code', 'service'],
    ['云服务类型', 'serviceName'],
    ['产品类型', 'serviceName'],
    ['Product Type', 'serviceName'],
    ['Service', 'serviceName'],
    ['金额', 'amount'],
    ['金额(元)', 'amount'],
    ['金额（元）', 'amount'],
    ['成本金额(不含税)', 'amount'],
    ['含税金额', 'amount'],
    ['不含税金额', 'amount'],
    ['含税收入', 'amount'],
    ['价税合计', 'amount'],
    ['结算金额(USD)', 'amount'],
    ['Amount (CNY)', 'amount'],
    ['Amount (excl. tax)', 'amount'],
    ['Revenue incl. VAT', 'amount'],
    ['借方金额', 'debit'],
    ['贷方', 'credit'],
    ['币种', 'currency'],
    ['税率', 'taxRate'],
    ['税率(%)', 'taxRate'],
    ['Tax Rate', 'taxRate'],
    ['订单号', 'reference'],
    ['订单号/交易号', 'reference'],
    ['发票号', 'reference'],
    ['凭证号', 'reference'],
    ['Order ID', 'reference'],
    ['摘要', 'note'],
    ['备注', 'note'],
    ['Remarks', 'note'],
  ])('%s means %s', (head, field) => expect(readHead(head).field).toBe(field));

  it.each(['税额', '序号', '数量', '单价', '折扣', '区域', '制表人', '', '2026-10', '金额说明文字'].map((head) => [head]))(
    '%s means nothing the program knows',
    (head) => expect(readHead(head).field).toBeNull(),
  );

  it.each([
    ['成本金额(不含税)', 'pretax'],
    ['不含税金额', 'pretax'],
    ['未税金额', 'pretax'],
    ['Amount (excl. tax)', 'pretax'],
    ['Amount excluding VAT', 'pretax'],
    ['Pre-tax amount', 'pretax'],
    ['含税金额', 'taxed'],
    ['金额（含税）', 'taxed'],
    ['价税合计', 'taxed'],
    ['Amount incl. tax', 'taxed'],
    ['金额', null],
  ])('%s says %s', (head, basis) => expect(readHead(head).basis).toBe(basis));

  it('names currency and unit', () => {
    expect(readHead('结算金额(USD)')).toMatchObject({ currency: 'USD', unit: null });
    expect(readHead('收入（万元）')).toMatchObject({ field: 'amount', unit: 10_000 });
  });
});

describe('the row of heads', () => {
  it('is the first with enough known heads, under titles', () => {
    expect(findHead([['2026年10月 成本台账'], ['单位', '元'], [null], ['序号', '客户', '金额'], ['1', 'A', '2']])).toBe(3);
  });
  it('is not looked for below the first 20 rows, nor made of one head', () => {
    expect(findHead([...Array.from({ length: 20 }, () => ['x']), ['账期', '客户', '金额']])).toBeNull();
    expect(findHead([['金额', 'a', 'b']])).toBeNull();
  });
  it('has a fingerprint that width, case, blanks and empty columns at the end do not change', () => {
    expect(layoutFingerprint(['账期', '客户 ID', '金额（元）'])).toBe(layoutFingerprint([' 账期 ', '客户ｉｄ', '金额(元)', null, '']));
    expect(layoutFingerprint(['账期', '金额'])).not.toBe(layoutFingerprint(['金额', '账期']));
  });
});

import { describe, expect, test } from 'vitest';
import { ExactJsonError, isList, isObject, member, parseExact, type Exact, type ExactObject } from '../../../electron/sync/exact-json';
import { extract, type Extracted } from '../../../electron/sync/extract';
import type { SourceId } from '../../../shared/api/sources';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const root = (text: string): ExactObject => {
  const value = parseExact(bytes(text));
  if (!isObject(value)) throw new Error('no object');
  return value;
};
function from(source: SourceId, rows: string, text: string): Extracted {
  const answer = root(text);
  const value = member(answer, rows);
  return extract(source, isList(value) ? value : [value as Exact], answer, rows);
}
const LINE = '"customer_id":"c1","cloud_service_type":"ec2","bill_type":"0","charge_mode":"3"';
const lines = (...records: string[]): Extracted => from('bill-lines', 'bill_sums', `{"bill_sums":[${records.join(',')}]}`);

describe('amounts', () => {
  test('numbers keep every digit and every form they came in', () => {
    const amounts = ['812.35', '90071992547.40993001', '1.5E-7', '-0.00000001', '0', '100.10'];
    const { columns, faults } = lines(...amounts.map((amount) => `{${LINE},"amount":${amount}}`));
    expect(faults).toEqual([]);
    expect(columns['amount']).toEqual(amounts);
  });

  test('an amount in tenths or hundredths is refused, never taken for yuan', () => {
    expect(lines(`{${LINE},"amount":1,"measure_id":1}`).faults).toEqual([]);
    expect(lines(`{${LINE},"amount":1,"measure_id":3}`).faults).toEqual([{ place: 'bill_sums[0].measure_id', why: 'unknown-unit' }]);
  });

  test('strings are amounts too; blank ones are none', () => {
    const { columns, faults } = lines(`{${LINE},"amount":"500.00","debt_amount":" "}`);
    expect(faults).toEqual([]);
    expect(columns['amount']).toEqual(['500.00']);
    expect(columns['debt_amount']).toEqual([null]);
  });

  test.each([
    ['"12,5"', 'not-an-amount'],
    ['"NaN"', 'not-an-amount'],
    ['true', 'not-an-amount'],
    ['{}', 'not-an-amount'],
    ['1.123456789', 'too-precise'],
    ['1e300', 'too-large'],
  ])('%s is reported with its place', (amount, why) => {
    expect(lines(`{${LINE},"amount":1}`, `{${LINE},"amount":${amount}}`).faults).toEqual([{ place: 'bill_sums[1].amount', why }]);
  });

  test('parts by account type are picked, added exactly, and null where there is none', () => {
    const parts =
      '[{"balance_type":"BALANCE_TYPE_DEBIT","amount":0.1},{"balance_type":"BALANCE_TYPE_DEBIT","amount":0.2},{"balance_type":"BALANCE_TYPE_COUPON","amount":100}]';
    const { columns } = lines(`{${LINE},"amount":100.3,"account_details":${parts}}`, `{${LINE},"amount":1}`);
    expect(columns['paid_cash']).toEqual(['0.30', null]);
    expect(columns['paid_coupon']).toEqual(['100.00', null]);
    expect(columns['paid_credit']).toEqual([null, null]);
    expect(columns['extra']).toEqual([null, null]);
  });
});

describe('records outside the contract', () => {
  test('a missing required field is named, an absent other one is null', () => {
    const { faults, columns } = lines(
      `{${LINE},"amount":1}`,
      '{"cloud_service_type":"ec2","bill_type":"0","charge_mode":"3","amount":null}',
    );
    expect(faults).toEqual([
      { place: 'bill_sums[1].customer_id', why: 'missing' },
      { place: 'bill_sums[1].amount', why: 'missing' },
    ]);
    expect(columns['measure_id']).toEqual([null, null]);
  });

  test('what is no record, no text, no integer, no list is named', () => {
    expect(lines('7').faults).toEqual([{ place: 'bill_sums[0]', why: 'not-a-record' }]);
    expect(lines(`{${LINE},"amount":1,"cloud_service_type_name":[1]}`).faults).toEqual([
      { place: 'bill_sums[0].cloud_service_type_name', why: 'not-text' },
    ]);
    expect(lines(`{${LINE},"amount":1,"measure_id":"one"}`).faults).toEqual([{ place: 'bill_sums[0].measure_id', why: 'not-an-integer' }]);
    expect(lines(`{${LINE},"amount":1,"measure_id":99999999999}`).faults).toEqual([
      { place: 'bill_sums[0].measure_id', why: 'not-an-integer' },
    ]);
    expect(lines(`{${LINE},"amount":1,"account_details":{}}`).faults[0]).toEqual({
      place: 'bill_sums[0].account_details',
      why: 'not-a-list',
    });
  });

  test('codes may be numbers where strings are usual, and the other way round', () => {
    const { columns, faults } = lines(
      '{"customer_id":"c","cloud_service_type":"e","bill_type":0,"charge_mode":3,"amount":1,"measure_id":"1"}',
    );
    expect(faults).toEqual([]);
    expect([columns['bill_type'], columns['charge_mode'], columns['measure_id']]).toEqual([['0'], ['3'], ['1']]);
  });
});

describe('nothing sent is lost', () => {
  test('unknown members travel as JSON text with their numbers as they came', () => {
    const { columns } = lines(`{${LINE},"amount":1,"new_code":1.10,"new_part":{"a":[1e-9,null]},"empty":null}`);
    expect(columns['extra']).toEqual(['{"new_code":1.10,"new_part":{"a":[1e-9,null]}}']);
  });

  test('unknown entries of a known list and unknown members of a known part stay', () => {
    expect(lines(`{${LINE},"amount":1,"account_details":[{"balance_type":"BALANCE_TYPE_NEW","amount":3.10}]}`).columns['extra']).toEqual([
      '{"account_details":[{"balance_type":"BALANCE_TYPE_NEW","amount":3.10}]}',
    ]);
    const order = from(
      'orders',
      'order_infos',
      '{"order_infos":[{"order_id":"CS1","amount_info":{"coupon_amount":1.5,"gift_amount":2,"discounts":[{"discount_type":"600","discount_amount":0.30}]}}]}',
    );
    expect(order.columns['coupon_amount']).toEqual(['1.5']);
    expect(order.columns['discount_sum']).toEqual(['0.30']);
    expect(order.columns['discounts']).toEqual(['[{"discount_type":"600","discount_amount":0.30}]']);
    expect(order.columns['extra']).toEqual(['{"amount_info":{"gift_amount":2}}']);
  });

  test('the lines of an order come from beside its head', () => {
    const details = from(
      'order-details',
      'order_info',
      '{"total_count":1,"order_info":{"order_id":"CS1"},"order_line_items":[{"amount_after_discount":1.10}]}',
    );
    expect(details.columns['order_line_items']).toEqual(['[{"amount_after_discount":1.10}]']);
    expect(details.columns['order_id']).toEqual(['CS1']);
  });
});

describe('hostile answers', () => {
  test('__proto__ members are plain members: nobody inherits from them and they are kept', () => {
    const { faults, columns } = lines(
      `{"__proto__":{"amount":5,"customer_id":"c9"},"cloud_service_type":"e","bill_type":"0","charge_mode":"3"}`,
    );
    expect(faults.map(({ place }) => place)).toEqual(['bill_sums[0].customer_id', 'bill_sums[0].amount']);
    expect(columns['extra']).toEqual(['{"__proto__":{"amount":5,"customer_id":"c9"}}']);
    expect(({} as Record<string, unknown>)['amount']).toBeUndefined();
  });

  test.each([
    ['a deep nest', '['.repeat(200_000)],
    ['half an answer', '{"bill_sums":[{"amount":1'],
    ['the same member twice', '{"count":1,"count":2}'],
    ['a page of HTML', '<html></html>'],
    ['nothing', ''],
  ])('%s is refused without a word of its content', (_name, text) => {
    expect(() => parseExact(bytes(text))).toThrow(ExactJsonError);
  });

  test('bytes that are no UTF-8 are refused', () => {
    expect(() => parseExact(Uint8Array.of(0x7b, 0xff, 0x7d))).toThrow('not UTF-8');
  });
});

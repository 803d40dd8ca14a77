import { describe, expect, it } from 'vitest';
import type { ViewColumn, ViewFilter } from '../../../shared/desk/api';
import { sameAs } from '../../../renderer/grid/menus';
import { answered, asked, questionsFor, withFilter, type Question } from '../../../renderer/grid/user-filters';

const amount: ViewColumn = { key: 'amount', type: 'amount' };
const name: ViewColumn = { key: 'customerName', type: 'text' };
const time: ViewColumn = { key: 'time', type: 'time' };

describe('what is asked of a column', () => {
  it('depends on its type', () => {
    expect(questionsFor('bill-lines', amount)).toEqual(expect.arrayContaining(['atLeast', 'atMost', 'between', 'negative', 'zero', 'not']));
    expect(questionsFor('bill-lines', { key: 'kind', type: 'code' })[0]).toBe('in');
    expect(questionsFor('bill-lines', { key: 'customer', type: 'code' })[0]).toBe('contains');
    expect(questionsFor('bill-lines', { key: 'period', type: 'period' })).toEqual(['in', 'between']);
    expect(questionsFor('orders', time)).not.toContain('contains');
  });

  it('comes back as it was asked, for each question', () => {
    const cases: [ViewColumn, Question, string, string, string[]][] = [
      [amount, 'atLeast', '100', '', []],
      [amount, 'atMost', '-3.5', '', []],
      [amount, 'between', '1', '2', []],
      [amount, 'not', '7', '', []],
      [amount, 'negative', '', '', []],
      [amount, 'zero', '', '', []],
      [name, 'contains', '示例', '', []],
      [name, 'is', '示例', '', []],
      [name, 'in', '', '', ['甲', '']],
      [name, 'empty', '', '', []],
      [name, 'notEmpty', '', '', []],
      [time, 'between', '2026-10-01', '2026-10-31', []],
    ];
    for (const [column, question, first, second, values] of cases) {
      const filter = answered(column, question, first, second, values);
      expect(filter).toBeTruthy();
      expect(asked(filter as ViewFilter)).toEqual({ question, first, second, values });
    }
  });

  it('is nothing while nothing was filled in, and no filter where a bound is no amount or day', () => {
    expect(answered(amount, 'between', ' ', '', [])).toBeNull();
    expect(answered(name, 'in', '', '', [])).toBeNull();
    expect(answered(amount, 'atLeast', 'much', '', [])).toBeUndefined();
    expect(answered(amount, 'between', '1,000.50', '\u22125', [])).toMatchObject({ from: '1,000.50', to: '\u22125' });
    expect(answered(time, 'between', '2026-13-01', '', [])).toBeUndefined();
  });

  it('is one filter for each column, and none once cleared', () => {
    const one = withFilter({}, 'amount', { column: 'amount', op: 'negative' });
    expect(Object.keys(withFilter(one, 'kind', { column: 'kind', op: 'in', values: ['1'] }))).toEqual(['amount', 'kind']);
    expect(withFilter(one, 'amount', null)).toEqual({});
  });
});

describe('rows like this one', () => {
  it('have the same value; an instant stands for its day on the billing clock', () => {
    expect(sameAs('orders', time, '2026-10-31T16:00:00Z')).toEqual({ column: 'time', op: 'range', from: '2026-11-01', to: '2026-11-01' });
    expect(sameAs('orders', { key: 'status', type: 'code' }, '5')).toEqual({ column: 'status', op: 'in', values: ['5'] });
    expect(sameAs('orders', name, null)).toEqual({ column: 'customerName', op: 'is', value: '' });
    expect(sameAs('orders', amount, '-3.00')).toEqual({ column: 'amount', op: 'is', value: '-3.00' });
  });
});

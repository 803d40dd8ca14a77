import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { operationOf, OPERATIONS, RETIRED, retiredForm, type Operation } from '../../../shared/api/catalogue';
import { API_SOURCE_IDS, SOURCES, type Field } from '../../../shared/api/sources';
import type { SliceKey } from '../../../shared/sync/slices';

interface ContractOperation {
  id: string;
  method: string;
  path: string;
  sites: string[];
  quota: { requests: number; perSeconds: number };
  maxPage: number | null;
  permission: string;
  parameters: { name: string; in: 'query' | 'path' | 'header' | 'body'; required: boolean }[];
  answer: Record<string, string>;
  records: Record<string, string[]>;
}
const contract = JSON.parse(readFileSync(new URL('../../fixtures/contract-operations.json', import.meta.url), 'utf8')) as {
  operations: ContractOperation[];
  retired: { method: string; path: string; successor: string | null }[];
};

const full: Omit<SliceKey, 'source'> = {
  period: '2026-09',
  chargeMode: '3',
  reseller: 'reseller-1',
  customer: 'customer-1',
  account: 'BALANCE_TYPE_DEBIT',
  order: 'CS1',
  language: 'zh_CN',
  quotaType: '1',
};

test('the catalogue holds exactly the operations of the contract that the desk reads, one for every source', () => {
  expect(OPERATIONS.map((operation) => operation.id).sort()).toEqual(contract.operations.map((operation) => operation.id));
  for (const source of API_SOURCE_IDS) expect(operationOf(source).source).toBe(source);
});

describe.each(contract.operations)('$id', (wanted) => {
  const operation: Operation = OPERATIONS.find(({ id }) => id === wanted.id) as Operation;

  test('method, path, sites, quota and permission are those of the contract', () => {
    expect({ method: operation.method, path: operation.path, sites: operation.sites, quota: operation.quota }).toEqual({
      method: wanted.method,
      path: wanted.path,
      sites: wanted.sites,
      quota: wanted.quota,
    });
    expect(operation.permission.join('|')).toBe(/^(none needed|not seen)$/.test(wanted.permission) ? '' : wanted.permission);
  });

  test('pages as the contract allows, where it takes offset and limit', () => {
    const where = wanted.parameters.find(({ name }) => name === 'offset')?.in;
    if (operation.paging.kind === 'none' || operation.paging.kind === 'batch') return expect(where).toBeUndefined();
    expect(operation.paging.where).toBe(where);
    // Where the upper bound was not seen, 100 is the safe page.
    expect(operation.paging.max).toBe(wanted.maxPage ?? 100);
  });

  test('every parameter sent is one of the contract, and every required one is sent', () => {
    const { path = {}, query = {}, body = {} } = operation.parameters({ source: operation.source, ...full });
    const sent = [
      ...Object.keys(path).map((name) => `path ${name}`),
      ...Object.keys(query).map((name) => `query ${name}`),
      ...Object.keys(body).map((name) => `body ${name}`),
      ...(operation.paging.kind === 'batch' ? [`body ${operation.paging.list}`] : []),
    ];
    const known = wanted.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(sent.filter((one) => !known.includes(one))).toEqual([]);
    const required = wanted.parameters.filter((parameter) => parameter.required).map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(required.filter((one) => !sent.includes(one))).toEqual([]);
    expect(operation.language).toBe(known.includes('header X-Language'));
  });

  test('records and total are found where the answer has them, and every field kept is a field of the record', () => {
    const record = operation.rows === null ? Object.keys(wanted.answer) : wanted.records[operation.rows];
    expect(record).toBeDefined();
    if (operation.total !== null) expect(wanted.answer[operation.total]).toBe('integer');
    else expect(Object.keys(wanted.answer).filter((name) => name === 'count' || name === 'total_count')).toEqual([]);
    for (const [name, field] of Object.entries<Field>(SOURCES[operation.source])) {
      const from = field.pick?.list ?? field.sumOf?.list ?? field.from ?? name;
      // The list and the details of orders share one table; only the details name the operator.
      if (name === 'extra' || (operation.source === 'orders' && name === 'user_name')) continue;
      if (from.startsWith('^')) expect(Object.keys(wanted.answer)).toContain(from.slice(1));
      else expect(record, name).toContain(from.split('.')[0]);
    }
  });
});

test('a slice without a part its interface needs is a programming fault', () => {
  expect(() => operationOf('fee-records').parameters({ source: 'fee-records', period: '2026-09' })).toThrow(RangeError);
});

test('windows are the months of UTC+8, both ends included', () => {
  expect(operationOf('orders').parameters({ source: 'orders', period: '2026-08' }).query).toMatchObject({
    create_time_begin: '2026-07-31T16:00:00Z',
    create_time_end: '2026-08-31T15:59:59Z',
  });
  expect(
    operationOf('movements').parameters({ source: 'movements', period: '2026-02', account: 'BALANCE_TYPE_CREDIT' }).query,
  ).toMatchObject({
    trade_time_begin: '2026-02-01',
    trade_time_end: '2026-02-28',
  });
});

describe('withdrawn interfaces', () => {
  test.each(contract.retired)('$method $path is recognised', ({ method, path, successor }) => {
    const form = retiredForm(method, path.replace(/\{\w+\}/g, 'x'));
    expect(form).not.toBeNull();
    expect(form?.successor ?? null).toBe(successor);
  });

  test('the v1.0 forms lead to operations that exist today', () => {
    expect(retiredForm('get', '/v1.0/1234/partner/account-mgr/postpaid-bill-summary')?.successor).toBe(
      'GET /v2/bills/partner-bills/postpaid-bill-summary',
    );
    expect(retiredForm('GET', '/v1.0/1234/common/order-mgr/orders/detail')?.successor).toBe('GET /v2/orders/customer-orders');
    expect(retiredForm('GET', '/v1.0/1234/common/order-mgr/orders/CS1')?.successor).toBe(
      'GET /v2/orders/customer-orders/details/{order_id}',
    );
  });

  test('no operation in use has a withdrawn form', () => {
    for (const { method, path } of OPERATIONS) expect(retiredForm(method, path)).toBeNull();
    expect(RETIRED.length).toBeGreaterThan(10);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CALLS, operationOf, OPERATIONS, type Call, type Operation } from '../../../shared/api/catalogue';
import { CALL_WORDS, UNCALLED_WORDS } from '../../../shared/api/operation-words';
import { API_SOURCE_IDS, SOURCES, type Field } from '../../../shared/api/sources';
import { lookUp, retiredForm, successorOf } from '../../../shared/api/lookup';
import { OTHERS } from '../../../shared/api/others';
import { RETIRED, UNCALLED, type Uncalled } from '../../../shared/api/uncalled';
import type { SliceKey } from '../../../shared/sync/slices';

interface ContractOperation {
  id: string;
  method: string;
  path: string;
  sites: string[];
  caller: 'partner' | 'distributor' | 'customer';
  writes: boolean;
  quota: { requests: number; perSeconds: number };
  maxPage: number | null;
  permission: string;
  parameters: { name: string; in: 'query' | 'path' | 'header' | 'body'; required: boolean }[];
  answer: Record<string, string>;
  records: Record<string, string[]>;
}
const contract = JSON.parse(readFileSync(new URL('../../fixtures/contract-operations.json', import.meta.url), 'utf8')) as {
  operations: ContractOperation[];
  retired: { id: string; method: string; path: string; successor: string | null }[];
  others: { id: string; method: string; path: string }[];
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
  service: 'hws.service.type.ec2',
  domain: 'account-1',
  year: '2026',
};
const none = /^(none needed|not seen)$/;
const permissionOf = (wanted: ContractOperation): string =>
  none.test(wanted.permission) ? '' : wanted.permission.replace(' (IAM action)', '');
/** What the partner's keys may read. */
const readable = contract.operations.filter((one) => one.caller !== 'customer' && !one.writes);

test('every operation of the contract is in the table, in the class that who may call it and what it does put it in', () => {
  const table = [
    ...OPERATIONS.map(({ id, use }) => `${id} ${use}`),
    ...CALLS.filter(({ use }) => use === 'check').map(({ id }) => `${id} check`),
    ...UNCALLED.map((one) => `${one.id} ${one.class}`),
  ].sort();
  const wanted = contract.operations.map((one) => {
    if (one.writes) return `${one.id} writing`;
    if (one.caller === 'customer') return `${one.id} customer`;
    // Which of the readable ones is read when is the desk's decision; that each is somewhere is not.
    return `${one.id} ${CALLS.find(({ id }) => id === one.id)?.use ?? 'missing'}`;
  });
  expect(table).toEqual(wanted.sort());
  expect(contract.operations.length + contract.retired.length).toBe(53);
});

test('every source of the API is read by one operation, and by one only', () => {
  for (const source of API_SOURCE_IDS) expect(operationOf(source).source).toBe(source);
  expect(OPERATIONS.map(({ source }) => source).sort()).toEqual([...API_SOURCE_IDS].sort());
});

test('each operation says what it is for and why it is read when it is, in both languages', () => {
  for (const { name, why } of [...Object.values(CALL_WORDS), ...Object.values(UNCALLED_WORDS)]) {
    expect(name.zh + why.zh).toMatch(/\p{Script=Han}/u);
    expect(name.en + why.en).not.toMatch(/\p{Script=Han}/u);
    expect(name.zh && name.en && why.zh && why.en).not.toBe('');
  }
});

describe.each(contract.operations.filter((one) => !readable.includes(one)))('$id is never called', (wanted) => {
  const known: Uncalled = UNCALLED.find(({ id }) => id === wanted.id) as Uncalled;

  test('its facts are those of the contract', () => {
    const { method, path, sites, quota, maxPage, permission } = known;
    expect({ method, path, sites, quota, maxPage, permission: permission.join('|') }).toEqual({
      method: wanted.method,
      path: wanted.path,
      sites: wanted.sites,
      quota: wanted.quota,
      maxPage: wanted.maxPage,
      permission: permissionOf(wanted),
    });
    expect(CALLS.some(({ id }) => id === wanted.id)).toBe(false);
  });
});

describe.each(readable)('$id', (wanted) => {
  const operation: Call & Partial<Operation> = CALLS.find(({ id }) => id === wanted.id) as Call;

  test('method, path, sites, quota and permission are those of the contract', () => {
    const { method, path, sites, quota, caller } = operation;
    expect({ method, path, sites, quota, caller }).toEqual({
      method: wanted.method,
      path: wanted.path,
      sites: wanted.sites,
      quota: wanted.quota,
      caller: wanted.caller,
    });
    expect(operation.permission.join('|')).toBe(permissionOf(wanted));
  });

  test('pages as the contract allows, where it takes offset and limit', () => {
    const where = wanted.parameters.find(({ name }) => name === 'offset')?.in;
    if (operation.paging.kind === 'none') return expect(where).toBeUndefined();
    if (operation.paging.kind === 'batch') return expect(where !== undefined).toBe(operation.paging.sized ?? false);
    expect(operation.paging.where).toBe(where);
    // Where the upper bound was not seen, 100 is the safe page.
    expect(operation.paging.max).toBe(wanted.maxPage ?? 100);
  });

  test('every parameter sent is one of the contract, and every required one is sent', () => {
    const { path = {}, query = {}, body = {} } = operation.parameters(full);
    const sent = [
      ...Object.keys(path).map((name) => `path ${name}`),
      ...Object.keys(query).map((name) => `query ${name}`),
      ...Object.keys(body).map((name) => `body ${name}`),
      ...(operation.paging.kind === 'batch' ? [`body ${operation.paging.list}`] : []),
      ...(operation.paging.kind === 'pages' ? ['query offset', 'query limit'] : []),
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
    if (operation.source === undefined) return;
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

test('interfaces that have nothing to do with reconciling are known by name, every one of the contract', () => {
  expect(OTHERS.map(({ id, method, path }) => ({ id, method, path }))).toEqual(contract.others);
  expect(lookUp('PUT /v2/orders/customer-orders/cancel')?.others).toMatchObject([{ id: 'CancelCustomerOrder', writes: true }]);
  const used = new Set([...CALLS, ...UNCALLED].map(({ method, path }) => `${method} ${path}`));
  expect(OTHERS.filter(({ method, path }) => used.has(`${method} ${path}`))).toEqual([]);
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

  test('every successor is an interface of the table', () => {
    for (const form of RETIRED) expect(successorOf(form) !== null, form.path).toBe(form.successor !== null);
  });

  test.each([
    ['https://bss.myhuaweicloud.com/v2/bases/service-types?limit=10', 'GET', '/v2/bases/service-types'],
    [
      'curl -X get "https://bss.example/v2/accounts/partner-accounts/adjust-records"',
      'GET',
      '/v2/accounts/partner-accounts/adjust-records',
    ],
    ['  /v1.0/0123abc/partner/account-mgr/balances/ ', 'GET', '/v1.0/{partner_id}/partner/account-mgr/balances'],
    ['DELETE /v2/customers/postal-addresses/7', 'DELETE', '/v2/customers/postal-addresses/{address_id}'],
  ])('an address as it stands in a script is found: %s', (text, method, path) => {
    expect(lookUp(text)?.retired.map((form) => [form.method, form.path])).toEqual([[method, path]]);
  });

  test('an address of today names its operation, a foreign one nothing, a text that is none is said to be none', () => {
    expect(lookUp('GET /v2/orders/customer-orders/details/CS123')?.current.map(({ id }) => id)).toEqual(['ShowCustomerOrderDetails']);
    expect(lookUp('/v2/orders/customer-orders/refund-orders')?.current.map(({ id }) => id)).toEqual(['ShowRefundOrderDetails']);
    expect(lookUp('/v2/promotions/benefits/partner-coupons')?.current.map(({ id }) => id)).toEqual([
      'ListIssuedPartnerCoupons',
      'CreatePartnerCoupons',
    ]);
    expect(lookUp('/v9/nothing')).toMatchObject({ retired: [], current: [] });
    expect(lookUp('no address')).toBeNull();
  });

  test('no operation in use has a withdrawn form', () => {
    for (const { method, path } of [...CALLS, ...UNCALLED]) expect(retiredForm(method, path)).toBeNull();
    expect(RETIRED.length).toBeGreaterThan(10);
  });
});

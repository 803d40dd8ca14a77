import { describe, expect, test } from 'vitest';
import { failureOf, failureOfTransport } from '../../../electron/sync/errors';
import { parseExact, type Exact } from '../../../electron/sync/exact-json';
import { TransportError } from '../../../electron/sync/http';
import { reply } from './stub-api';

const of = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  const answer = reply(status, body, headers);
  let root: Exact | null = null;
  try {
    root = parseExact(answer.body);
  } catch {
    root = null;
  }
  return failureOf(answer, root);
};

describe('what an answer means', () => {
  test.each([
    [429, 'APIGW.0308', 'throttled', 'slice', true],
    [429, 'CBC.0250', 'throttled', 'slice', true],
    [500, 'CBC.0999', 'service', 'slice', true],
    [502, 'APIGW.0610', 'service', 'slice', true],
    [503, 'APIGW.0613', 'service', 'slice', true],
    [504, 'APIGW.0201', 'service', 'slice', true],
    [400, 'APIGW.0201', 'contract', 'slice', false],
    [413, 'APIGW.0201', 'contract', 'slice', false],
    [400, 'CBC.0100', 'contract', 'slice', false],
    [400, 'CBC.0101', 'contract', 'slice', false],
    [401, 'APIGW.0301', 'credentials', 'run', false],
    [401, 'APIGW.0303', 'credentials', 'run', false],
    [401, 'APIGW.0305', 'credentials', 'run', false],
    [401, 'APIGW.0307', 'credentials', 'run', false],
    [401, 'CBC.0154', 'credentials', 'run', false],
    [403, 'CBC.0154', 'credentials', 'run', false],
    [403, 'APIGW.0302', 'permission', 'source', false],
    [403, 'APIGW.0304', 'permission', 'source', false],
    [403, 'APIGW.0306', 'permission', 'source', false],
    [403, 'CBC.0151', 'permission', 'source', false],
    [403, 'CBC.0155', 'account-kind', 'source', false],
    [403, 'APIGW.0401', 'address', 'run', false],
    [400, 'CBC.99000037', 'foreign', 'slice', false],
    [407, 'CBC.12345', 'proxy', 'slice', true],
    [404, 'APIGW.0101', 'withdrawn', 'source', false],
    [200, 'CBC.5001', 'not-partner', 'source', false],
    [200, 'CBC.5002', 'not-found', 'slice', false],
    [500, 'CBC.5002', 'not-found', 'slice', false],
    [400, 'CBC.30000010', 'not-found', 'slice', false],
    [400, 'CBC.99005026', 'not-found', 'slice', false],
    [403, 'CBC.12345', 'permission', 'source', false],
    [503, 'CBC.12345', 'service', 'slice', true],
    [400, 'CBC.12345', 'contract', 'slice', false],
    [200, 'CBC.12345', 'service', 'slice', false],
  ] as const)('%i %s', (status, code, failure, reach, retry) => {
    const found = of(status, { error_code: code, error_msg: 'text that may change' });
    expect(found?.verdict).toEqual({ failure, reach, retry });
    expect(found?.code).toBe(code);
    expect(found?.status).toBe(status);
  });

  test('a code that some services retry does not make a refusal worth retrying', () => {
    expect(of(403, { error_code: 'CBC.0999' })?.verdict).toEqual({ failure: 'permission', reach: 'source', retry: false });
  });

  test('success is a success, also with the code of old interfaces', () => {
    expect(of(200, { count: 0 })).toBeNull();
    expect(of(200, { error_code: 'CBC.0000', error_msg: 'Success' })).toBeNull();
  });

  test('a success with error_details is none: a documented code says which failure, any other a part that is missing', () => {
    const partly = (code: string) => of(200, { count: 1, error_details: [{ error_code: code, error_msg: 'text' }] });
    expect(partly('CBC.99000035')?.verdict).toEqual({ failure: 'foreign', reach: 'slice', retry: false });
    expect(partly('CBC.12345')?.verdict).toEqual({ failure: 'partial', reach: 'slice', retry: false });
    // What would close an interface or end a run elsewhere says nothing about the others here.
    expect(partly('CBC.0151')?.verdict).toEqual({ failure: 'partial', reach: 'slice', retry: false });
    expect(partly('CBC.12345')).toMatchObject({ code: 'CBC.12345', detail: 'error_details: 1' });
    expect(of(200, { count: 1, error_details: [] })).toBeNull();
  });

  test('a record member named code is no error', () => {
    expect(of(200, { code: 'Duration', name: 'Duration' })).toBeNull();
  });

  test('the other spellings that the official SDK accepts are found', () => {
    expect(of(400, { code: 'CBC.30000010', message: 'gone' })?.verdict.failure).toBe('not-found');
    expect(of(403, { error: { error_code: 'CBC.0151', error_msg: 'no' } })?.code).toBe('CBC.0151');
  });

  test('an error page without JSON is judged by its status; the request ID comes from body or header', () => {
    expect(of(502, '<html>')?.verdict).toEqual({ failure: 'service', reach: 'slice', retry: true });
    expect(of(400, { error_code: 'CBC.0100', request_id: 'body-id' }, { 'x-request-id': 'head-id' })?.requestId).toBe('body-id');
    expect(of(400, { error_code: 'CBC.0100' }, { 'x-request-id': 'head-id' })?.requestId).toBe('head-id');
  });
});

test('transport faults: only those of the network are tried again', () => {
  expect(failureOfTransport(new TransportError('network', 'ECONNRESET')).verdict).toEqual({
    failure: 'network',
    reach: 'slice',
    retry: true,
  });
  expect(failureOfTransport(new TransportError('timeout')).verdict.retry).toBe(true);
  expect(failureOfTransport(new TransportError('certificate')).verdict).toEqual({ failure: 'certificate', reach: 'run', retry: false });
  expect(failureOfTransport(new TransportError('redirect')).verdict).toEqual({ failure: 'intercepted', reach: 'run', retry: false });
  expect(failureOfTransport(new TransportError('proxy')).verdict).toEqual({ failure: 'proxy', reach: 'slice', retry: true });
  expect(failureOfTransport(new TransportError('too-many-headers')).verdict).toEqual({ failure: 'contract', reach: 'slice', retry: false });
  expect(failureOfTransport(new TransportError('too-large')).verdict).toEqual({ failure: 'contract', reach: 'slice', retry: false });
});

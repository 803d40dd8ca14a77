import { describe, expect, it } from 'vitest';
import { runCsv } from '../../../renderer/desk/csv-job';
import { MemoryTable } from '../../../renderer/desk/view-tables';
import type { CsvRequest, ViewColumn } from '../../../shared/desk/api';
import { aCore } from '../desk/a-core';

const COLUMNS: ViewColumn[] = [
  { key: 'customerName', type: 'text' },
  { key: 'kind', type: 'code' },
  { key: 'amount', type: 'amount' },
  { key: 'customer', type: 'code' },
];
const ROWS = [
  ['=HYPERLINK("x")', '1', '-12.30', '00123456789012345678'],
  ['示例, 科技', '0', '0.00000001', null],
];
const request = (patch: Partial<CsvRequest> = {}): CsvRequest => ({
  token: 't',
  file: 'a.csv',
  language: 'zh',
  view: { source: 'bill-lines', language: 'zh', period: '2026-09', filters: [], sort: [] },
  columns: ['customerName', 'kind', 'amount', 'customer'],
  ...patch,
});

/** A core whose main answers to the file calls; what was written is kept. */
function desk(totals: Record<string, string>, order = Uint32Array.of(0, 1)) {
  const { core, calls } = aCore({});
  const link = {
    call: (name: string, args: unknown) => {
      calls.push({ name, args });
      if (name === 'fileOpen') return Promise.resolve({ job: 'j' });
      if (name === 'fileClose') return Promise.resolve({ sha256: 'a'.repeat(64), bytes: 9 });
      return name === 'journalAppend' ? Promise.reject(new Error('no journal in this test')) : Promise.resolve(null);
    },
  };
  Object.assign(core, { link });
  const table = new MemoryTable(COLUMNS, ROWS);
  const read = { source: 'bill-lines', language: 'zh', stamp: '', table, order, totals, group: [], tree: null };
  const views = { read: () => Promise.resolve(read as never) };
  const text = (): string => calls.flatMap(({ name, args }) => (name === 'fileWrite' ? [(args as { text: string }).text] : [])).join('');
  return { core, views, calls, text };
}

describe('a grid as CSV', () => {
  it('has BOM, heads and codes in the language, CRLF, escaped text and exact amounts', async () => {
    const { core, views, calls, text } = desk({ amount: '-12.29999999' });
    await expect(runCsv(core, views, request(), () => undefined, new AbortController().signal)).rejects.toThrow('journal');
    expect(text()).toBe(
      '\ufeff客户,类别,金额,客户编号\r\n' +
        `"'=HYPERLINK(""x"")",退款,-12.30,00123456789012345678\r\n` +
        '"示例, 科技",消费,0.00000001,\r\n',
    );
    // The digest goes to the journal only after the file is in its place.
    expect(calls.map(({ name }) => name)).toEqual(['fileOpen', 'fileWrite', 'fileWrite', 'fileClose', 'journalAppend']);
    expect(calls.at(-1)?.args).toEqual({
      bodies: [{ kind: 'export', file: 'a.csv', sha256: 'a'.repeat(64), periods: ['2026-09'], rows: 2 }],
    });
  });

  it('speaks English and keeps the order of the screen', async () => {
    const { core, views, text } = desk({});
    const english = request({ language: 'en', columns: ['amount', 'kind'] });
    await runCsv(core, views, english, () => undefined, new AbortController().signal).catch(() => undefined);
    expect(text()).toBe('\ufeffAmount,Kind\r\n-12.30,Refund\r\n0.00000001,Consumption\r\n');
  });

  it('is thrown away when the rows do not come to the view’s totals, or when it is cancelled', async () => {
    const wrong = desk({ amount: '-12.30' });
    await expect(runCsv(wrong.core, wrong.views, request(), () => undefined, new AbortController().signal)).rejects.toMatchObject({
      code: 'verify-failed',
    });
    expect(wrong.calls.at(-1)?.name).toBe('fileAbort');
    const cancelled = desk({});
    await expect(runCsv(cancelled.core, cancelled.views, request(), () => undefined, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(cancelled.calls.map(({ name }) => name)).toEqual(['fileOpen', 'fileWrite', 'fileAbort']);
  });
});

import { describe, expect, it } from 'vitest';
// First, because it brings the database that the desk finds when it is loaded.
import { aName, Main, quiet, type Gateway } from '../desk/a-desk';
import { Desk } from '../../../renderer/desk/desk';
import { LinkFailure } from '../../../renderer/desk/faults';
import type { LinkClient } from '../../../renderer/desk/link';
import type { Progress } from '../../../shared/desk/api';
import { sha256Hex } from '../../../shared/digest';
import { StatementSchema, type Statement } from '../../../shared/workbook/statement-file';

const A = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const B = '77aa00bb11cc22dd33ee44ff55660077';
const ECS = 'hws.service.type.ec2';

const month = (period: string, ...rows: [customer: string, kind: string, amount: string][]): Gateway[number] => ({
  key: { source: 'bill-lines', period, chargeMode: '3' },
  rows: rows.length,
  columns: {
    customer_id: rows.map(([customer]) => customer),
    cloud_service_type: rows.map(() => ECS),
    bill_type: rows.map(([, kind]) => kind),
    charge_mode: rows.map(() => '3'),
    amount: rows.map(([, , amount]) => amount),
  },
});

/** Main with a writer of statements that keeps them. */
class Writer extends Main {
  readonly statements: Statement[] = [];
  refuse: ((statement: Statement) => void) | null = null;

  override link(): LinkClient {
    const plain = super.link();
    const call = async (name: string, args: never, options: never): Promise<unknown> => {
      if (!name.startsWith('statements')) return plain.call(name as 'journalRead', args, options);
      this.calls.push(name);
      if (name === 'statementsOpen') return { job: 'j' };
      if (name === 'statementsClose') return { sha256: sha256Hex('zip'), bytes: 3 };
      if (name !== 'statementsAdd') return null;
      const statement = StatementSchema.parse((args as { statement: unknown }).statement);
      this.refuse?.(statement);
      this.statements.push(statement);
      const sheets = statement.sheets.map((sheet) => ({ key: sheet.key, name: sheet.title, rows: sheet.rows.length }));
      return { file: statement.file, sha256: sha256Hex(statement.file), bytes: 1, sheets };
    };
    return { close: () => undefined, call } as unknown as LinkClient;
  }
}

const REVENUE = {
  name: 'revenue.csv',
  rows: [
    ['账期', '客户ID', '开票金额(含税)'],
    ['2026-10', A, '120.00'],
    ['2026-10', 'c0ffee00c0ffee00c0ffee00c0ffee00', '9.00'],
  ],
};
const PRICES = {
  version: 1,
  rules: [{ id: 'plus', match: {}, from: '2026-01', to: null, price: { kind: 'cost-plus', markup: '0.25' }, rounding: 'half-up-line' }],
};
const request = {
  token: 't',
  file: '对账单.zip',
  language: 'zh' as const,
  periods: ['2026-10', '2026-09'],
  counterparties: null,
  breaks: true,
};

async function opened(): Promise<{ main: Writer; desk: Desk }> {
  const main = new Writer();
  main.gateway = [month('2026-09', [A, '0', '8']), month('2026-10', [A, '0', '100'], [A, '1', '-10'], [B, '0', '7.50'])];
  const desk = new Desk();
  desk.connect(main.link());
  await desk.open({ profile: aName(), site: 'cn' });
  await desk.sync({ periods: ['2026-09', '2026-10'], today: '2026-11-06', language: 'zh' }, quiet);
  await desk.setPriceRules(PRICES);
  main.add('revenue', REVENUE);
  const preview = await desk.preview({ token: 'revenue', options: { role: 'revenue', basis: 'pretax' }, mapping: null }, quiet);
  await desk.confirmImport({ preview: preview.preview, skipBadRows: false });
  return { main, desk };
}

describe('statements of account from the desk', () => {
  it('go to every counterparty at its price, with the entries of the ledger, and the journal knows each', async () => {
    const { main, desk } = await opened();
    const steps: Progress[] = [];
    const result = await desk.exportStatements(request, (step) => void steps.push(step));
    expect(main.statements.map(({ file }) => file)).toEqual([`${A}_2026-09_2026-10.xlsx`, `${B}_2026-09_2026-10.xlsx`]);
    const [first, second] = main.statements;
    expect(first?.sheets[0]?.rows.map((row) => row.slice(0, 7))).toEqual([
      ['2026-09', '10.00', '0.00', '0.00', '10.00', '0.00', '10.00'],
      ['2026-10', '125.00', '-12.50', '0.00', '112.50', '120.00', '-7.50'],
    ]);
    expect(second?.sheets[0]?.rows.map((row) => row.slice(0, 7))).toEqual([['2026-10', '9.38', '0.00', '0.00', '9.38', '0.00', '9.38']]);
    // The bill's own amounts stay inside.
    expect(JSON.stringify(main.statements)).not.toMatch(/"(?:100\.00|-10\.00|7\.50|90\.00|8\.00)"/);
    expect(first?.sheets.find(({ key }) => key === 'breaks')?.rows.map((row) => [row[1], row[4], row[5], row[6]])).toEqual([
      ['价格偏差', '112.50', '120.00', '-7.50'],
    ]);
    expect(result.statements).toEqual({ files: 2, unresolved: 1 });
    const exports = main.journal.flatMap(({ body }) => (body.kind === 'export' ? [[body.file, body.periods.join()]] : []));
    expect(exports).toEqual([
      ['对账单.zip', '2026-09,2026-10'],
      [`对账单.zip/${A}_2026-09_2026-10.xlsx`, '2026-09,2026-10'],
      [`对账单.zip/${B}_2026-09_2026-10.xlsx`, '2026-09,2026-10'],
    ]);
    expect(steps.filter(({ step }) => step === 'statements').map(({ done, total }) => `${done}/${total}`)).toEqual(['0/2', '1/2']);
    await desk.close();
  });

  it('leave nothing when one cannot be written or the user cancels; the journal keeps silent', async () => {
    const { main, desk } = await opened();
    main.refuse = () => {
      throw new LinkFailure('statementsAdd', { code: 'disk-full', detail: null });
    };
    await expect(desk.exportStatements(request, quiet)).rejects.toMatchObject({ fault: { code: 'disk-full' } });
    expect(main.calls.at(-1)).toBe('statementsAbort');
    main.refuse = () => void desk.cancelExport();
    await expect(desk.exportStatements(request, quiet)).rejects.toMatchObject({ code: 'cancelled' });
    expect(main.calls.at(-1)).toBe('statementsAbort');
    expect(main.journal.filter(({ body }) => body.kind === 'export')).toEqual([]);
    await desk.close();
  });

  it('are refused for months and counterparties that have nothing', async () => {
    const { desk } = await opened();
    await expect(desk.exportStatements({ ...request, periods: ['2026-01'] }, quiet)).rejects.toMatchObject({ code: 'nothing-to-export' });
    await expect(desk.exportStatements({ ...request, counterparties: ['nobody'] }, quiet)).rejects.toMatchObject({
      code: 'nothing-to-export',
    });
    await desk.close();
  });
});

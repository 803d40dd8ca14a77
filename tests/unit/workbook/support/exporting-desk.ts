/** A whole desk whose exports are really written: bills of two months, a ledger with breaks, the writer of the app. */
import { WorkbookWriter, type WriteOptions } from '../../../../electron/workbook/write-workbook';
import type { LinkClient } from '../../../../renderer/desk/link';
import type { ExportRequest, ExportResult, Progress } from '../../../../shared/desk/api';
import type { WorkbookResult, WorkbookRow, WorkbookSpec } from '../../../../shared/workbook/model';
import { aDesk, aName, Main, quiet, type AFile } from '../../desk/a-desk';

export const A = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
export const B = '77aa00bb11cc22dd33ee44ff55660077';
/** All digits: the kind of ID that a careless writer makes a number of. */
export const C = '12345678901234567890123456789012';
const ECS = 'hws.service.type.ec2';
const OBS = 'hws.service.type.obs';

export class ExportingMain extends Main {
  readonly specs: WorkbookSpec[] = [];
  readonly results: WorkbookResult[] = [];
  options: WriteOptions = {};
  private writer: WorkbookWriter | null = null;

  override link(): LinkClient {
    const base = super.link();
    const call = async (name: string, args: never, options: never): Promise<unknown> => {
      if (!name.startsWith('export')) return base.call(name as never, args, options);
      this.calls.push(name);
      const { token, job, sheet, rows, ...spec } = structuredClone(args) as Record<string, unknown>;
      void job;
      if (name === 'exportOpen') {
        this.specs.push(spec as unknown as WorkbookSpec);
        this.writer = await WorkbookWriter.open(String(token), spec as unknown as WorkbookSpec, this.options);
        return { job: 'job' };
      }
      if (name === 'exportRows') return this.writer?.appendRows(String(sheet), rows as WorkbookRow[]);
      if (name === 'exportAbort') return this.writer?.abort();
      const result = await this.writer?.close();
      if (result) this.results.push(result);
      return result;
    };
    return { ...base, call } as unknown as LinkClient;
  }
}

const HEADS = [
  '客户ID',
  '账期',
  '客户名称',
  '客户账号名',
  '账单类型',
  '计费模式',
  '产品类型',
  '产品类型编码',
  '订单号/交易号',
  '结算金额(元)',
];

const line = (customer: string, name: string, period: string, type: string, service: string, amount: string): string[] => [
  customer,
  period,
  name,
  `acct-${customer.slice(0, 2)}`,
  type,
  '按需',
  service === ECS ? '弹性云服务器' : '对象存储服务',
  service,
  't-1',
  amount,
];

const bill = (period: string, rows: string[][]): AFile => ({
  name: `伙伴账单明细_${period.replace('-', '')}.xlsx`,
  rows: [HEADS, ...rows],
});

/** Amounts of a month: one no double holds, one of a cent too much, refunds, many small ones. */
function month(period: string, lines: number): string[][] {
  return [
    line(A, '=HYPERLINK("x")', period, '消费', ECS, '12345678.12345678'),
    line(A, '=HYPERLINK("x")', period, '退款', ECS, '-30.5'),
    line(B, '@示例科技有限公司', period, '消费', OBS, '7'),
    line(B, '@示例科技有限公司', period, '消费', ECS, '0.10000001'),
    ...Array.from({ length: lines }, (_, index) => line(C, '-示例贸易有限公司', period, '消费', ECS, `${index % 7}.1`)),
  ];
}

export interface ExportingDesk {
  readonly main: ExportingMain;
  exported(request: Omit<ExportRequest, 'file'>, onProgress?: (progress: Progress) => void): Promise<ExportResult>;
  cancel(): Promise<void>;
  close(): Promise<void>;
}

export async function exportingDesk(lines = 20): Promise<ExportingDesk> {
  const main = new ExportingMain();
  const { desk, store } = await aDesk(main, aName());
  for (const period of ['2026-09', '2026-10']) {
    main.add(period, bill(period, month(period, lines)));
    const preview = await desk.previewDocument({ token: period, kind: 'partner-bill', mapping: null, today: '2026-11-06' }, quiet);
    await desk.confirmDocument({ preview: preview.preview, skipBadRows: false });
  }
  main.add('ledger', {
    name: '成本.csv',
    rows: [
      ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'],
      ['2026-09', A, ECS, '12345647.62345678'],
      ['2026-09', B, OBS, '7.01'],
      ['2026-10', B, OBS, '7'],
      ['2026-10', A, ECS, '1.00'],
    ],
  });
  const preview = await desk.preview({ token: 'ledger', options: { role: 'cost' }, mapping: null }, quiet);
  await desk.confirmImport({ preview: preview.preview, skipBadRows: false, replace: [] });
  await desk.reconcile(quiet);
  return {
    main,
    exported: (request, onProgress = quiet) => desk.exportWorkbook({ ...request, file: 'export.xlsx' }, onProgress),
    cancel: () => desk.cancelExport(),
    close: async () => {
      await desk.close();
      store.close();
    },
  };
}

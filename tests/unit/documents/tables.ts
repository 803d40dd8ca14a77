import type { Cell, SheetTable } from '../../../shared/ledger/types';

/** A sheet from comma separated lines, as the reader gives it. */
export function tableOf(file: string, lines: readonly string[], more: Partial<SheetTable> = {}): SheetTable {
  const rows = lines.map((line): Cell[] => line.split(',').map((cell) => (cell === '' ? null : cell)));
  return {
    file,
    sha256: '0'.repeat(64),
    bytes: 1,
    format: 'csv',
    encoding: 'utf-8',
    separator: ',',
    sheet: file,
    sheets: [file],
    rows,
    ...more,
  };
}

export const CONTEXT = { site: 'intl', today: '2026-11-06' } as const;

export const BILL_HEAD =
  '客户ID,账期,客户账号名,伙伴ID,账单类型,计费模式,产品类型编码,订单号/交易号,原订单号,客户交易时间,订单类型,客户消费金额(USD),结算类型,伙伴结算折扣,结算金额(USD)';
export const BILL_ROWS = [
  '0f1e2d3c4b5a69788796a5b4c3d2e1f0,2026-07,acme_cloud,a90cdfbd259845afa059621000000001,消费,包年/包月,hws.service.type.ebs,CS2607011200ABCDE,,2026-07-01 12:00:31 GMT+08:00,新订,1000.00000000,普通产品,75%,750.00000000',
  '0f1e2d3c4b5a69788796a5b4c3d2e1f0,2026-07,acme_cloud,a90cdfbd259845afa059621000000001,消费,按需,hws.service.type.ec2,7d0c2c9e-0000-4000-8000-000000000001,,2026-07-28 09:00:00 GMT+08:00,,8.49250000,普通产品,75%,6.36937500',
  '0f1e2d3c4b5a69788796a5b4c3d2e1f0,2026-07,acme_cloud,a90cdfbd259845afa059621000000001,退款,包年/包月,hws.service.type.ebs,CS2607201500FGHIJ,CS2607011200ABCDE,2026-07-20 15:00:02 GMT+08:00,退订,-400.00000000,普通产品,75%,-300.00000000',
];

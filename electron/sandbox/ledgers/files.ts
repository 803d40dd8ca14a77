import { approximate, displayUnits, formatUnits } from '../../../shared/money';
import type { World } from '../world/model';
import type { CostRow } from './cost';
import { encodeGb18030 } from './gb18030';
import { sampleRules } from './prices';
import { ledgerName, type RevenueRow } from './revenue';

const COST_COLUMNS = [
  { header: '账期', key: 'period', width: 10 },
  { header: '客户ID', key: 'customerId', width: 36 },
  { header: '客户名称', key: 'customerName', width: 28 },
  { header: '云服务类型编码', key: 'service', width: 26 },
  { header: '云服务类型', key: 'serviceName', width: 18 },
  { header: '币种', key: 'currency', width: 8 },
  { header: '成本金额(不含税)', key: 'amount', width: 18, style: { numFmt: '#,##0.00' } },
  { header: '凭证号', key: 'voucher', width: 18 },
  { header: '摘要', key: 'memo', width: 24 },
];

/** The cost ledger as an .xlsx workbook: heading in row 1, amounts as typed numbers. */
export async function costWorkbook(rows: readonly CostRow[]): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.created = new Date(Date.UTC(2026, 10, 6));
  const sheet = workbook.addWorksheet('成本台账');
  sheet.columns = COST_COLUMNS;
  for (const row of rows) sheet.addRow({ ...row, amount: approximate(row.amount) });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** The revenue ledger as GB18030 .csv; months and amounts written in the two ways people write them. */
export function revenueCsv(rows: readonly RevenueRow[]): Uint8Array {
  const lines = rows.map((row, i) => {
    const period = i % 3 === 1 ? `${row.period.slice(0, 4)}年${row.period.slice(5)}月` : row.period;
    const amount = i % 2 === 0 ? displayUnits(row.amount) : formatUnits(row.amount);
    return [period, row.party, amount, '6%', row.currency, row.invoice].map(quoted).join(',');
  });
  return encodeGb18030(['账期,客户,含税金额,税率,币种,发票号', ...lines].join('\r\n') + '\r\n');
}

/** Aliases for every name of the revenue ledger that the customer list does not answer: codes, resellers, who left. */
export function aliasesJson(world: World): string {
  const resellers = world.resellers.map((reseller) => ({ ledger: ledgerName(world, reseller.id), reseller: reseller.id }));
  const customers = world.customers
    .filter((customer) => customer.resellerId === null && customer.association !== '1')
    .filter((customer) => customer.leftOn !== null || ledgerName(world, customer.id) !== customer.name)
    .map((customer) => ({ ledger: ledgerName(world, customer.id), customer: customer.id }));
  return JSON.stringify({ version: 1, aliases: [...customers, ...resellers] }, null, 2) + '\n';
}

export function priceRulesJson(world: World): string {
  return JSON.stringify({ version: 1, rules: sampleRules(world) }, null, 2) + '\n';
}

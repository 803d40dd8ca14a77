import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Period } from '../../../shared/period';
import type { World } from '../world/model';
import { adjustmentRecords, incomeAndExpense } from './accounts';
import { partnerBill, pushedBill } from './bill';
import { expenditure } from './customers';
import { incentiveDetails, invoiceList } from './settlement';
import { BOM, csvText, workbookOf, type ExportSheet } from './sheet';
import { tarGz } from './tar';

export interface ExportOptions {
  /** `YYYY-MM-DD` in UTC+8: only what is final on that day is written. */
  readonly today: string;
  /** Records in each part of the pushed bill; 100,000 as documented unless told. */
  readonly partSize?: number;
  /** Whether each part, only the first one, or none begins with headings: no page says. */
  readonly partHeads?: 'each' | 'first' | 'none';
  /** Month whose bill differs from what the interfaces say, by 0.01 in one consumption line. */
  readonly changed?: Period;
  /** Whether the invoices and the incentive details hold what `settlementNotes` lists. */
  readonly planted?: boolean;
}

export interface ExportedFile {
  readonly kind: 'partner-bill' | 'bill-push' | 'expenditure' | 'income-expense' | 'adjustments' | 'invoices' | 'incentive';
  readonly period: Period | null;
  readonly path: string;
}

/** A month's bill is made before 12:00 on this day of the next month. */
const BILL_DAY = 5;

/** Months of the world whose bill is final on a day. */
export function finalMonths(world: World, today: string): Period[] {
  const month = today.slice(0, 7);
  return world.periods.filter((period) => {
    if (period >= month) return false;
    const [year = 0, number = 0] = period.split('-').map(Number);
    const next = number === 12 ? `${String(year + 1)}-01` : `${String(year)}-${String(number + 1).padStart(2, '0')}`;
    return next < month || Number(today.slice(8)) >= BILL_DAY;
  });
}

function partsOf(
  sheet: ExportSheet,
  period: Period,
  { partSize = 100_000, partHeads = 'each' }: ExportOptions,
): { name: string; text: string }[] {
  const parts: { name: string; text: string }[] = [];
  for (let from = 0; from === 0 || from < sheet.rows.length; from += partSize) {
    const number = String(parts.length + 1).padStart(4, '0');
    const headed = partHeads === 'each' || (partHeads === 'first' && from === 0);
    const rows = sheet.rows.slice(from, from + partSize);
    parts.push({ name: `customerBill_${period.replace('-', '')}_${number}.csv`, text: csvText(headed ? [sheet.heads, ...rows] : rows) });
  }
  return parts;
}

/**
 * Writes the files that the partner of this world would download, into a folder that is made if need be: for each final month the partner bill's
 * details and the customers' expenditure (International: the pushed bill as well), for the whole time the account's movements (China: adjustment
 * records and incentive details as well) and the invoices.
 */
export async function writeExports(world: World, dir: string, options: ExportOptions): Promise<ExportedFile[]> {
  await mkdir(dir, { recursive: true });
  const files: ExportedFile[] = [];
  const save = async (kind: ExportedFile['kind'], period: Period | null, name: string, bytes: Uint8Array | string): Promise<void> => {
    const path = join(dir, name);
    await writeFile(path, bytes);
    files.push({ kind, period, path });
  };
  const csv = (sheet: ExportSheet): string => BOM + csvText([sheet.heads, ...sheet.rows]);
  for (const period of finalMonths(world, options.today)) {
    const changed = options.changed === period;
    await save('partner-bill', period, `伙伴账单明细_${period}.xlsx`, await workbookOf(partnerBill(world, period, changed)));
    if (world.site === 'intl') {
      const parts = partsOf(pushedBill(world, period, changed), period, options);
      await save('bill-push', period, `customerBill_${period.replace('-', '')}.tar.gz`, tarGz(parts));
    }
    await save('expenditure', period, `消费明细_${period}.csv`, csv(expenditure(world, period)));
  }
  await save('income-expense', null, '收支明细.csv', csv(incomeAndExpense(world, options.today)));
  const planted = options.planted ?? false;
  const months = finalMonths(world, options.today);
  await save('invoices', null, '发票.xlsx', await workbookOf(invoiceList(world, months, planted)));
  if (world.site === 'cn') {
    const until = months.at(-1) ?? '';
    await save('incentive', null, '激励明细.xlsx', await workbookOf(incentiveDetails(world, until, planted)));
  }
  if (world.site === 'cn') await save('adjustments', null, '调账记录.xlsx', await workbookOf(adjustmentRecords(world, options.today)));
  return files;
}

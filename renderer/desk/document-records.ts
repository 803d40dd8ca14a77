/** Invoices and incentive details as the engine's input (semantics.md #47 to #49): of imported files, and the invoices that were read on demand. */
import { formatUnits, ONE, type Units } from '../../shared/money';
import type { EngineInput, Incentive, Invoice } from '../../shared/reconcile/types';
import type { DeskCore } from './core';
import { eachRecord } from './published';

/** A part that nothing brought is left out: what needs it is then not provable. */
export async function documentRecords(core: DeskCore): Promise<Pick<EngineInput, 'invoices' | 'incentives'>> {
  const ofFiles = await invoicesOf(core);
  const invoices = [...ofFiles, ...(await onlineInvoicesOf(core, ofFiles))];
  const incentives = await incentivesOf(core);
  return { ...(invoices.length > 0 ? { invoices } : {}), ...(incentives.length > 0 ? { incentives } : {}) };
}

async function invoicesOf(core: DeskCore): Promise<Invoice[]> {
  const invoices: Invoice[] = [];
  await eachRecord(core, 'invoices', (record, key, slice) => {
    const order = record.text('order_id') || null;
    invoices.push({
      id: record.text('invoice_id') || order || String(invoices.length + 1),
      // A file without the month's column stands under the month that the import declared, unless the invoice is an order's.
      period: record.text('bill_cycle') || (order === null ? (key.period ?? null) : null),
      order,
      status: record.text('status') || null,
      taxRate: record.text('tax_rate') || null,
      units: record.units('amount') ?? 0n,
      appliedAt: record.text('apply_time') || null,
      currency: slice.currency ?? core.currency,
    });
  });
  return invoices;
}

/** The monthly settlement of a partner (partner-api.yaml, Tradetype): the other trades are no month's bill. */
const MONTHLY_SETTLEMENT = 6;
/** States of partner-api.yaml (Invoicestate) that are no invoice any more, or may not stay one, in the engine's words. */
const NOT_STANDING: Readonly<Record<number, string>> = {
  0: 'draft, cancelled',
  9: 'returned',
  11: 'rejected',
  13: 'return',
  14: 'return',
  15: 'return failed',
};

/**
 * Invoices of the International interface. A month that a file lists is the file's: the two lists number the same paper in their own ways.
 */
async function onlineInvoicesOf(core: DeskCore, ofFiles: readonly Invoice[]): Promise<Invoice[]> {
  const listed = new Set(ofFiles.map(({ period }) => period));
  const invoices: Invoice[] = [];
  await eachRecord(core, 'online-invoices', (record, _key, slice) => {
    const period = record.text('billCycle') || null;
    const trade = record.int('tradeType');
    if (period === null || listed.has(period) || (trade !== null && trade !== MONTHLY_SETTLEMENT)) return;
    const units = record.units('invoiceAmount') ?? 0n;
    invoices.push({
      id: record.text('invoiceNo') || record.text('requestId') || String(invoices.length + 1),
      period,
      order: null,
      status: NOT_STANDING[record.int('invoiceState') ?? -1] ?? null,
      taxRate: rateOf(units, record.units('tax_amount')),
      units,
      appliedAt: record.text('applyTime') || null,
      currency: slice.currency ?? core.currency,
    });
  });
  return invoices;
}

/** The rate that an amount holds a tax at, rounded up to 8 decimals; null without a tax. */
function rateOf(units: Units, tax: Units | null): string | null {
  if (tax === null || tax <= 0n || units <= tax) return null;
  const net = units - tax;
  return formatUnits((tax * ONE + net - 1n) / net);
}

async function incentivesOf(core: DeskCore): Promise<Incentive[]> {
  const incentives: Incentive[] = [];
  await eachRecord(core, 'incentives', (record, key, slice) => {
    incentives.push({
      bill: record.text('incentive_bill_id') || null,
      id: record.text('incentive_data_id') ?? '',
      period: key.period ?? record.text('settlement_period') ?? null,
      status: record.text('status') || null,
      units: record.units('amount') ?? 0n,
      currency: slice.currency ?? core.currency,
    });
  });
  return incentives;
}

/** Invoices and incentive details of imported files, as the engine's input (semantics.md #47 to #49). */
import type { EngineInput, Incentive, Invoice } from '../../shared/reconcile/types';
import type { DeskCore } from './core';
import { eachRecord } from './published';

/** A part that no file brought is left out: what needs it is then not provable. */
export async function documentRecords(core: DeskCore): Promise<Pick<EngineInput, 'invoices' | 'incentives'>> {
  const invoices = await invoicesOf(core);
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

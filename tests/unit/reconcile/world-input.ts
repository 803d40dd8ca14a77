import { costLedger } from '../../../electron/sandbox/ledgers/cost';
import { sampleRules } from '../../../electron/sandbox/ledgers/prices';
import { revenueLedger } from '../../../electron/sandbox/ledgers/revenue';
import { plantedWorld, type WorldSpec } from '../../../electron/sandbox/world';
import { formatUnits, halfUpToCent } from '../../../shared/money';
import { resolveParty } from '../../../shared/reconcile/resolve-party';
import { inputOf, type EntryRow } from './build-input';
import type { EngineInput } from '../../../shared/reconcile/types';

/** A sandbox world as engine input, straight from its model, with both sample ledgers; and what the planter says about it. */
export function worldInput(spec: WorldSpec): { input: EngineInput; notes: ReturnType<typeof costLedger>['notes'] } {
  const planted = plantedWorld(spec);
  const { world } = planted;
  const cost = costLedger(planted);
  const revenue = revenueLedger(planted);
  const customers = world.customers.map((customer) => ({
    id: customer.id,
    name: customer.name,
    accountName: customer.accountName,
    associationType: customer.association,
    reseller: customer.resellerId,
  }));
  const codes = [...world.customers, ...world.resellers].map((party) =>
    'associatedOn' in party && 'group' in party
      ? { ledger: party.erpCode, customer: party.id }
      : { ledger: party.erpCode, reseller: party.id },
  );
  const known = new Map<string, Pick<EntryRow, 'customer' | 'reseller' | 'party'>>();
  const who = (party: string): Pick<EntryRow, 'customer' | 'reseller' | 'party'> => {
    let found = known.get(party);
    if (!found) {
      const { customer, reseller } = resolveParty(party, customers, world.resellers, codes);
      known.set(party, (found = { party, customer, reseller }));
    }
    return found;
  };
  const entries: EntryRow[] = [
    ...cost.rows.map((row, i): EntryRow => ({
      ...who(row.customerId),
      importId: 'cost',
      row: i + 2,
      period: row.period,
      service: row.service,
      currency: row.currency,
      amount: formatUnits(row.amount),
      basis: 'pretax',
      reference: row.voucher,
    })),
    ...revenue.rows.map((row, i): EntryRow => ({
      ...who(row.party),
      importId: 'revenue',
      row: i + 2,
      role: 'revenue',
      grain: 'customer',
      service: null,
      period: row.period,
      currency: row.currency,
      amount: formatUnits(row.amount),
      basis: 'taxed',
      reference: row.invoice,
    })),
  ];
  const exists = new Set(world.orders.map((order) => order.id));
  const lost = [...new Set(world.refundLines.map((line) => line.baseOrderId))].filter((id) => !exists.has(id));
  const input = inputOf({
    site: world.site,
    currency: world.currency,
    periods: world.periods,
    bills: (world.site === 'cn' ? world.billLines : []).map((line) => ({
      period: line.period,
      customer: line.customerId,
      reseller: line.resellerId ?? '',
      service: line.service,
      resourceType: line.resource,
      chargeMode: line.mode,
      kind: Number(line.kind),
      amount: formatUnits(line.amount),
      debt: formatUnits(line.debt ?? 0n),
      discount: formatUnits(line.discount ?? 0n),
    })),
    fees: (world.site === 'cn' ? [...world.fees] : []).map((fee) => ({
      period: fee.period,
      customer: fee.customerId,
      service: fee.service,
      chargeMode: fee.mode,
      billType: fee.billType,
      payment: formatUnits(fee.payment),
      trade: fee.tradeId,
      association: Number(fee.association),
    })),
    customers,
    orders: [
      ...world.orders.map((order) => ({
        id: order.id,
        customer: order.customerId,
        type: order.type as number,
        status: order.status as number,
        afterDiscount: order.amount,
        official: order.official,
        createdAt: order.createTime,
        paidAt: order.paymentTime,
        detailSum: null,
        exists: true,
        discount: order.discount,
        vouchers: order.coupon,
        ...(order.type === 4 ? { commission: order.commission, consumed: order.consumed } : {}),
      })),
      ...lost.map((id) => ({
        id,
        customer: '',
        type: 0,
        status: 0,
        afterDiscount: 0n,
        official: 0n,
        createdAt: null,
        paidAt: null,
        detailSum: null,
        exists: false,
      })),
    ],
    refunds: world.refundLines.map((line) => ({
      refundOrder: line.orderId,
      customer: line.customerId,
      service: line.service,
      amount: line.amount,
      baseOrder: line.baseOrderId,
    })),
    movements: world.movements.map((movement) => ({
      id: movement.id,
      account: movement.balanceType,
      detailType: movement.detail,
      time: movement.time,
      change: halfUpToCent(movement.change),
      balanceAfter: movement.balance,
      type: movement.income ? '1' : '2',
      customer: movement.customerId,
    })),
    adjustments: world.adjustRecords.map((record) => ({
      id: record.transId,
      customer: record.customerId,
      operation: record.operation,
      amount: record.amount,
      time: record.time,
      reseller: null,
    })),
    statements: world.statements.map((statement) => ({ ...statement, currency: world.currency })),
    slices: world.periods.map((period) => ({ slice: `bill-lines|period=${period}`, period, announced: 10, received: 10, failure: null })),
    priceRules: { version: 1, rules: sampleRules(world) },
    entries,
  });
  return { input, notes: [...planted.notes, ...cost.notes, ...revenue.notes] };
}

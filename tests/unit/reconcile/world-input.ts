import { costLedger } from '../../../electron/sandbox/ledgers/cost';
import { settlementNotes } from '../../../electron/sandbox/exports/settlement';
import { sampleRules } from '../../../electron/sandbox/ledgers/prices';
import { revenueLedger } from '../../../electron/sandbox/ledgers/revenue';
import { keyMonths, type KeyMonth } from '../../../electron/sandbox/answer-key';
import type { PlantNote } from '../../../electron/sandbox/world/notes';
import { plantedWorld, type WorldSpec } from '../../../electron/sandbox/world';
import { worldPeriods } from '../../../electron/sandbox/world/generate';
import { halfUpToCent } from '../../../shared/money';
import { emptyInput } from '../../../shared/reconcile/empty-input';
import { partyResolver } from '../../../shared/reconcile/resolve-party';
import { Dictionary } from './build-input';
import { billLineColumns, WorldFees } from './world-columns';
import { worldBalances, worldCoupons, worldSettlement } from './world-money';
import type { EngineInput, LedgerEntry } from '../../../shared/reconcile/types';

/** A sandbox world as engine input, straight from its model, with both sample ledgers; and what the planter says about it. */
export function worldInput(spec: WorldSpec): {
  readonly input: EngineInput;
  readonly notes: readonly PlantNote[];
  /** Invoices and incentive details, which come as files, and the control totals they break. */
  readonly settlement: Pick<EngineInput, 'invoices' | 'incentives'> & { readonly notes: readonly PlantNote[] };
  /** What the months add up to by the key. */
  readonly months: readonly KeyMonth[];
} {
  const texts = new Dictionary();
  const fees = new WorldFees(worldPeriods(spec.size), texts);
  const planted = plantedWorld(spec, spec.site === 'cn' ? fees.add : undefined);
  const { world } = planted;
  for (const { customerId, period, records } of world.fees.changes()) fees.replace(customerId, period, records);
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
  const resolve = partyResolver(customers, world.resellers, codes);
  const who = (party: string): Pick<LedgerEntry, 'customer' | 'reseller' | 'party'> => {
    const { customer, reseller } = resolve(party);
    return { party, customer, reseller };
  };
  const entries: LedgerEntry[] = [
    ...cost.rows.map((row, i): LedgerEntry => ({
      ...who(row.customerId),
      importId: 'cost',
      row: i + 2,
      role: 'cost',
      grain: 'customer-service',
      period: row.period,
      service: row.service,
      currency: row.currency,
      units: row.amount,
      basis: 'pretax',
      reference: row.voucher,
    })),
    ...revenue.rows.map((row, i): LedgerEntry => ({
      ...who(row.party),
      importId: 'revenue',
      row: i + 2,
      role: 'revenue',
      grain: 'customer',
      service: null,
      period: row.period,
      currency: row.currency,
      units: row.amount,
      basis: 'taxed',
      reference: row.invoice,
    })),
  ];
  const exists = new Set(world.orders.map((order) => order.id));
  const lost = [...new Set(world.refundLines.map((line) => line.baseOrderId))].filter((id) => !exists.has(id));
  const cn = world.site === 'cn';
  const input: EngineInput = {
    ...emptyInput({ site: world.site, currency: world.currency, periods: world.periods, texts, trades: fees.trades }),
    bills: billLineColumns(cn ? world.billLines : [], world.periods, texts),
    ...(cn ? { fees: fees.columns(), coupons: worldCoupons(world, fees.couponUse()), balances: worldBalances(world) } : {}),
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
        ...(order.parts.length === 0
          ? {}
          : { parts: order.parts.map(({ id, amount }) => ({ id, status: order.status as number, afterDiscount: amount })) }),
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
  };
  return {
    input,
    settlement: { ...worldSettlement(world, !spec.clean), notes: spec.clean ? [] : settlementNotes(world) },
    notes: [...planted.notes, ...cost.notes, ...revenue.notes],
    months: keyMonths(world),
  };
}

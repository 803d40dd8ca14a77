import { truncateToCent, type Units } from '../../../shared/money';
import { byCodeUnit } from '../../../shared/digest';
import type { Site } from '../dataset';
import type { WriteOff } from './charges';
import type { BillLine, FeeRecord, Kind } from './model';

/** Fee record types that are refunds of a purchase (semantics.md #20). */
const REFUND_TYPES: readonly number[] = [4, 20, 24];
/** Compensation and deduction records: no line of the summary is made of them here (semantics.md #20). */
const APART_TYPES: readonly number[] = [9, 16];

interface Deduction {
  payment: Units;
  coupon: Units;
  debt: Units;
}

interface Group {
  readonly sample: FeeRecord;
  readonly kind: Kind;
  readonly deductions: Map<string, Deduction>;
  discount: Units;
}

/**
 * What one deduction charges. China: pay-per-use is cut to the cent, never rounded; order-based charges are exact
 * (semantics.md, "Money, time, codes", and #19). International: nothing is cut before the month's total.
 */
function chargedOf(site: Site, record: FeeRecord, payment: Units): Units {
  if (site === 'intl' || record.mode !== 3) return payment;
  return truncateToCent(payment);
}

function lineOf(site: Site, group: Group): BillLine {
  const { sample, kind } = group;
  let charged = 0n;
  let coupon = 0n;
  let debt = 0n;
  for (const deduction of group.deductions.values()) {
    charged += chargedOf(site, sample, deduction.payment);
    coupon += deduction.coupon;
    debt += deduction.debt;
  }
  const refund = kind !== '0';
  return {
    period: sample.period,
    customerId: sample.customerId,
    resellerId: sample.resellerId,
    service: sample.service,
    resource: sample.resource,
    kind,
    mode: sample.mode,
    amount: charged - debt,
    debt: refund ? null : debt,
    discount: refund ? null : group.discount,
    cash: charged - debt - coupon,
    coupon,
  };
}

const sortKey = (line: BillLine): string => [line.service, line.resource, String(line.mode), line.kind].join('|');

/** The line a record belongs to; a customer's month has so few that looking through them is quickest. */
function groupOf(groups: Group[], record: FeeRecord, kind: Kind): Group {
  for (let i = groups.length - 1; i >= 0; i--) {
    const group = groups[i] as Group;
    const { service, resource, mode } = group.sample;
    if (group.kind === kind && mode === record.mode && service === record.service && resource === record.resource) return group;
  }
  const made: Group = { sample: record, kind, deductions: new Map<string, Deduction>(), discount: 0n };
  groups.push(made);
  return made;
}

/** Lines of the monthly summary of one customer and month, from its fee records (of a referral customer none) and its write-offs (semantics.md #19, #22). */
export function makeBillLines(site: Site, feeRecords: readonly FeeRecord[], writeOffs: readonly WriteOff[]): BillLine[] {
  const groups: Group[] = [];
  for (const record of feeRecords) {
    if (record.association === '1' || APART_TYPES.includes(record.billType)) continue;
    const group = groupOf(groups, record, REFUND_TYPES.includes(record.billType) ? '1' : '0');
    group.discount += record.discount;
    const deduction = group.deductions.get(record.tradeId);
    if (deduction === undefined) {
      group.deductions.set(record.tradeId, { payment: record.payment, coupon: record.coupon, debt: record.debt });
      continue;
    }
    deduction.payment += record.payment;
    deduction.coupon += record.coupon;
    deduction.debt += record.debt;
  }
  const lines = groups.map((group) => lineOf(site, group));
  for (const writeOff of writeOffs) {
    const { amount, ...where } = writeOff;
    lines.push({ ...where, kind: '2', mode: 3, amount: -amount, debt: null, discount: null, cash: -amount, coupon: 0n });
  }
  return lines.sort((a, b) => byCodeUnit(sortKey(a), sortKey(b)));
}

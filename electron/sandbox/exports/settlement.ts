import { CENT, halfUpToCent, ONE, sum, type Units } from '../../../shared/money';
import { shiftPeriod, type Period } from '../../../shared/period';
import { serviceByCode } from '../world/catalogue';
import type { Incentive, World } from '../world/model';
import { totalNote, type TotalNote } from '../world/notes';
import { instantIn } from '../world/times';
import type { ExportSheet } from './sheet';
import { exact, masked, NOT_SET, zonedTime } from './texts';

/** What the partner settles with Huawei Cloud beside the bill: invoices (G) and incentive details (E2), as their screens would export them. */

const ISSUED = '已开票';
const RETURNED = '已退票';

export interface PrintedInvoice {
  readonly id: string;
  readonly period: Period;
  readonly amount: Units;
  readonly status: typeof ISSUED | typeof RETURNED;
}

/** Month whose invoice was drawn twice; the first one was returned, or should have been. */
const DRAWN_TWICE: Period = '2026-09';
/** Off the International invoice of that month, which follows its bill. */
const INTL_SHORT: Units = 10n * ONE;
/** Off the last incentive bill. */
const INCENTIVE_SHORT: Units = 1000n * CENT;

const REBATE = 'SOURCE_OPERAIION_RECHARGE_REBATE';

function dueOf(world: World, period: Period): Units {
  const statement = world.statements.find((one) => one.period === period);
  return statement?.due ?? halfUpToCent(sum(world.billLines.filter((line) => line.period === period).map((line) => line.amount)));
}

/** Incentive that reached the account in a month: it raises the owed invoices, and the next invoice is smaller by it (semantics.md #47, #48). */
function rebateIn(world: World, period: Period): Units {
  return sum(world.movements.filter((one) => one.detail === REBATE && one.time.slice(0, 7) === period).map((one) => one.change));
}

/**
 * China: one invoice a month less what incentive offsets, none for a month with arrears (semantics.md #49), and one that was returned and drawn again.
 * International: an invoice follows each bill.
 */
export function invoicesOf(world: World, months: readonly Period[], planted: boolean): PrintedInvoice[] {
  return months.flatMap((period): PrintedInvoice[] => {
    const due = dueOf(world, period);
    const id = `FP${period.replace('-', '')}0001`;
    if (world.site === 'intl') return [{ id, period, amount: planted && period === DRAWN_TWICE ? due - INTL_SHORT : due, status: ISSUED }];
    if (world.billLines.some((line) => line.period === period && (line.debt ?? 0n) !== 0n)) return [];
    const invoice: PrintedInvoice = { id, period, amount: due - rebateIn(world, period), status: ISSUED };
    if (period !== DRAWN_TWICE) return [invoice];
    return [
      { ...invoice, status: planted ? ISSUED : RETURNED },
      { ...invoice, id: `${id.slice(0, -1)}2` },
    ];
  });
}

/** 发票 (G) of the final months, which can be applied for after day 3 of the next. */
export function invoiceList(world: World, months: readonly Period[], planted: boolean): ExportSheet {
  const heads = [
    '发票号码',
    '申请时间',
    '账期',
    '订单号',
    '发票状态',
    '发票类型',
    '税率',
    world.site === 'cn' ? '开票金额(元)' : '开票金额(USD)',
  ];
  const rows = invoicesOf(world, months, planted).map(({ id, period, amount, status }) => [
    id,
    zonedTime(instantIn(shiftPeriod(period, 1), 6, 36_000)),
    period,
    NOT_SET,
    status,
    '数电专票',
    '6%',
    exact(amount),
  ]);
  return { name: '发票', heads, rows };
}

/** Lines of the incentive details up to a month, the last one short where that is planted. */
export function incentivesOf(world: World, until: Period, planted: boolean): Incentive[] {
  const shown = world.incentives.filter(({ period }) => period <= until);
  const short = planted ? shown.at(-1) : undefined;
  return shown.map((line) => (line === short ? { ...line, amount: line.amount - INCENTIVE_SHORT } : line));
}

/** 激励明细 (E2) up to a month. 关联类型 `--` marks what does not follow performance. */
export function incentiveDetails(world: World, until: Period, planted: boolean): ExportSheet {
  const heads =
    '年份 对账期次 激励计划名称 订单号 客户名称 客户账号名 客户经理姓名 产品类型 关联类型 计费模式 状态 激励账单ID 激励数据ID 激励金额(元)'.split(
      ' ',
    );
  const rows = incentivesOf(world, until, planted).map((line) => {
    const customer = world.customers.find(({ id }) => id === line.customerId);
    return [
      line.period.slice(0, 4),
      line.period,
      line.plan,
      line.orderId ?? NOT_SET,
      masked(customer?.name ?? ''),
      customer?.accountName ?? NOT_SET,
      NOT_SET,
      line.service === null ? NOT_SET : (serviceByCode(line.service)?.zh ?? line.service),
      line.customerId === null ? NOT_SET : '代售',
      NOT_SET,
      '已确认',
      line.billId,
      line.dataId,
      exact(line.amount),
    ];
  });
  return { name: '激励明细', heads, rows };
}

/** Control totals that these files break once they are imported; the month of the incentive is the one its money came in,
 * where the payment that no bill explains has one side alone. */
export function settlementNotes(world: World): TotalNote[] {
  const drawn = invoicesOf(world, [DRAWN_TWICE], true);
  const over = sum(drawn.map(({ amount }) => amount)) - dueOf(world, DRAWN_TWICE);
  const paid = world.movements.find((one) => one.detail === REBATE)?.time.slice(0, 7);
  return [
    ...(world.periods.includes(DRAWN_TWICE) ? [totalNote('C8', DRAWN_TWICE, { customer: null, difference: over })] : []),
    ...(world.site === 'cn' && paid !== undefined ? [totalNote('C9', paid, { customer: null, difference: null })] : []),
  ];
}

import { parseUnits, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import { resourceByCode, serviceByCode } from '../world/catalogue';
import type { BillLine, ChargeMode, FeeRecord, Kind, World } from '../world/model';
import type { ExportSheet } from './sheet';
import { exact, NOT_SET } from './texts';

/** The partner bill: its details export (B1, B3) and the file pushed to a bucket (A1). One row for each line of the month. */

const KIND_WORDS: Readonly<Record<Kind, string>> = { '0': '消费', '1': '退款', '2': '调账' };
const MODE_WORDS: Readonly<Record<ChargeMode, string>> = { 1: '包年/包月', 3: '按需', 11: '节省计划-抵扣' };
/** Codes of the pushed file, which are not those of the interfaces (files.md, A1). */
const MODE_CODES: Readonly<Record<ChargeMode, string>> = { 1: '0', 3: '1', 11: '6' };

/** What the planted variant adds to one consumption line of a month. */
export const PLANTED_CHANGE = parseUnits('0.01');

/** Lines of a month as the file has them. @param changed true for the variant in which one line is not what the interfaces say */
export function linesOf(world: World, period: Period, changed: boolean): BillLine[] {
  const lines = world.billLines.filter((line) => line.period === period);
  if (!changed) return lines;
  const at = lines.findIndex((line) => line.kind === '0');
  return lines.map((line, index) => (index === at ? { ...line, amount: line.amount + PLANTED_CHANGE } : line));
}

/** A line's only order or transaction; nothing when it holds several. */
function tradesOf(world: World, period: Period): (line: BillLine) => FeeRecord | null {
  const found = new Map<string, FeeRecord | null>();
  const key = (one: { customerId: string; service: string; resource: string; mode: ChargeMode }): string =>
    [one.customerId, one.service, one.resource, String(one.mode)].join('|');
  for (const fee of world.fees.month(period)) {
    const known = found.get(key(fee));
    found.set(key(fee), known === undefined || known?.tradeId === fee.tradeId ? fee : null);
  }
  return (line) => (line.kind === '2' ? null : (found.get(key(line)) ?? null));
}

/** Every cell of a line: a line the bill has twice is printed twice, under one transaction. */
const printed = (line: BillLine): string =>
  [line.customerId, line.resellerId, line.service, line.resource, line.mode, line.kind, line.amount, line.discount].map(String).join('|');

/** A line's number as the file prints it: its only order or transaction, one of its own where the bill has the line twice, else none. */
function numbersOf(world: World, period: Period, lines: readonly BillLine[]): (line: BillLine) => string {
  const trade = tradesOf(world, period);
  const times = new Map<string, number>();
  for (const line of lines) times.set(printed(line), (times.get(printed(line)) ?? 0) + 1);
  const doubled = [...times].filter(([, count]) => count > 1).map(([text]) => text);
  return (line) => {
    const known = trade(line)?.tradeId;
    if (known !== undefined) return known;
    const at = doubled.indexOf(printed(line));
    return at < 0 ? NOT_SET : `${period}-${String(at + 1).padStart(8, '0')}`;
  };
}

const money = (units: Units | null): string => (units === null ? NOT_SET : exact(units));

/** 伙伴账单明细 of a month: the documented names, 元 or USD; `优惠金额` is one of the columns no page shows. */
export function partnerBill(world: World, period: Period, changed: boolean): ExportSheet {
  const unit = world.site === 'cn' ? '元' : 'USD';
  const heads =
    '客户ID 账期 客户名称 客户账号名 伙伴ID 伙伴名称 伙伴账号名 账单类型 计费模式 产品类型 产品类型编码 资源类型 资源类型编码 订单号/交易号'.split(
      ' ',
    );
  heads.push(`优惠金额(${unit})`, `客户消费金额(${unit})`, '结算类型', `结算金额(${unit})`);
  const customers = new Map(world.customers.map((customer) => [customer.id, customer]));
  const resellers = new Map(world.resellers.map((reseller) => [reseller.id, reseller]));
  const lines = linesOf(world, period, changed);
  const number = numbersOf(world, period, lines);
  const rows = lines.map((line) => {
    const customer = customers.get(line.customerId);
    const reseller = line.resellerId === null ? undefined : resellers.get(line.resellerId);
    return [
      line.customerId,
      line.period,
      customer?.name ?? NOT_SET,
      customer?.accountName ?? NOT_SET,
      reseller?.id ?? NOT_SET,
      reseller?.name ?? NOT_SET,
      reseller?.accountName ?? NOT_SET,
      KIND_WORDS[line.kind],
      MODE_WORDS[line.mode],
      serviceByCode(line.service)?.zh ?? line.service,
      line.service,
      resourceByCode(line.resource)?.zh ?? line.resource,
      line.resource,
      number(line),
      money(line.discount),
      exact(line.amount),
      '普通产品',
      exact(line.amount),
    ];
  });
  return { name: '伙伴账单明细', heads, rows };
}

/** Rows of `customerBill_YYYYMM.tar.gz`: the seven documented columns, then a tail as no page shows it. */
export function pushedBill(world: World, period: Period, changed: boolean): ExportSheet {
  const heads = '客户ID 产品ID 产品类型编码 资源类型编码 云服务区编码 计费模式 官网页面价 账单类型 伙伴ID 交易号 结算金额'.split(' ');
  const trade = tradesOf(world, period);
  const lines = linesOf(world, period, changed);
  const number = numbersOf(world, period, lines);
  const rows = lines.map((line) => [
    line.customerId,
    `00301-${line.resource.length}${line.service.length}-0--0`,
    line.service,
    line.resource,
    trade(line)?.region ?? NOT_SET,
    MODE_CODES[line.mode],
    exact(line.amount + (line.discount ?? 0n)),
    KIND_WORDS[line.kind],
    line.resellerId ?? NOT_SET,
    number(line),
    exact(line.amount),
  ]);
  return { name: 'customerBill', heads, rows };
}

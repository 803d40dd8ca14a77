import type { Period } from '../../../shared/period';
import { regionByCode, resourceByCode, serviceByCode } from '../world/catalogue';
import type { Association, ChargeMode, World } from '../world/model';
import type { ExportSheet } from './sheet';
import { exact, masked, NOT_SET, zonedTime } from './texts';

const ASSOCIATIONS: Readonly<Record<Association, string>> = { '1': '顾问销售', '2': '代售', '3': '代售' };
const MODES: Readonly<Record<ChargeMode, string>> = { 1: '包年/包月', 3: '按需', 11: '节省计划-抵扣' };
const BILL_TYPES: Readonly<Record<number, string>> = {
  1: '消费-新购',
  2: '消费-续订',
  3: '消费-变更',
  4: '退款-退订',
  5: '消费-使用',
  8: '消费-自动续订',
  9: '调账-补偿',
  16: '调账-扣费',
  20: '退款-变更',
  23: '消费-节省计划抵扣',
};

/** 消费明细 (C2) of a month, referral customers included, names masked: it explains, it settles nothing. */
export function expenditure(world: World, period: Period): ExportSheet {
  const heads = (
    '账期 客户ID 客户名称 客户账号名 关联类型 客户经理姓名 伙伴ID 产品类型 产品类型编码 资源类型编码 资源ID 资源名称 区域 云服务区编码 计费模式 账单类型 ' +
    '订单号/交易号 交易时间 官网价 优惠金额 应付金额 现金支付 代金券抵扣 支付状态'
  ).split(' ');
  const customers = new Map(world.customers.map((customer) => [customer.id, customer]));
  const rows = [...world.fees.month(period)].map((fee) => {
    const customer = customers.get(fee.customerId);
    return [
      fee.period,
      fee.customerId,
      masked(customer?.name ?? ''),
      customer?.accountName ?? NOT_SET,
      ASSOCIATIONS[fee.association],
      NOT_SET,
      fee.resellerId ?? NOT_SET,
      serviceByCode(fee.service)?.zh ?? fee.service,
      fee.service,
      resourceByCode(fee.resource)?.code ?? fee.resource,
      fee.resourceId,
      fee.resourceName,
      regionByCode(fee.region)?.zh ?? fee.region,
      fee.region,
      MODES[fee.mode],
      BILL_TYPES[fee.billType] ?? String(fee.billType),
      fee.tradeId,
      zonedTime(fee.tradeTime),
      exact(fee.official),
      exact(fee.discount),
      exact(fee.payment),
      exact(fee.cash),
      exact(fee.coupon),
      fee.debt === 0n ? '已支付' : '未结清',
    ];
  });
  return { name: '消费明细', heads, rows };
}

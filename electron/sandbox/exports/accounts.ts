import { dayOfInstant } from '../../../shared/period';
import type { AdjustOperation, World } from '../world/model';
import type { ExportSheet } from './sheet';
import { exact, masked, NOT_SET, zonedTime } from './texts';

const DETAILS: Readonly<Record<string, string>> = {
  SOURCE_OPERATION_BEADJUST: '伙伴拨款',
  SOURCE_OPERATION_BERETRIEVE: '伙伴回收',
  SOURCE_OPERATION_BEUNBIND: '关联变更回收',
  SOURCE_OPERAIION_RECHARGE: '充值',
  SOURCE_OPERAIION_RECHARGE_REBATE: '激励充值',
};
const OPERATIONS: Readonly<Record<AdjustOperation, string>> = {
  SOURCE_OPERATION_BEADJUST: '拨款',
  SOURCE_OPERATION_BERETRIEVE: '回收',
  SOURCE_OPERATION_BEUNBIND: '解除关联回收',
};

/** 收支明细 (D) up to a day: the top-up account and the credit account. */
export function incomeAndExpense(world: World, today: string): ExportSheet {
  const heads = '交易时间 账户类型 交易类型 收支类型 交易号 交易金额 账户余额 客户ID 客户账号名 收支明细ID'.split(' ');
  const rows = world.movements
    .filter((movement) => dayOfInstant(movement.time) <= today)
    .map((movement) => [
      zonedTime(movement.time),
      movement.balanceType === 'BALANCE_TYPE_DEBIT' ? '充值账户' : '信用账户',
      DETAILS[movement.detail] ?? movement.detail,
      movement.income ? '收入' : '支出',
      movement.tradeId,
      exact(movement.change),
      exact(movement.balance),
      movement.customerId ?? NOT_SET,
      movement.accountName ?? NOT_SET,
      movement.id,
    ])
    .reverse();
  return { name: '收支明细', heads, rows };
}

/** 调账记录 (F1) up to a day: allocations and reclaims, names masked. */
export function adjustmentRecords(world: World, today: string): ExportSheet {
  const heads = '操作时间 操作类型 客户ID 客户名称 调账金额(元) 交易流水号 备注'.split(' ');
  const rows = world.adjustRecords
    .filter((record) => dayOfInstant(record.time) <= today)
    .map((record) => [
      zonedTime(record.time),
      OPERATIONS[record.operation],
      record.customerId,
      masked(record.customerName),
      exact(record.amount),
      record.transId,
      NOT_SET,
    ])
    .reverse();
  return { name: '调账记录', heads, rows };
}

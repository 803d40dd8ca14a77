export const lists = {
  margin: {
    none: '本期还没有毛利数据',
    noneHint: '导入收入台账之后，按结算方显示收入、成本和毛利。',
    hint: '收入与成本都按不含税计；税率只取自价格规则或台账。',
  },
  refunds: { hint: '每笔退款追溯到原订单和原账期' },
  accounts: { hint: '调账记录与账户流水不计入账单金额', chart: '各账期拨款与回收' },
  orders: { hint: '订单按其创建时间归入账期' },
  customers: { hint: '名称和关联方式取自最近一次同步' },
};

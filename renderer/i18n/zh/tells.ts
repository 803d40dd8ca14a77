/** What a figure says of itself on hover and on focus. */
export const figures = {
  from: '来源：{{source}}',
  interface: '接口 {{id}}',
  file: '文件：{{file}}',
  period: '账期 {{period}}',
  synced: '{{at}} 同步',
  source: {
    'typed-statement': '录入的伙伴账单金额',
    'bill-file': '导入的伙伴账单',
    'cost-ledger': '导入的成本台账',
    'revenue-ledger': '导入的收入台账',
    'prepayment-ledger': '导入的预付台账',
    ledger: '导入的台账',
    expected: '按价格规则计算：账单明细 × 规则',
    margin: '收入台账（不含税）减账单成本（不含税）',
    difference: '账单（或应开金额）减台账',
    'total-difference': '左侧合计减右侧合计',
    tolerance: '由舍入规则推导的容差',
    archive: '签署时的归档',
    statement: '伙伴账单',
  },
};

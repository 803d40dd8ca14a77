/** Kinds of movement of an account (`trade_detail_type`; partner-api.yaml, TradeDetailType), their words and what they mean for a book of prepayments. */

interface MovementKind {
  readonly zh: string;
  readonly en: string;
  /**
   * What a book of prepayments does not have: consumption, which lowers the customer's money and not the partner's (semantics.md #45), money that is
   * frozen and stays the partner's, and the credit limit, which is no money.
   */
  readonly leftOut?: 'consumption' | 'frozen' | 'limit';
}

const KINDS = {
  SOURCE_OPERAIION_ADJUST_CREDIT: { zh: '调整信用额度', en: 'Credit limit adjusted', leftOut: 'limit' },
  SOURCE_OPERAIION_RECHARGE: { zh: '充值', en: 'Top-up' },
  SOURCE_OPERAIION_DEDEUCT: { zh: '消费-包年/包月', en: 'Consumption, yearly/monthly', leftOut: 'consumption' },
  SOURCE_OPERAIION_MANUALFROZE: { zh: '人工冻结', en: 'Frozen by hand', leftOut: 'frozen' },
  SOURCE_OPERAIION_MANUALUNFROZE: { zh: '人工解冻', en: 'Unfrozen by hand', leftOut: 'frozen' },
  SOURCE_OPERAIION_MANUALCLEARFROZEN: { zh: '人工清除冻结', en: 'Frozen amount cleared by hand', leftOut: 'frozen' },
  SOURCE_OPERAIION_TRANS_TO_BALANCE: { zh: '押金转余额', en: 'Deposit to balance' },
  SOURCE_OPERATION_BEADJUST: { zh: '伙伴拨款', en: 'Partner allocation' },
  SOURCE_OPERATION_BEUNBIND: { zh: '关联变更回收', en: 'Reclaim on change of association' },
  SOURCE_OPERAIION_EXPIRECLEAR: { zh: '到期清零', en: 'Cleared on expiry' },
  SOURCE_OPERAIION_ONETIME: { zh: '一次性扣费', en: 'One-off deduction', leftOut: 'consumption' },
  SOURCE_OPERAIION_REFUND: { zh: '退款', en: 'Refund' },
  SOURCE_OPERAIION_UNFROZEN: { zh: '退款-解冻', en: 'Refund, unfrozen', leftOut: 'frozen' },
  SOURCE_OPERAIION_CLEARFROZEN: { zh: '退款-清除冻结', en: 'Refund, frozen amount cleared', leftOut: 'frozen' },
  SOURCE_OPERAIION_ADJUST: { zh: '余额调整', en: 'Balance adjusted' },
  SOURCE_OPERAIION_USAGE: { zh: '消费-按需', en: 'Consumption, pay-per-use', leftOut: 'consumption' },
  SOURCE_OPERAIION_WRITEOFF: { zh: '欠费核销', en: 'Arrears repaid', leftOut: 'consumption' },
  SOURCE_OPERAIION_UNSUBSCRIBE: { zh: '退订退款', en: 'Refund on unsubscription' },
  SOURCE_OPERAIION_RFROZEN: { zh: '退款-冻结', en: 'Refund, frozen', leftOut: 'frozen' },
  SOURCE_OPERAIION_TRANS_TO_FOREGIFT: { zh: '余额转押金', en: 'Balance to deposit' },
  SOURCE_OPERAIION_PRIZE: { zh: '赠送', en: 'Granted' },
  SOURCE_OPERATION_BERETRIEVE: { zh: '伙伴回收', en: 'Partner reclaim' },
  SOURCE_OPERAIION_PRECISIONCOMP: { zh: '尾差补收', en: 'Rounding remainders collected', leftOut: 'consumption' },
  SOURCE_OPERAIION_FREERESDEDUCT: { zh: '免费资源抵扣', en: 'Free-resource deduction', leftOut: 'consumption' },
  SOURCE_OPERAIION_MERGE: { zh: '赠金合并', en: 'Bonus merged' },
  SOURCE_OPERAIION_CONVERT_BONUS: { zh: '赠金转换', en: 'Bonus converted' },
  SOURCE_OPERAIION_RECHARGE_REBATE: { zh: '激励充值', en: 'Top-up from incentive' },
  SOURCE_OPERATION_COUPONCANCEL: { zh: '代金券回收', en: 'Coupon reclaimed' },
  SOURCE_OPERAIION_BILLREFUND: { zh: '华为云核销', en: 'Write-off by Huawei Cloud' },
  SOURCE_OPERATION_TRADEMODE_TRANSFER: { zh: '关联变更交易模式', en: 'Trade mode changed' },
  SOURCE_OPERATION_SYSTEM_FROZEN: { zh: '系统冻结', en: 'Frozen by the system', leftOut: 'frozen' },
  SOURCE_OPERATION_SYSTEM_UNFROZEN: { zh: '系统解冻', en: 'Unfrozen by the system', leftOut: 'frozen' },
  SOURCE_OPERATION_COUPON_QUOTA_TRANSFER: { zh: '兑换现金券额度', en: 'Exchanged for coupon quota' },
  SOURCE_OPERATIION_RIDEDUCT: { zh: '消费-预留实例', en: 'Consumption, reserved instance', leftOut: 'consumption' },
  SOURCE_OPERATION_COUPON_QUOTA_RECLAIM: { zh: '代金券额度回收', en: 'Voucher quota reclaimed' },
} as const satisfies Record<string, MovementKind>;

export type MovementKindCode = keyof typeof KINDS;

/** Every kind the contract names; the set is open, others are shown by their code. */
export const MOVEMENT_KINDS: Readonly<Record<MovementKindCode, MovementKind>> = KINDS;

/** Whether a movement of this kind belongs into a book of prepayments; kinds nobody taught us moved money until told otherwise. */
export function isPrepaid(kind: string): boolean {
  return (MOVEMENT_KINDS as Readonly<Record<string, MovementKind | undefined>>)[kind]?.leftOut === undefined;
}

/** The words of one language, by code. */
export function movementWords(language: 'zh' | 'en'): Readonly<Record<MovementKindCode, string>> {
  return Object.fromEntries(Object.entries(MOVEMENT_KINDS).map(([code, kind]) => [code, kind[language]])) as Record<
    MovementKindCode,
    string
  >;
}

import { dayOfInstant } from '../../../shared/period';
import { badParameter } from '../errors';
import { scalarText } from '../wire';
import { DAY, INSTANT, type Parameter } from './parameters';
import {
  RESELLER,
  between,
  called,
  checkReseller,
  inLanguage,
  matching,
  ofReseller,
  pageOf,
  partOfField,
  sameAsk,
  sameField,
} from './route';
import type { Call, Filter, Route } from './route';

const ASSOCIATED: readonly Parameter[] = [
  { name: 'associated_on_begin', pattern: INSTANT },
  { name: 'associated_on_end', pattern: INSTANT },
];
const associated = between('associated_on', 'associated_on_begin', 'associated_on_end');

const customers: Route = {
  ...called('ListSubCustomers'),
  pageMax: 100,
  parameters: [
    { name: 'account_name' },
    { name: 'customer' },
    { name: 'label' },
    { name: 'association_type', values: ['1', '2', '3'] },
    { name: 'customer_id' },
    ...ASSOCIATED,
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListSubCustomers', [
      ofReseller,
      partOfField('account_name'),
      partOfField('customer'),
      partOfField('label'),
      sameField('association_type'),
      sameField('customer_id'),
      associated,
    ]);
    return pageOf(call, rows, 'customer_infos', 'count');
  },
};

const resellers: Route = {
  ...called('ListIndirectPartners'),
  pageMax: 100,
  parameters: [{ name: 'account_name', maxLength: 128 }, ...ASSOCIATED, RESELLER],
  respond: (call) => {
    const rows = matching(call, 'ListIndirectPartners', [partOfField('account_name'), sameField('indirect_partner_id'), associated]);
    return pageOf(call, rows, 'indirect_partners', 'count');
  },
};

const balances: Route = {
  ...called('ListPartnerBalances'),
  pageMax: null,
  parameters: [RESELLER],
  respond: (call) => {
    checkReseller(call);
    return { account_balances: matching(call, 'ListPartnerBalances', [ofReseller]).map((row) => inLanguage(call, row.record)) };
  },
};

/** Kinds of movement a query may ask for, and the detail types that belong to each (partner API contract, TradeType). */
const MOVEMENT_KINDS: Readonly<Record<string, readonly string[]>> = {
  RECHARGE: ['SOURCE_OPERAIION_RECHARGE', 'SOURCE_OPERAIION_RECHARGE_REBATE'],
  DEDEUCT: ['SOURCE_OPERAIION_DEDEUCT', 'SOURCE_OPERAIION_USAGE', 'SOURCE_OPERAIION_ONETIME', 'SOURCE_OPERATIION_RIDEDUCT'],
  REFUND: ['SOURCE_OPERAIION_REFUND', 'SOURCE_OPERAIION_UNSUBSCRIBE', 'SOURCE_OPERAIION_UNFROZEN'],
  RFROZEN: ['SOURCE_OPERAIION_RFROZEN'],
  TRANS: ['SOURCE_OPERAIION_TRANS_TO_BALANCE', 'SOURCE_OPERAIION_TRANS_TO_FOREGIFT'],
  ADJUST: ['SOURCE_OPERAIION_ADJUST', 'SOURCE_OPERAIION_ADJUST_CREDIT', 'SOURCE_OPERAIION_BILLREFUND'],
  BEADJUST: ['SOURCE_OPERATION_BEADJUST'],
  BERETRIEVE: ['SOURCE_OPERATION_BERETRIEVE'],
  BEUNBIND: ['SOURCE_OPERATION_BEUNBIND'],
  BONUSCONVERT: ['SOURCE_OPERAIION_CONVERT_BONUS', 'SOURCE_OPERAIION_MERGE'],
  TRADE_MODE_TRANSFER: ['SOURCE_OPERATION_TRADEMODE_TRANSFER'],
};

/** The same day one year earlier or later. */
function shiftYear(day: string, years: number): string {
  const moved = new Date(Date.UTC(Number(day.slice(0, 4)) + years, Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))));
  return moved.toISOString().slice(0, 10);
}

/** Days asked for, UTC+8; default one year back to today, at most one year (partner API contract). */
function movementDays(call: Call): { from: string; to: string } {
  const to = call.query.text('trade_time_end') ?? call.today;
  const from = call.query.text('trade_time_begin') ?? shiftYear(to, -1);
  if (from > to) throw badParameter('trade_time_begin is after trade_time_end');
  if (to > shiftYear(from, 1)) throw badParameter('more than one year between the two days');
  return { from, to };
}

const movements: Route = {
  ...called('ListPartnerAccountChangeRecords'),
  pageMax: 100,
  parameters: [
    { name: 'balance_type', required: true, values: ['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT'] },
    { name: 'trade_type', values: Object.keys(MOVEMENT_KINDS) },
    { name: 'trade_time_begin', pattern: DAY },
    { name: 'trade_time_end', pattern: DAY },
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const { from, to } = movementDays(call);
    const inDays: Filter = (row) => {
      const day = dayOfInstant(scalarText(row.record['trade_time']) ?? '');
      return day >= from && day <= to;
    };
    const ofKind: Filter = (row, query) => {
      const kind = query.text('trade_type');
      return kind === undefined || (MOVEMENT_KINDS[kind] ?? []).includes(scalarText(row.record['trade_detail_type']) ?? '');
    };
    const rows = matching(call, 'ListPartnerAccountChangeRecords', [sameAsk('balance_type'), ofReseller, ofKind, inDays]);
    return { ...pageOf(call, rows, 'records', 'total_count'), currency: call.data.currency };
  },
};

const adjustRecords: Route = {
  ...called('ListPartnerAdjustRecords'),
  pageMax: 100,
  parameters: [
    { name: 'customer_id' },
    { name: 'operation_type', values: ['SOURCE_OPERATION_BEADJUST', 'SOURCE_OPERATION_BERETRIEVE', 'SOURCE_OPERATION_BEUNBIND'] },
    { name: 'operation_time_begin', pattern: INSTANT },
    { name: 'operation_time_end', pattern: INSTANT },
    { name: 'trans_id', maxLength: 128 },
    RESELLER,
  ],
  respond: (call) => {
    checkReseller(call);
    const rows = matching(call, 'ListPartnerAdjustRecords', [
      ofReseller,
      sameField('customer_id'),
      sameField('operation_type'),
      sameField('trans_id'),
      between('operation_time', 'operation_time_begin', 'operation_time_end'),
    ]);
    return pageOf(call, rows, 'records', 'total_count');
  },
};

export const partnerRoutes: readonly Route[] = [customers, resellers, balances, movements, adjustRecords];

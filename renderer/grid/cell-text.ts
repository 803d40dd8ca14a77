/** What a cell of a view says to people: amounts with separators, instants on the billing clock, codes with their meaning. */
import type { TFunction } from 'i18next';
import type { ViewColumn } from '../../shared/desk/api';
import i18next from 'i18next';
import { displayUnits, halfUpToCent, parseUnits } from '../../shared/money';
import { moneyText } from '../app/parts/Money';
import { billingTime, codeWord } from '../app/words';

/** Word list (of renderer/i18n `codes`) of the columns that hold codes of a known set. */
export const CODE_SETS: Readonly<Record<string, string>> = {
  kind: 'kind',
  chargeMode: 'chargeMode',
  role: 'role',
  pass: 'pass',
  class: 'breakClass',
  status: 'breakStatus',
  basis: 'taxBasis',
  association: 'association',
  billType: 'billType',
  orderType: 'orderType',
  orderStatus: 'orderStatus',
  operation: 'operation',
  account: 'account',
  direction: 'direction',
  movementType: 'movement',
  traceStatus: 'refundStatus',
};

export function columnHead(t: TFunction, key: string): string {
  const path = `columns.${key}`;
  return i18next.exists(path) ? t(path as 'columns.period') : key;
}

export function cellText(t: TFunction, column: ViewColumn, value: string | null): string {
  if (value === null || value === '') return '';
  if (column.type === 'amount') return moneyText(value);
  if (column.type === 'time') return billingTime(value);
  if (column.key === 'rate') return percentText(value);
  const set = CODE_SETS[column.key];
  return set === undefined ? value : codeWord(t, set, value);
}

/** A ratio (`0.1234`) as a percentage with two decimals. */
export function percentText(ratio: string): string {
  return `${displayUnits(halfUpToCent(parseUnits(ratio) * 100n)).replace('-', '\u2212')}%`;
}

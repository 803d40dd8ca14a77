/** What a cell of a view says to people: amounts with separators, instants on the billing clock, codes with their meaning. */
import type { TFunction } from 'i18next';
import type { ViewColumn } from '../../shared/desk/api';
import i18next from 'i18next';
import { moneyText } from '../app/parts/Money';
import { billingTime, codeWord } from '../app/words';

/** Word list (of renderer/i18n `codes`) of the columns that hold codes of a known set. */
export const CODE_SETS: Readonly<Record<string, string>> = {
  kind: 'kind',
  chargeMode: 'chargeMode',
  role: 'role',
  pass: 'pass',
  class: 'breakClass',
  grain: 'grain',
  basis: 'taxBasis',
  association: 'association',
  associationType: 'association',
  billType: 'billType',
  orderType: 'orderType',
  operation: 'operation',
  account: 'account',
  direction: 'direction',
  detailType: 'movement',
};

export function columnHead(t: TFunction, key: string): string {
  const path = `columns.${key}`;
  return i18next.exists(path) ? t(path as 'columns.period') : key;
}

export function cellText(t: TFunction, column: ViewColumn, value: string | null, sets: Readonly<Record<string, string>> = CODE_SETS): string {
  if (value === null || value === '') return '';
  if (column.type === 'amount') return moneyText(value);
  if (column.type === 'time') return billingTime(value);
  const set = sets[column.key];
  return set === undefined ? value : codeWord(t, set, value);
}

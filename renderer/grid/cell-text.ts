/** What a cell of a view says to people: amounts with separators, instants on the billing clock, codes with their meaning. */
import { useMemo } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewSource } from '../../shared/desk/api';
import { displayUnits, halfUpToCent, parseUnits } from '../../shared/money';
import { moneyText } from '../app/parts/Money';
import { codeSetOf, headKeyOf } from './columns';
import { billingTime } from '../../shared/period/billing-time';
import { codeWord } from '../app/words';

export function columnHead(t: TFunction, source: ViewSource, column: string): string {
  return t(`columns.${headKeyOf(source, column)}` as 'columns.period');
}

export function cellText(t: TFunction, source: ViewSource, column: ViewColumn, value: string | null): string {
  if (value === null || value === '') return '';
  if (column.type === 'amount') return moneyText(value);
  if (column.type === 'time' || column.key === 'consumeTime') return billingTime(value);
  if (column.key === 'rate') return percentText(value);
  const set = codeSetOf(source, column.key);
  return set === undefined ? value : codeWord(t, set, value);
}

export type CellWords = (column: ViewColumn, value: string | null) => string;

/** {@link cellText} of a source, where a code's meaning is looked up once. */
export function useCellWords(source: ViewSource): CellWords {
  const { t } = useTranslation();
  return useMemo(() => {
    const known = new Map<string, string>();
    return (column, value) => {
      if (value === null || value === '') return '';
      if (column.type !== 'code') return cellText(t, source, column, value);
      const place = `${column.key}\n${value}`;
      let words = known.get(place);
      if (words === undefined) known.set(place, (words = cellText(t, source, column, value)));
      return words;
    };
  }, [t, source]);
}

/** A ratio (`0.1234`) as a percentage with two decimals. */
export function percentText(ratio: string): string {
  return `${displayUnits(halfUpToCent(parseUnits(ratio) * 100n)).replace('-', '\u2212')}%`;
}

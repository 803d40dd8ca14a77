/** Filters a user sets on a grid's columns, at most one for each, and the words they are said in. */
import type { TFunction } from 'i18next';
import type { ViewColumn, ViewFilter, ViewSource } from '../../shared/desk/api';
import { MoneyError, parseUnits } from '../../shared/money';
import { moneyText } from '../app/parts/Money';
import { cellText, columnHead } from './cell-text';
import { codeSetOf } from './columns';

export type UserFilters = Readonly<Record<string, ViewFilter>>;

/** With another filter on a column, or none. */
export function withFilter(filters: UserFilters, column: string, filter: ViewFilter | null): UserFilters {
  const { [column]: _, ...rest } = filters;
  return filter === null ? rest : { ...rest, [column]: filter };
}

/** What can be asked of a column, the usual first. */
export type Question = 'contains' | 'is' | 'not' | 'in' | 'atLeast' | 'atMost' | 'between' | 'negative' | 'zero' | 'empty' | 'notEmpty';

export function questionsFor(source: ViewSource, { key, type }: ViewColumn): readonly Question[] {
  if (type === 'amount' || type === 'integer')
    return [
      'atLeast',
      'atMost',
      'between',
      'is',
      'not',
      ...(type === 'amount' ? (['negative', 'zero'] as const) : []),
      'empty',
      'notEmpty',
    ];
  if (type === 'time') return ['between', 'empty', 'notEmpty'];
  if (type === 'period') return ['in', 'between'];
  if (codeSetOf(source, key) !== undefined) return ['in', 'empty', 'notEmpty'];
  return ['contains', 'is', 'not', 'in', 'empty', 'notEmpty'];
}

/** The question a filter answers, and what it was given. */
export function asked(filter: ViewFilter): {
  readonly question: Question;
  readonly first: string;
  readonly second: string;
  readonly values: readonly string[];
} {
  const of = (question: Question, first = '', second = '', values: readonly string[] = []) => ({ question, first, second, values });
  switch (filter.op) {
    case 'contains':
      return of('contains', filter.value);
    case 'is':
      return filter.value === '' ? of('empty') : filter.value === '0' ? of('zero') : of('is', filter.value);
    case 'not':
      return filter.value === '' ? of('notEmpty') : of('not', filter.value);
    case 'in':
      return of('in', '', '', filter.values);
    case 'negative':
      return of('negative');
    case 'range':
      if (filter.to === null) return of('atLeast', filter.from ?? '');
      return filter.from === null ? of('atMost', filter.to) : of('between', filter.from, filter.to);
  }
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The filter of an answer, null for one that says nothing; undefined where a bound is no amount or day. */
export function answered(
  column: ViewColumn,
  question: Question,
  first: string,
  second: string,
  values: readonly string[],
): ViewFilter | null | undefined {
  const { key, type } = column;
  const [from, to] = [first.trim(), second.trim()];
  const fits = (text: string): boolean =>
    type === 'amount' || type === 'integer' ? isAmount(text) : type === 'time' ? DAY.test(text) : true;
  switch (question) {
    case 'negative':
      return { column: key, op: 'negative' };
    case 'zero':
      return { column: key, op: 'is', value: '0' };
    case 'empty':
    case 'notEmpty':
      return { column: key, op: question === 'empty' ? 'is' : 'not', value: '' };
    case 'in':
      return values.length === 0 ? null : { column: key, op: 'in', values };
    case 'contains':
    case 'is':
    case 'not':
      if (from === '') return null;
      return question !== 'contains' && !fits(from) ? undefined : { column: key, op: question, value: from };
    case 'atLeast':
    case 'atMost':
      if (from === '') return null;
      if (!fits(from)) return undefined;
      return { column: key, op: 'range', from: question === 'atLeast' ? from : null, to: question === 'atMost' ? from : null };
    case 'between':
      if (from === '' && to === '') return null;
      if ((from !== '' && !fits(from)) || (to !== '' && !fits(to))) return undefined;
      return { column: key, op: 'range', from: from || null, to: to || null };
  }
}

function isAmount(text: string): boolean {
  try {
    parseUnits(text.replaceAll(',', '').replace('\u2212', '-'));
    return true;
  } catch (error) {
    if (error instanceof MoneyError) return false;
    throw error;
  }
}

/** A filter as a chip says it, `金额 ≥ 100.00`. */
export function filterWords(t: TFunction, source: ViewSource, column: ViewColumn, filter: ViewFilter): string {
  const { question, first, second, values } = asked(filter);
  const head = columnHead(t, source, column.key);
  const word = (value: string): string => {
    if (value === '') return t('grid.empty');
    if (column.type === 'amount') return isAmount(value) ? moneyText(value.replaceAll(',', '').replace('\u2212', '-')) : value;
    // A day stands for itself, not for an instant.
    return column.type === 'time' ? value : cellText(t, source, column, value);
  };
  if (question === 'in') {
    const named = values.slice(0, 2).map(word).join(t('grid.listed'));
    return `${head}${t('grid.is')}${values.length > 2 ? t('grid.andMore', { named, n: values.length - 2 }) : named}`;
  }
  return `${head} ${t(`grid.said.${question}`, { first: word(first), second: word(second) })}`;
}

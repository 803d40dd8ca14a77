import { useEffect, useState, type MouseEvent } from 'react';
import { FilterOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewFilter, ViewSource } from '../../shared/desk/api';
import { columnHead } from './cell-text';
import type { Point } from './Floating';
import { filterWords, questionsFor } from './user-filters';

/** Milliseconds after the last letter before a filter is asked. */
const PAUSE = 250;

/** A column's filter: text is typed in place, everything else is asked in a panel. */
export function FilterField({
  source,
  column,
  filter,
  onFilter,
  onAsk,
}: {
  readonly source: ViewSource;
  readonly column: ViewColumn;
  readonly filter: ViewFilter | null;
  onFilter(column: string, filter: ViewFilter | null): void;
  onAsk(column: ViewColumn, at: Point): void;
}) {
  const { t } = useTranslation();
  const label = t('app.grid.filterColumn', { column: columnHead(t, source, column.key) });
  const ask = (event: MouseEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onAsk(column, { x: box.left, y: box.bottom + 2 });
  };
  const typed = questionsFor(source, column)[0] === 'contains' && (filter === null || filter.op === 'contains');
  if (!typed)
    return (
      <button
        type="button"
        className={`grid-filter-button${filter === null ? '' : ' set'}`}
        aria-haspopup="dialog"
        aria-label={filter === null ? label : `${label}: ${filterWords(t, source, column, filter)}`}
        data-testid={`filter-${column.key}`}
        onClick={ask}
      >
        <FilterOutlined aria-hidden />
        {filter !== null && (
          <span aria-hidden>{filterWords(t, source, column, filter).slice(columnHead(t, source, column.key).length)}</span>
        )}
      </button>
    );
  return (
    <span className="grid-filter-text">
      <TextField
        label={label}
        testid={`filter-${column.key}`}
        value={filter?.op === 'contains' ? filter.value : ''}
        onChange={(value) => onFilter(column.key, value === '' ? null : { column: column.key, op: 'contains', value })}
      />
      <button
        type="button"
        tabIndex={-1}
        className="grid-filter-more"
        aria-haspopup="dialog"
        aria-label={t('grid.moreOf', { column: columnHead(t, source, column.key) })}
        data-testid={`filter-more-${column.key}`}
        onClick={ask}
      >
        <FilterOutlined aria-hidden />
      </button>
    </span>
  );
}

function TextField({
  label,
  testid,
  value,
  onChange,
}: {
  readonly label: string;
  readonly testid: string;
  readonly value: string;
  onChange(value: string): void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return undefined;
    const timer = setTimeout(() => onChange(text), PAUSE);
    return () => clearTimeout(timer);
    // The handler is another one with each drawing and does the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text, value]);
  return (
    <input
      type="text"
      aria-label={label}
      placeholder={t('app.grid.contains')}
      value={text}
      data-testid={testid}
      onChange={(event) => setText(event.target.value)}
    />
  );
}

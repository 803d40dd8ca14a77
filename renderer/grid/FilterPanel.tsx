import { useEffect, useId, useMemo, useState, type FormEvent } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ViewColumn, ViewFacet, ViewFilter, ViewSource, ViewSpec } from '../../shared/desk/api';
import { useSession } from '../app/session/context';
import { countText } from '../app/words';
import { cellText, columnHead } from './cell-text';
import { Floating, type Point } from './Floating';
import { answered, asked, questionsFor, type Question } from './user-filters';

const ONE_FIELD: ReadonlySet<Question> = new Set(['contains', 'is', 'not', 'atLeast', 'atMost']);

/** What is asked of a column: a question fit for its type, and the values to choose from with how many rows have each. */
export function FilterPanel({
  at,
  source,
  column,
  filter,
  spec,
  onFilter,
  onClose,
}: {
  readonly at: Point;
  readonly source: ViewSource;
  readonly column: ViewColumn;
  readonly filter: ViewFilter | null;
  /** Of the grid: values are counted among what its other filters leave. */
  readonly spec: ViewSpec;
  onFilter(filter: ViewFilter | null): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const questions = questionsFor(source, column);
  const was = filter === null ? null : asked(filter);
  const known = was !== null && (questions.includes(was.question) || was.question === 'is') ? was : null;
  const [question, setQuestion] = useState<Question>(
    known !== null && questions.includes(known.question) ? known.question : (questions[0] ?? 'contains'),
  );
  const [first, setFirst] = useState(known?.first ?? '');
  const [second, setSecond] = useState(known?.second ?? '');
  const [values, setValues] = useState<readonly string[]>(known?.question === 'is' ? [known.first] : (known?.values ?? []));
  const id = useId();
  const answer = answered(column, question, first, second, values);
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    if (answer === undefined) return;
    onFilter(answer);
    onClose();
  };
  const example = column.type === 'time' ? '2026-10-31' : column.type === 'amount' ? '1,234.50' : undefined;
  const field = (value: string, set: (value: string) => void, name: string, focus: boolean) =>
    column.type === 'period' ? (
      <MonthField spec={spec} column={column} value={value} label={name} onChange={set} />
    ) : (
      <input
        type="text"
        value={value}
        aria-label={name}
        placeholder={example}
        autoFocus={focus}
        data-testid={`ask-${focus ? 'first' : 'second'}`}
        onChange={(event) => set(event.target.value)}
      />
    );
  return (
    <Floating
      at={at}
      label={t('grid.filterOf', { column: columnHead(t, source, column.key) })}
      role="dialog"
      className="grid-ask"
      testid="filter-panel"
      onClose={onClose}
    >
      <form onSubmit={apply}>
        <strong>{t('grid.filterOf', { column: columnHead(t, source, column.key) })}</strong>
        <select
          aria-label={t('grid.question')}
          value={question}
          autoFocus={!ONE_FIELD.has(question) && question !== 'between'}
          data-testid="ask-question"
          onChange={(event) => setQuestion(event.target.value as Question)}
        >
          {questions.map((one) => (
            <option key={one} value={one}>
              {t(`grid.ask.${one}`)}
            </option>
          ))}
        </select>
        {ONE_FIELD.has(question) && field(first, setFirst, t('grid.value'), true)}
        {question === 'between' && (
          <div className="grid-between">
            {field(first, setFirst, t('grid.from'), true)}
            <span aria-hidden>–</span>
            {field(second, setSecond, t('grid.to'), false)}
          </div>
        )}
        {question === 'in' && <Checklist source={source} column={column} spec={spec} values={values} onChange={setValues} />}
        {answer === undefined && (
          <div role="alert" id={id} className="grid-ask-fault">
            {t(column.type === 'time' ? 'grid.notADay' : 'grid.notANumber')}
          </div>
        )}
        <div className="row">
          <Button size="small" type="primary" htmlType="submit" disabled={answer === undefined} data-testid="ask-apply">
            {t('grid.apply')}
          </Button>
          <Button
            size="small"
            disabled={filter === null}
            data-testid="ask-clear"
            onClick={() => {
              onFilter(null);
              onClose();
            }}
          >
            {t('grid.clearOne')}
          </Button>
        </div>
      </form>
    </Floating>
  );
}

function useFacet(spec: ViewSpec, column: string): ViewFacet | null | 'failed' {
  const { desk } = useSession();
  const [facet, setFacet] = useState<ViewFacet | null | 'failed'>(null);
  useEffect(() => {
    let current = true;
    desk.facet(spec, column).then(
      (found) => current && setFacet(found),
      () => current && setFacet('failed'),
    );
    return () => void (current = false);
  }, [desk, spec, column]);
  return facet;
}

function Checklist({
  source,
  column,
  spec,
  values,
  onChange,
}: {
  readonly source: ViewSource;
  readonly column: ViewColumn;
  readonly spec: ViewSpec;
  readonly values: readonly string[];
  onChange(values: readonly string[]): void;
}) {
  const { t } = useTranslation();
  const facet = useFacet(spec, column.key);
  const [search, setSearch] = useState('');
  const offered = useMemo(() => {
    if (facet === null || facet === 'failed') return [];
    return facet.values.map(({ value, rows }) => ({
      value,
      rows,
      words: value === '' ? t('grid.empty') : cellText(t, source, column, value),
    }));
  }, [facet, t, source, column]);
  if (facet === null) return <div role="status">{t('grid.counting')}</div>;
  if (facet === 'failed') return <div role="alert">{t('app.grid.failed')}</div>;
  const shown = offered.filter(({ words, value }) => `${words} ${value}`.toLowerCase().includes(search.toLowerCase()));
  const marked = new Set(values);
  const all = shown.every(({ value }) => marked.has(value));
  const mark = (some: readonly string[], on: boolean): void =>
    onChange(on ? [...new Set([...values, ...some])] : values.filter((value) => !some.includes(value)));
  return (
    <>
      {offered.length > 8 && (
        <input
          type="search"
          aria-label={t('grid.find')}
          placeholder={t('grid.find')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <div className="grid-checklist" role="group" aria-label={t('grid.values')}>
        <label>
          <input
            type="checkbox"
            checked={shown.length > 0 && all}
            onChange={(event) =>
              mark(
                shown.map(({ value }) => value),
                event.target.checked,
              )
            }
          />
          <em>{t('grid.everything', { n: countText(shown.length) })}</em>
        </label>
        {shown.map(({ value, rows, words }) => (
          <label key={value} title={value}>
            <input
              type="checkbox"
              checked={marked.has(value)}
              data-testid="ask-value"
              data-value={value}
              onChange={(event) => mark([value], event.target.checked)}
            />
            <span>{words}</span>
            <span className="muted figure">{countText(rows)}</span>
          </label>
        ))}
      </div>
      {facet.more > 0 && <div className="muted">{t('grid.moreValues', { n: countText(facet.more) })}</div>}
    </>
  );
}

function MonthField({
  spec,
  column,
  value,
  label,
  onChange,
}: {
  readonly spec: ViewSpec;
  readonly column: ViewColumn;
  readonly value: string;
  readonly label: string;
  onChange(value: string): void;
}) {
  const facet = useFacet(spec, column.key);
  const months = facet === null || facet === 'failed' ? [] : facet.values.map((one) => one.value).filter((one) => one !== '');
  return (
    <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">…</option>
      {[...new Set([...months, ...(value === '' ? [] : [value])])].sort().map((month) => (
        <option key={month} value={month}>
          {month}
        </option>
      ))}
    </select>
  );
}

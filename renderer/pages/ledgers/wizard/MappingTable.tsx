import { useState } from 'react';
import { Button, Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { isPeriod } from '../../../../shared/period';
import { columnLetters } from '../../../../shared/ledger/column-names';
import type { SheetMarks } from '../../../../shared/ledger/types';

/** Rows above the head and below it that are shown. */
const ABOVE = 3;
const BELOW = 7;

export interface MappingChoice {
  readonly value: string;
  readonly label: string;
}

export interface AnyMapping {
  readonly headRow: number;
  readonly headRows?: 1 | 2;
  readonly columns: readonly (string | null)[];
  readonly months?: Readonly<Record<string, string>>;
}

interface MappingTableProps<M extends AnyMapping> {
  readonly mapping: M;
  readonly sample: readonly (readonly (string | null)[])[];
  readonly marks: SheetMarks | undefined;
  readonly choices: readonly MappingChoice[];
  /** The one field that several columns may have, with the month of each. */
  readonly repeatable?: string;
  onChange(mapping: M): void;
  onHead(headRow: number): void;
}

/** What each column means, above its first rows as they stand in the file; every change makes a fresh preview. */
export function MappingTable<M extends AnyMapping>({
  mapping,
  sample,
  marks,
  choices,
  repeatable,
  onChange,
  onHead,
}: MappingTableProps<M>) {
  const { t } = useTranslation();
  const width = Math.max(mapping.columns.length, ...sample.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const headFrom = mapping.headRow - (mapping.headRows ?? 1) + 1;
  const first = Math.max(0, headFrom - ABOVE);
  const known = new Set(choices.map((choice) => choice.value));
  const assign = (column: number, field: string | null): void => {
    const next = columns.map((index) => {
      const own = mapping.columns[index] ?? null;
      if (index === column) return field;
      return field !== null && field !== repeatable && own === field ? null : own;
    });
    const months = Object.fromEntries(Object.entries(mapping.months ?? {}).filter(([key]) => next[Number(key)] === repeatable));
    onChange({ ...mapping, columns: next, ...(repeatable === undefined ? {} : { months }) });
  };
  return (
    <div className="table-scroll mapping-scroll" data-testid="mapping" data-head-row={mapping.headRow + 1}>
      <table className="plain mapping">
        <thead>
          <tr>
            <th scope="col" className="corner">
              <span className="visually-hidden">{t('columns.row')}</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                <span className="row nowrap letters">
                  <span className="muted">{columnLetters(column)}</span>
                  <ColumnMarks column={column} marks={marks} />
                </span>
                <Select
                  allowClear
                  size="small"
                  className="wide"
                  showSearch={{ optionFilterProp: 'label' }}
                  popupMatchSelectWidth={false}
                  aria-label={t('ledgers.columnMeans', { column: column + 1 })}
                  placeholder={t('ledgers.notUsed')}
                  data-testid={`mapping-${column}`}
                  value={mapping.columns[column] ?? undefined}
                  options={withOwn(choices, known, mapping.columns[column] ?? null)}
                  onChange={(field: string | undefined) => assign(column, field ?? null)}
                />
                {repeatable !== undefined && mapping.columns[column] === repeatable && (
                  <MonthInput
                    key={mapping.months?.[column] ?? ''}
                    label={t('ledgers.monthOf', { column: columnLetters(column) })}
                    value={mapping.months?.[column] ?? ''}
                    onChange={(month) => onChange({ ...mapping, months: { ...mapping.months, [column]: month } })}
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.slice(first, mapping.headRow + 1 + BELOW).map((row, offset) => {
            const index = first + offset;
            const isHead = index >= headFrom && index <= mapping.headRow;
            const hidden = marks?.hiddenRows.includes(index) === true;
            return (
              <tr key={index} className={index < headFrom ? 'above' : hidden ? 'hidden-row' : undefined}>
                <td className="muted figure">
                  {isHead ? (
                    <Tag variant="filled">{t('ledgers.headRow', { row: index + 1 })}</Tag>
                  ) : (
                    <Button
                      type="text"
                      size="small"
                      title={t('ledgers.makeHead')}
                      aria-label={`${t('ledgers.makeHead')} ${index + 1}`}
                      onClick={() => onHead(index)}
                    >
                      {index + 1}
                    </Button>
                  )}
                  {hidden && <Tag variant="filled">{t('ledgers.note.hiddenRow')}</Tag>}
                </td>
                {columns.map((column) => {
                  const used = (mapping.columns[column] ?? null) !== null;
                  return isHead ? (
                    <th key={column}>{row[column]}</th>
                  ) : (
                    <td key={column} className={used ? undefined : 'muted'}>
                      {row[column]}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A field that the list does not have (an older mapping) keeps its place under its own name. */
function withOwn(choices: readonly MappingChoice[], known: ReadonlySet<string>, own: string | null): MappingChoice[] {
  return own === null || known.has(own) ? [...choices] : [...choices, { value: own, label: own }];
}

function ColumnMarks({ column, marks }: { readonly column: number; readonly marks: SheetMarks | undefined }) {
  const { t } = useTranslation();
  if (!marks) return null;
  const formula = marks.formulas.find((each) => each.column === column);
  return (
    <>
      {formula && (
        <Tag variant="filled" title={t('ledgers.note.formulaHint', { n: formula.cells })}>
          {t('ledgers.note.formula')}
        </Tag>
      )}
      {marks.hiddenColumns.includes(column) && <Tag variant="filled">{t('ledgers.note.hiddenColumn')}</Tag>}
    </>
  );
}

function MonthInput({ label, value, onChange }: { readonly label: string; readonly value: string; onChange(month: string): void }) {
  const [text, setText] = useState(value);
  const commit = (): void => {
    if (text !== value && isPeriod(text)) onChange(text);
  };
  return (
    <Input
      size="small"
      className="figure month"
      aria-label={label}
      placeholder="YYYY-MM"
      value={text}
      status={isPeriod(text) ? '' : 'error'}
      onChange={(event) => setText(event.target.value.trim())}
      onPressEnter={commit}
      onBlur={commit}
    />
  );
}

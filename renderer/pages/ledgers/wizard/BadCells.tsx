import { useRef, useState, type KeyboardEvent } from 'react';
import { Button, Input, Tag } from 'antd';
import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { columnName } from '../../../../shared/ledger/column-names';
import type { BadCell } from '../../../../shared/ledger/types';
import { codeWord, countText } from '../../../app/words';
import type { DraftEdit } from '../inbox/inbox';
import { placeOf, samePlace } from './cell-place';

/** Rows drawn at most; the counts are of all. */
const SHOWN = 300;

interface BadCellsProps {
  readonly cells: readonly BadCell[];
  readonly edits?: readonly DraftEdit[];
  /** Heads of the sheet, to name the columns of corrected cells. */
  readonly heads?: readonly (string | null)[];
  /** Absent: the list is shown only. */
  onEdits?(edits: readonly DraftEdit[]): void;
}

/** Cells that cannot be read, each with place and reason; put right here, or their rows are left out on record. */
export function BadCells({ cells, edits = [], heads = [], onEdits }: BadCellsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState(0);
  const inputs = (): HTMLInputElement[] => [...(list.current?.querySelectorAll('input') ?? [])];
  const goTo = (index: number): void => {
    const all = inputs();
    const target = all[Math.min(Math.max(0, index), all.length - 1)];
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
  };
  const correct = (cell: BadCell, value: string): void => {
    const place = placeOf(cell);
    if (!place || value === cell.value) return;
    const before = edits.find((edit) => samePlace(edit, place));
    onEdits?.([...edits.filter((edit) => !samePlace(edit, place)), { ...place, value, was: before?.was ?? cell.value }]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = inputs().indexOf(event.currentTarget);
    event.currentTarget.blur();
    goTo(index + step);
  };
  return (
    <section data-testid="bad-cells" data-count={cells.length}>
      <div className="row spread">
        <h2 className="section-head">{t('ledgers.badCells', { n: countText(cells.length) })}</h2>
        {onEdits && cells.length > 0 && (
          <span className="row">
            <span className="muted figure">
              {t('ledgers.bad.position', { n: Math.min(at + 1, cells.length), all: countText(cells.length) })}
            </span>
            <Button size="small" icon={<UpOutlined />} aria-label={t('ledgers.bad.previous')} onClick={() => goTo(at - 1)} />
            <Button
              size="small"
              icon={<DownOutlined />}
              aria-label={t('ledgers.bad.next')}
              onClick={() => goTo(at + 1)}
              data-testid="bad-next"
            />
          </span>
        )}
      </div>
      {onEdits && cells.length > 0 && <p className="muted hint">{t('ledgers.bad.hint')}</p>}
      {cells.length > 0 && (
        <div className="table-scroll short">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('ledgers.option.sheet')}</th>
                <th scope="col">{t('columns.row')}</th>
                <th scope="col">{t('ledgers.column')}</th>
                <th scope="col">{t('ledgers.value')}</th>
                <th scope="col">{t('columns.reason')}</th>
                {onEdits && <th scope="col">{t('ledgers.bad.correct')}</th>}
              </tr>
            </thead>
            <tbody ref={list}>
              {cells.slice(0, SHOWN).map((cell, index) => (
                <tr key={`${cell.sheet}|${cell.row}|${cell.column}|${cell.fault}`}>
                  <td>{cell.sheet}</td>
                  <td className="figure">{cell.row}</td>
                  <td>{cell.column}</td>
                  <td className="mono">{cell.value}</td>
                  <td>{codeWord(t, 'cellFault', cell.fault)}</td>
                  {onEdits && (
                    <td>
                      {placeOf(cell) === null ? (
                        <span className="muted">{t('ledgers.bad.byMapping')}</span>
                      ) : (
                        <Input
                          // What is still wrong after a correction starts from the corrected text.
                          key={cell.value}
                          size="small"
                          className="cell-input"
                          defaultValue={cell.value}
                          aria-label={t('ledgers.bad.correctAt', { row: cell.row, column: cell.column })}
                          data-testid="bad-cell-input"
                          onFocus={() => setAt(index)}
                          onKeyDown={onKeyDown}
                          onBlur={(event) => correct(cell, event.target.value)}
                        />
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {cells.length > SHOWN && <p className="muted hint">{t('ledgers.bad.more', { n: countText(cells.length - SHOWN) })}</p>}
      {edits.length > 0 && (
        <div className="row edits" data-testid="cell-edits" data-count={edits.length}>
          <span className="muted">{t('ledgers.bad.edited', { n: edits.length })}</span>
          {edits.map((edit) => (
            <Tag
              key={`${edit.row}|${edit.column}`}
              variant="filled"
              closable
              onClose={(event) => {
                event.preventDefault();
                onEdits?.(edits.filter((other) => !samePlace(other, edit)));
              }}
            >
              {t('ledgers.bad.edit', {
                row: edit.row + 1,
                column: columnName(edit.column, heads),
                was: edit.was === '' ? t('ledgers.bad.emptyCell') : edit.was,
                value: edit.value === '' ? t('ledgers.bad.emptyCell') : edit.value,
              })}
            </Tag>
          ))}
        </div>
      )}
    </section>
  );
}

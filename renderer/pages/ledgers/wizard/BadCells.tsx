import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button, Input, Tag } from 'antd';
import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { columnName } from '../../../../shared/ledger/column-names';
import { undecidedRows } from '../../../../shared/ledger/by-hand';
import type { BadCell } from '../../../../shared/ledger/types';
import { codeWord, countText } from '../../../app/words';
import type { DraftEdit } from '../inbox/inbox';
import { placeOf, samePlace } from './cell-place';

/** Cells drawn at once, more on request; the counts are of all. */
const SHOWN = 300;
const NONE: readonly number[] = [];

interface BadCellsProps {
  readonly cells: readonly BadCell[];
  readonly edits?: readonly DraftEdit[];
  /** Heads of the sheet, to name the columns of corrected cells. */
  readonly heads?: readonly (string | null)[];
  /** 1-based rows left out by hand. */
  readonly leaveOut?: readonly number[];
  /** Absent: the list is shown only. */
  onEdits?(edits: readonly DraftEdit[]): void;
  onLeaveOut?(rows: readonly number[]): void;
}

/** Cells that cannot be read, each with place and reason; put right here, or their rows left out one by one, on record. */
export function BadCells({ cells, edits = [], heads = [], leaveOut = NONE, onEdits, onLeaveOut }: BadCellsProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState(0);
  const [shown, setShown] = useState(SHOWN);
  const out = useMemo(() => new Set(leaveOut), [leaveOut]);
  const open = useMemo(() => undecidedRows(cells, leaveOut), [cells, leaveOut]);
  const toggle = (row: number): void => onLeaveOut?.(out.has(row) ? leaveOut.filter((other) => other !== row) : [...leaveOut, row]);
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
    // Who corrects a cell wants its row.
    if (out.has(cell.row)) toggle(cell.row);
    onEdits?.([...edits.filter((edit) => !samePlace(edit, place)), { ...place, value, was: before?.was ?? cell.value }]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, cell: BadCell): void => {
    if (event.key === 'Delete' && event.altKey) {
      event.preventDefault();
      toggle(cell.row);
      return;
    }
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
            {onLeaveOut && (
              <Button
                size="small"
                disabled={open.length === 0}
                onClick={() => onLeaveOut([...leaveOut, ...open])}
                data-testid="leave-out-remaining"
              >
                {t('ledgers.bad.leaveRemaining', { n: countText(open.length) })}
              </Button>
            )}
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
                {onLeaveOut && (
                  <th scope="col">
                    <span className="visually-hidden">{t('ledgers.bad.leaveOut')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody ref={list}>
              {cells.slice(0, shown).map((cell, index) => (
                <tr
                  key={`${cell.sheet}|${cell.row}|${cell.column}|${cell.fault}`}
                  className={out.has(cell.row) ? 'row-out' : undefined}
                  data-testid="bad-cell"
                  data-left-out={out.has(cell.row)}
                >
                  <td>{cell.sheet}</td>
                  <td className="figure">{cell.row}</td>
                  <td>{cell.column}</td>
                  <td className="mono">{cell.value}</td>
                  <td>
                    {codeWord(t, 'cellFault', cell.fault)}
                    {cell.expected !== undefined && <span className="figure"> {t('ledgers.bad.expected', { value: cell.expected })}</span>}
                  </td>
                  {onEdits && (
                    <td>
                      {placeOf(cell) === null ? (
                        <span className="muted">{t(cell.fault === 'too-many-cells' ? 'ledgers.bad.byFile' : 'ledgers.bad.byMapping')}</span>
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
                          readOnly={out.has(cell.row)}
                          onKeyDown={(event) => onKeyDown(event, cell)}
                          onBlur={(event) => correct(cell, event.target.value)}
                        />
                      )}
                    </td>
                  )}
                  {onLeaveOut && (
                    <td className="nowrap">
                      <Button
                        size="small"
                        type={out.has(cell.row) ? 'default' : 'text'}
                        aria-pressed={out.has(cell.row)}
                        aria-label={t(out.has(cell.row) ? 'ledgers.bad.takeBackRow' : 'ledgers.bad.leaveRowOut', { row: cell.row })}
                        onClick={() => toggle(cell.row)}
                        data-testid="bad-row-toggle"
                      >
                        {t(out.has(cell.row) ? 'ledgers.bad.takeBack' : 'ledgers.bad.leaveOut')}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {cells.length > shown && (
        <p className="muted hint">
          {t('ledgers.bad.more', { n: countText(cells.length - shown) })}{' '}
          <Button size="small" onClick={() => setShown(shown + SHOWN)}>
            {t('ledgers.bad.showMore')}
          </Button>
        </p>
      )}
      {onLeaveOut && leaveOut.length > 0 && cells.length > 0 && (
        <div className="row edits" data-testid="rows-left-out" data-count={leaveOut.length}>
          <span className="muted">{t('ledgers.bad.leftOut', { n: countText(leaveOut.length) })}</span>
          <Button size="small" onClick={() => onLeaveOut([])} data-testid="take-all-back">
            {t('ledgers.bad.takeAllBack')}
          </Button>
        </div>
      )}
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

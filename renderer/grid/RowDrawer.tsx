import { useEffect, useMemo, useState } from 'react';
import { Button, Drawer } from 'antd';
import { CopyOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { currencyColumn, type ViewColumn, type ViewHandle, type ViewSource } from '../../shared/desk/views';
import { addressOf } from '../app/asked/rows-behind';
import { moneyText } from '../app/parts/Money';
import { useLanguage, useSession } from '../app/session/context';
import { useCurrency } from '../app/session/lookups';
import { usePeriod } from '../app/session/period';
import { countText } from '../app/words';
import { cellText, columnHead } from './cell-text';
import { copyText } from './clipboard';
import { codeSetOf, columnsOf } from './columns';
import { filtersOf, relatedTo, type Related } from './related';
import type { RowCells } from './row-cache';

/** Rows of a related list that are shown at once. */
const FEW = 8;

/** All there is of a row, and what stands behind it or follows from it. */
export function RowDrawer({
  source,
  label,
  columns,
  cells,
  period,
  row,
  rows,
  onStep,
  onClose,
}: {
  readonly source: ViewSource;
  /** Of the list, where the way back leads. */
  readonly label: string;
  readonly columns: readonly ViewColumn[];
  /** Undefined while they are read. */
  readonly cells: RowCells | undefined;
  readonly period: string | null;
  /** Number of the row, from 0, of how many. */
  readonly row: number;
  readonly rows: number;
  onStep(by: -1 | 1): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const site = useCurrency();
  // A customer stands in no month: the chosen one is looked at.
  const { period: current } = usePeriod();
  const cell = useMemo(() => (key: string) => cells?.[columns.findIndex((column) => column.key === key)] ?? null, [cells, columns]);
  const related = useMemo(
    () => (cells === undefined ? [] : relatedTo(source, cell, period ?? current)),
    [cells, source, cell, period, current],
  );
  // As people see them: the telling ones first, all of them.
  const ordered = useMemo(() => {
    const known = columnsOf(source, false);
    const place = (key: string): number => (known.indexOf(key) + known.length + 1) % (known.length + 1);
    return [...columns].sort((a, b) => place(a.key) - place(b.key));
  }, [columns, source]);
  return (
    <Drawer
      open
      size="min(620px, 92vw)"
      title={t('grid.rowOf', { list: label, row: countText(row + 1), n: countText(rows) })}
      onClose={onClose}
      data-testid="row-drawer"
      extra={
        <span className="row nowrap">
          <Button size="small" icon={<UpOutlined />} aria-label={t('grid.previous')} disabled={row === 0} onClick={() => onStep(-1)} />
          <Button size="small" icon={<DownOutlined />} aria-label={t('grid.next')} disabled={row >= rows - 1} onClick={() => onStep(1)} />
        </span>
      }
    >
      <dl className="grid-fields">
        {ordered.map((column) => {
          const value = cell(column.key);
          const text = cells === undefined ? t('app.grid.loadingCell') : cellText(t, source, column, value);
          const coded = codeSetOf(source, column.key) !== undefined && value !== null && text !== value;
          return (
            <div key={column.key} data-testid={`field-${column.key}`}>
              <dt>{columnHead(t, source, column.key)}</dt>
              <dd className={column.type === 'amount' ? 'figure' : undefined}>
                {text === '' ? <span className="muted">{t('grid.none')}</span> : text}
                {column.type === 'amount' && text !== '' && (
                  <span className="muted"> {cell(currencyColumn(source, column.key)) ?? site}</span>
                )}
                {coded && <span className="muted"> · {value}</span>}
                {value !== null && value === text && text.length > 10 && (
                  <Button
                    size="small"
                    type="text"
                    icon={<CopyOutlined />}
                    aria-label={t('grid.copyValue', { what: columnHead(t, source, column.key) })}
                    onClick={() => void copyText(value)}
                  />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="muted">{t(`grid.sourceOf.${source}`)}</p>
      {related.map((one) => (
        <RelatedRows key={`${one.title}-${JSON.stringify(one.filters)}`} related={one} from={label} />
      ))}
    </Drawer>
  );
}

interface Found {
  readonly handle: ViewHandle;
  readonly cells: readonly RowCells[];
}

function RelatedRows({ related, from }: { readonly related: Related; readonly from: string }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const language = useLanguage();
  const navigate = useNavigate();
  const [found, setFound] = useState<Found | null | 'failed'>(null);
  const { source, period } = related;
  useEffect(() => {
    let current = true;
    void (async () => {
      try {
        const handle = await desk.view({ source, language, period, filters: filtersOf(related), sort: [] });
        const { cells } = await desk.rows(handle.id, 0, FEW);
        await desk.closeView(handle.id);
        if (current) setFound({ handle, cells });
      } catch {
        if (current) setFound('failed');
      }
    })();
    return () => void (current = false);
  }, [desk, language, related, source, period]);
  // What all of them share is said by the row itself.
  const same = new Set(related.filters.flatMap(([column]) => [column, `${column}Name`]));
  const keys = columnsOf(source, false)
    .filter((key) => !same.has(key))
    .slice(0, 6);
  return (
    <section
      className="grid-related"
      data-testid={`related-${related.title}`}
      data-rows={found && found !== 'failed' ? found.handle.rows : undefined}
    >
      <h3>
        {t(`grid.related.${related.title}`)}
        {period !== null && <span className="muted"> · {period}</span>}
      </h3>
      {found === null && <p role="status">{t('app.state.loading')}</p>}
      {found === 'failed' && <p role="alert">{t('app.grid.failed')}</p>}
      {found !== null && found !== 'failed' && found.handle.rows === 0 && <p className="muted">{t('grid.noneRelated')}</p>}
      {found !== null && found !== 'failed' && found.handle.rows > 0 && (
        <>
          <div className="table-scroll" tabIndex={0} role="group" aria-label={t(`grid.related.${related.title}`)}>
            <RelatedTable source={source} keys={keys} found={found} />
          </div>
          <Button
            size="small"
            type="link"
            data-testid={`related-${related.title}-open`}
            onClick={() => void navigate(addressOf({ list: source, filters: related.filters }, period ?? '', from, period === null))}
          >
            {related.also ? t('grid.openWider') : t('grid.openList', { n: countText(found.handle.rows) })}
          </Button>
        </>
      )}
    </section>
  );
}

function RelatedTable({
  source,
  keys,
  found: { handle, cells },
}: {
  readonly source: ViewSource;
  readonly keys: readonly string[];
  readonly found: Found;
}) {
  const { t } = useTranslation();
  const shown = keys.flatMap((key) => {
    const at = handle.columns.findIndex((column) => column.key === key);
    const column = handle.columns[at];
    return column ? [{ at, column }] : [];
  });
  const summed = shown.some(({ column }) => column.key in handle.totals) && handle.rows > 1;
  return (
    <table className="plain">
      <thead>
        <tr>
          {shown.map(({ column }) => (
            <th key={column.key} scope="col" className={column.type === 'amount' ? 'amount' : undefined}>
              {columnHead(t, source, column.key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map((row, i) => (
          <tr key={i}>
            {shown.map(({ at, column }) => (
              <td key={column.key} className={column.type === 'amount' ? 'amount figure' : undefined}>
                {cellText(t, source, column, row[at] ?? null)}
              </td>
            ))}
          </tr>
        ))}
        {summed && (
          <tr>
            {shown.map(({ column }, i) => (
              <td key={column.key} className={column.type === 'amount' ? 'amount figure' : undefined}>
                <strong>{i === 0 ? t('app.grid.total') : moneyText(handle.totals[column.key] ?? '')}</strong>
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}

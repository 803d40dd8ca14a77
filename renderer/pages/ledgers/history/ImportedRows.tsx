import { useEffect, useRef, useState } from 'react';
import { Drawer, Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../app/session/context';
import { FailedState, LoadingState } from '../../../app/parts/States';
import { countText } from '../../../app/words';
import type { HistoryItem } from './HistoryList';
import { ImportOutcome } from './ImportOutcome';
import { OnRecord } from './OnRecord';

const PAGE = 100;

interface Shown {
  readonly from: number;
  readonly heads: readonly string[];
  readonly firstRow: number;
  readonly total: number;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** An imported file's rows as they stand in it, with every column, page by page. */
export function ImportedRows({
  item,
  row,
  onClose,
}: {
  readonly item: HistoryItem | null;
  /** 1-based row of the sheet that was asked for; null for none. */
  readonly row: number | null;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const [page, setPage] = useState<number | null>(row === null ? 1 : null);
  const marked = useRef<HTMLTableRowElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const importId = item?.importId ?? null;
  useEffect(() => {
    if (importId === null) return;
    let wanted = true;
    if (page === null) {
      // Where the sheet's row stands is known with its first row.
      desk.importedRows(importId, 0, 1).then(
        ({ firstRow }) => wanted && setPage(Math.max(1, Math.floor(((row ?? firstRow) - firstRow) / PAGE) + 1)),
        (problem: unknown) => wanted && setFault(problem),
      );
      return () => {
        wanted = false;
      };
    }
    const from = (page - 1) * PAGE;
    desk.importedRows(importId, from, from + PAGE).then(
      (answer) => {
        if (!wanted) return;
        setShown({ from, ...answer });
        setFault(null);
      },
      (problem: unknown) => {
        if (wanted) setFault(problem);
      },
    );
    return () => {
      wanted = false;
    };
  }, [desk, importId, page, row]);
  useEffect(() => marked.current?.scrollIntoView({ block: 'center' }), [shown]);
  return (
    <Drawer
      open={item !== null}
      size="80%"
      onClose={onClose}
      title={item === null ? '' : `${item.file}${shown ? ` · ${t('ledgers.queue.rows', { n: countText(shown.total) })}` : ''}`}
      destroyOnHidden
    >
      {fault !== null ? (
        <FailedState fault={fault} />
      ) : shown === null ? (
        <LoadingState />
      ) : (
        <div className="imported-rows" data-testid="imported-rows" data-total={shown.total}>
          {item !== null && !('document' in item) && <ImportOutcome item={item} />}
          {item !== null && <OnRecord item={item} />}
          <div className="table-scroll">
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('columns.row')}</th>
                  {shown.heads.map((head, column) => (
                    <th key={column} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.rows.map((cells, index) => {
                  const own = shown.firstRow + shown.from + index;
                  return (
                    <tr key={index} {...(own === row ? { 'aria-current': 'true' as const, ref: marked, className: 'asked-row' } : {})}>
                      <td className="muted figure">{countText(own)}</td>
                      {shown.heads.map((_, column) => (
                        <td key={column}>{cells[column]}</td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
          {shown.total > PAGE && (
            <Pagination size="small" current={page ?? 1} pageSize={PAGE} total={shown.total} showSizeChanger={false} onChange={setPage} />
          )}
        </div>
      )}
    </Drawer>
  );
}

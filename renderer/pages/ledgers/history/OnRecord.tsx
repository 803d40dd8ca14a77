import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { columnName } from '../../../../shared/ledger/column-names';
import { useOpenDesk } from '../../../app/session/context';
import { codeWord, countText } from '../../../app/words';
import type { HistoryItem } from './HistoryList';

const SHOWN = 500;

interface Line {
  readonly row: number;
  readonly why: string;
  readonly cells: readonly { readonly column: string; readonly value: string; readonly what: string }[];
}

/** What went on record with an import: rows left out, each with its reason and its bad cells, and cells that were corrected. */
export function OnRecord({ item }: { readonly item: HistoryItem }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const kept = useLiveQuery(async () => {
    if ('document' in item) {
      const row = await store.documents.get(item.importId);
      return row ? { left: row.left, bad: row.bad, edits: [], heads: [] } : null;
    }
    const body = (await store.importData.get(item.importId))?.body;
    if (!body) return null;
    return {
      left: body.leftOut,
      bad: body.refused.map(({ row, column, value, fault }) => ({ row, column, value, why: fault })),
      edits: body.edits ?? [],
      heads: body.heads ?? [],
    };
  }, [store, item]);
  if (!kept || kept.left.length + kept.edits.length === 0) return null;
  const bad = new Map<number, Line['cells'][number][]>();
  for (const { row, column, value, why } of kept.bad)
    bad.set(row, [...(bad.get(row) ?? []), { column, value, what: codeWord(t, 'cellFault', why) }]);
  const lines: Line[] = [
    ...kept.left.map(({ row, why }) => ({ row, why: codeWord(t, 'leftOut', why), cells: bad.get(row) ?? [] })),
    ...kept.edits.map(({ row, column, value }) => ({
      row: row + 1,
      why: t('ledgers.record.corrected', { value }),
      cells: [{ column: columnName(column, kept.heads), value: '', what: '' }],
    })),
  ].sort((a, b) => a.row - b.row);
  return (
    <details data-testid="on-record" data-count={lines.length}>
      <summary>{t('ledgers.record.title', { n: countText(lines.length) })}</summary>
      <div className="table-scroll short">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('columns.row')}</th>
              <th scope="col">{t('columns.reason')}</th>
              <th scope="col">{t('ledgers.refused')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, SHOWN).map((line, index) => (
              <tr key={index}>
                <td className="figure">{countText(line.row)}</td>
                <td className="nowrap">{line.why}</td>
                <td>
                  {line.cells.map((cell, at) => (
                    <div key={at}>
                      {cell.column} <span className="mono">{cell.value}</span> <span className="muted">{cell.what}</span>
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > SHOWN && <p className="muted hint">{t('ledgers.record.more', { n: SHOWN })}</p>}
    </details>
  );
}

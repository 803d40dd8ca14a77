import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { StoredDocument, StoredImport } from '../../../../shared/desk/api';
import { Money } from '../../../app/parts/Money';
import { StatusTag } from '../../../app/parts/StatusTag';
import { countText, localTime } from '../../../app/words';
import { Digest } from './Digest';
import { ImportedRows } from './ImportedRows';
import { UndoButton } from './UndoButton';

export type HistoryItem = StoredImport | StoredDocument;

interface HistoryListProps {
  readonly items: readonly HistoryItem[];
}

/** Books and documents, newest first: who, when, what; undone ones stay, struck out. */
export function HistoryList({ items }: HistoryListProps) {
  const { t } = useTranslation();
  const [query, setQuery] = useSearchParams();
  // Which file is open stands in the address: a break's row leads here, and back leads to the break.
  const asked = query.get('import');
  const shown = items.find((item) => item.importId === asked && !item.undone) ?? null;
  const row = Number(query.get('row')) || null;
  const show = (item: HistoryItem | null): void => setQuery(item === null ? {} : { import: item.importId }, { replace: item === null });
  return (
    <>
      <div className="table-scroll">
        <table className="plain history">
          <thead>
            <tr>
              <th scope="col">{t('columns.file')}</th>
              <th scope="col">{t('ledgers.option.kind')}</th>
              <th scope="col">{t('columns.period')}</th>
              <th scope="col" className="money">
                {t('ledgers.rows')}
              </th>
              <th scope="col" className="money">
                {t('ledgers.leftOut')}
              </th>
              <th scope="col" className="money">
                {t('ledgers.refused')}
              </th>
              <th scope="col">{t('ledgers.when')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('app.act.undo')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {[...items]
              .sort((a, b) => (a.at < b.at ? 1 : -1))
              .map((item) => (
                <tr
                  key={item.importId}
                  className={item.undone ? 'undone' : undefined}
                  data-testid="import-row"
                  data-kind={'document' in item ? item.document : item.role}
                  data-undone={item.undone}
                >
                  <td className="file-name">
                    <div title={item.file}>{item.file}</div>
                    {'document' in item && item.statement && <TypedFigures item={item} />}
                    <Digest sha256={item.sha256} />
                  </td>
                  <td className="kind">
                    {'document' in item ? (
                      t(`codes.documentKind.${item.document}`)
                    ) : (
                      <>
                        {t(`codes.role.${item.role}`)}
                        <div className="muted">
                          {t(`codes.grain.${item.grain}`)} · {t(`codes.taxBasis.${item.basis}`)}
                        </div>
                      </>
                    )}
                  </td>
                  <td className="figure">{monthsText(item.periods)}</td>
                  <td className="money">{countText(item.rows)}</td>
                  <td className="money">{countText(item.leftOut)}</td>
                  <td className="money">{countText(item.refused)}</td>
                  <td>
                    {localTime(item.at)}
                    {item.by !== '' && <div className="muted">{item.by}</div>}
                  </td>
                  <td>
                    <span className="row nowrap acts">
                      {item.undone ? (
                        <StatusTag tone="plain">{t('ledgers.undone')}</StatusTag>
                      ) : (
                        <>
                          {!('document' in item && item.statement) && (
                            <Button size="small" onClick={() => show(item)} data-testid="import-open">
                              {t('app.act.open')}
                            </Button>
                          )}
                          <UndoButton item={item} />
                        </>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <ImportedRows key={shown?.importId ?? ''} item={shown} row={row} onClose={() => show(null)} />
    </>
  );
}

/** What was typed: there is no file to open. */
function TypedFigures({ item: { sums, statement } }: { readonly item: StoredDocument }) {
  const { t } = useTranslation();
  const [sum] = sums;
  return (
    <div className="muted typed-figures" data-testid="typed-figures">
      {(['consumption', 'refunds', 'adjustments'] as const).map((field, index) => (
        <span key={field}>
          {index > 0 && ' · '}
          {t(`period.figures.${field}`)}{' '}
          <Money value={sum?.[field] ?? null} facts={{ currency: sum?.currency, source: 'typed-statement' }} />
        </span>
      ))}
      {statement?.due != null && (
        <span>
          {' · '}
          {t('period.figures.due')} <Money value={statement.due} facts={{ currency: sum?.currency, source: 'typed-statement' }} />
        </span>
      )}
      {[statement?.number, statement?.note].filter(Boolean).map((text) => ` · ${text}`)}
    </div>
  );
}

/** `2026-05 – 2026-10`, or the one month. */
function monthsText(periods: readonly string[]): string {
  const [first] = periods;
  const last = periods.at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? first : `${first} – ${last}`;
}

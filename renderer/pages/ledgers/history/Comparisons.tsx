import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseUnits, formatUnits } from '../../../../shared/money';
import type { SourceComparison } from '../../../../shared/desk/api';
import { useSession } from '../../../app/session/context';
import { useDataStamp } from '../../../app/session/lookups';
import { Money } from '../../../app/parts/Money';
import { Panel } from '../../../app/parts/Page';
import { StatusTag } from '../../../app/parts/StatusTag';
import { codeWord, countText } from '../../../app/words';

/** Months that both the API and a file gave, or two files: the sums side by side, and whose rows count. */
export function Comparisons() {
  const { t } = useTranslation();
  const { desk } = useSession();
  const stamp = useDataStamp();
  const [rows, setRows] = useState<readonly SourceComparison[]>([]);
  useEffect(() => {
    let wanted = true;
    desk.comparisons().then(
      (found) => {
        if (wanted) setRows(found);
      },
      (fault: unknown) => console.warn(fault),
    );
    return () => {
      wanted = false;
    };
  }, [desk, stamp]);
  if (rows.length === 0) return null;
  return (
    <Panel title={t('ledgers.compare.title')} testid="comparisons">
      <p className="muted hint">{t('ledgers.compare.hint')}</p>
      <div className="table-scroll">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('columns.period')}</th>
              <th scope="col">{t('sync.source')}</th>
              <th scope="col">{t('ledgers.compare.from')}</th>
              <th scope="col" className="money">
                {t('ledgers.rows')}
              </th>
              <th scope="col" className="money">
                {t('ledgers.sum')}
              </th>
              <th scope="col">{t('ledgers.compare.used')}</th>
              <th scope="col" className="money">
                {t('columns.difference')}
              </th>
              <th scope="col">{t('columns.status')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.flatMap((row) =>
              row.sides.map((side, index) => {
                const key = `${row.period}|${row.source}|${side.from === 'api' ? 'api' : side.from.importId}`;
                const used = isUsed(row, side.from);
                return (
                  <tr key={key} data-testid="comparison-row" data-equal={row.equal}>
                    <td>{index === 0 ? row.period : ''}</td>
                    <td>{index === 0 ? codeWord(t, 'source', row.source) : ''}</td>
                    <td>{side.from === 'api' ? t('ledgers.compare.api') : side.from.file}</td>
                    <td className="money">{countText(side.rows)}</td>
                    <td className="money">
                      <Money value={side.amount} />
                    </td>
                    <td>{used ? t('ledgers.compare.counts') : <span className="muted">{t('ledgers.compare.kept')}</span>}</td>
                    <td className="money">{used ? null : <Money value={differenceTo(row, side.amount)} />}</td>
                    <td>
                      {index === 0 && (
                        <StatusTag tone={row.equal ? 'good' : 'warn'}>
                          {t(row.equal ? 'ledgers.compare.equal' : 'ledgers.compare.differs')}
                        </StatusTag>
                      )}
                    </td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function isUsed({ used }: SourceComparison, from: SourceComparison['sides'][number]['from']): boolean {
  return used === 'api' ? from === 'api' : from !== 'api' && from.importId === used.importId;
}

/** A side's amount less that of the side whose rows count; null when that side has none. */
function differenceTo(row: SourceComparison, amount: string): string | null {
  const counting = row.sides.find((side) => isUsed(row, side.from));
  return counting ? formatUnits(parseUnits(amount) - parseUnits(counting.amount)) : null;
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewRange, ViewSource, ViewSummary } from '../../shared/desk/api';
import { moneyText } from '../app/parts/Money';
import { useSession } from '../app/session/context';
import { useCurrency } from '../app/session/lookups';
import { countText } from '../app/words';
import { columnHead } from './cell-text';

/** Milliseconds a selection has to rest before it is added up. */
const PAUSE = 140;
/** Columns whose sums are said. */
const SAID = 3;

/** What the selected amounts come to, as a spreadsheet says it; exact, and by currency. */
export function SelectionSummary({
  id,
  source,
  view,
  range,
}: {
  readonly id: string;
  readonly source: ViewSource;
  readonly view: number;
  readonly range: ViewRange;
}) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const site = useCurrency();
  const [found, setFound] = useState<{ readonly of: string; readonly summary: ViewSummary } | null>(null);
  const text = JSON.stringify([view, range]);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      desk.summarise(view, range).then(
        (summary) => current && setFound({ of: text, summary }),
        // The view was closed meanwhile; its successor is added up in its turn.
        () => null,
      );
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [desk, text]);
  const size = t('grid.selected', { rows: countText(range.toRow - range.fromRow), columns: range.columns.length });
  if (found?.of !== text) return <span className="muted">{size}</span>;
  const { columns } = found.summary;
  const said = columns.filter(({ amounts }) => amounts > 0);
  const only = said.length === 1 ? said[0] : undefined;
  const money = (currency: string | null, value: string): string => `${moneyText(value)} ${currency ?? site}`.trim();
  return (
    <span className="grid-summary figure" data-testid={`grid-${id}-summary`}>
      <span className="muted">{size}</span>
      {said.slice(0, SAID).map(({ column, sums }) => (
        <span key={column}>
          {said.length === 1 ? t('grid.sum') : columnHead(t, source, column)}{' '}
          <strong>{sums.map(({ currency, sum }) => money(currency, sum)).join(' · ')}</strong>
        </span>
      ))}
      {said.length > SAID && <span className="muted">{t('grid.moreSums', { n: said.length - SAID })}</span>}
      {only && only.amounts > 1 && (
        <>
          <span>{t('grid.amounts', { n: countText(only.amounts) })}</span>
          {only.average !== null && (
            <>
              <span>{t('grid.average', { value: moneyText(only.average) })}</span>
              <span>{t('grid.least', { value: moneyText(only.sums[0]?.least ?? '') })}</span>
              <span>{t('grid.most', { value: moneyText(only.sums[0]?.most ?? '') })}</span>
            </>
          )}
        </>
      )}
    </span>
  );
}

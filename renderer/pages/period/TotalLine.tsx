import type { ReactNode } from 'react';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { SIDE_WORDS } from '../../../shared/reconcile/total-words';
import { briefText, sentenceText } from '../../../shared/report/totals';
import type { StoredTotal } from '../../store/schema';
import { useLanguage } from '../../app/session/context';
import { addressOf } from '../../app/asked/rows-behind';
import { BucketName } from '../../app/parts/BucketName';
import { Money, amountsInText, moneyText } from '../../app/parts/Money';
import { StatusTag } from '../../app/parts/StatusTag';
import { toneOf } from '../../app/parts/total-tones';
import { divergingRows } from './diverging-rows';
import { TotalProof } from './TotalProof';
import { currencyOf } from './total-currency';

/** A control total as one line: its state, what it says, its difference, what can be done; behind it why, and the way down. */
export function TotalLine({
  total,
  today,
  currency,
  resellers,
  onExplain,
  acts,
}: {
  readonly total: StoredTotal;
  /** What today's data and rules give: another thing for a closed month that moved. */
  readonly today: StoredTotal | null;
  readonly currency: string;
  readonly resellers: ReadonlySet<string>;
  readonly onExplain: (() => void) | null;
  /** What brings a proof that is missing. */
  readonly acts: ReactNode;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id, status } = total;
  // Of what is broken in its parts alone the whole differs by nothing: the parts say more.
  const differs = total.difference !== null && status !== 'equal' && !/^-?[0.]+$/.test(total.difference);
  return (
    <li className="total" id={`total-${id}`} data-testid={`total-${id}`} data-status={status}>
      <StatusTag tone={toneOf(total)}>{t(`codes.totalStatus.${status}`)}</StatusTag>
      <span className="total-name">
        <strong>{id}</strong> {t(`codes.totalName.${id}`)}
        {!total.blocking && <span className="muted"> ({t('period.totals.informative')})</span>}
      </span>
      <span className="total-says">{amountsInText(briefText(total, language))}</span>
      <span className="amount">
        {differs && (
          <Money
            value={total.difference}
            facts={{ currency: currencyOf(total, currency), source: 'total-difference', period: total.period }}
          />
        )}
      </span>
      <span className="row acts">
        {acts}
        {status === 'broken' && total.blocking && onExplain && (
          <Button size="small" onClick={onExplain} data-testid={`explain-total-${id}`}>
            {t(total.explained ? 'period.totals.explainAgain' : 'period.totals.explain')}
          </Button>
        )}
      </span>
      {status === 'within' && total.toleranceWhy && (
        <span className="detail" data-testid={`within-${id}`}>
          {t('period.totals.within')}: {amountsInText(sentenceText(total.toleranceWhy, language))}
        </span>
      )}
      {total.firstDivergence && <Divergence total={total} first={total.firstDivergence} resellers={resellers} currency={currency} />}
      {today !== null && (today.status !== status || today.difference !== total.difference) && (
        <span className="detail" data-testid={`total-today-${id}`}>
          {t('period.closed.today', {
            what: [t(`codes.totalStatus.${today.status}`), today.difference === null ? '' : moneyText(today.difference)]
              .filter(Boolean)
              .join(' · '),
          })}
        </span>
      )}
      {total.explained && <span className="detail">{t('period.totals.explained', total.explained)}</span>}
      <TotalProof total={total} currency={currency} />
    </li>
  );
}

/** Where it diverges first, with a way to the rows of each side. */
function Divergence({
  total,
  first,
  resellers,
  currency,
}: {
  readonly total: StoredTotal;
  readonly first: NonNullable<StoredTotal['firstDivergence']>;
  readonly resellers: ReadonlySet<string>;
  readonly currency: string;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sides = SIDE_WORDS[total.id];
  const rows = divergingRows(total.id, first.bucket, resellers);
  return (
    <span className="detail" data-testid={`divergence-${total.id}`}>
      {t('period.totals.first')}: <BucketName bucket={first.bucket} /> · {t('period.totals.difference')}{' '}
      <Money value={first.difference} facts={{ currency: currencyOf(total, currency), source: 'total-difference', period: total.period }} />
      {(['left', 'right'] as const).map((side) => {
        const asked = rows[side];
        return (
          asked && (
            <Link
              key={side}
              className="to-rows"
              to={addressOf(asked, total.period, total.id)}
              data-testid={`diverging-${side}-${total.id}`}
            >
              {t('period.totals.seeRows', { side: sides[side][language] })}
            </Link>
          )
        );
      })}
    </span>
  );
}

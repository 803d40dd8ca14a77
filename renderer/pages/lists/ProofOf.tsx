import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { sentenceText } from '../../../shared/report/totals';
import type { TotalId } from '../../../shared/reconcile/types';
import { BucketName } from '../../app/parts/BucketName';
import { Money, amountsInText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { TONES } from '../../app/parts/total-tones';
import { useLanguage, useOpenDesk } from '../../app/session/context';

/** What a control total says of the months shown, and where its chain of reasons stands. */
export function ProofOf({ id, periods }: { readonly id: TotalId; readonly periods: readonly string[] }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const language = useLanguage();
  const totals = useLiveQuery(async () => (await store.totals.toArray()).filter((total) => total.id === id), [store, id]);
  return (
    <Panel title={`${id} ${t(`codes.totalName.${id}`)}`}>
      <ul className="totals">
        {totals
          ?.filter((total) => periods.includes(total.period))
          .map((total) => (
            <li className="total" key={total.period} data-testid={`roll-${id.toLowerCase()}-${total.period}`} data-status={total.status}>
              <StatusTag tone={TONES[total.status]}>{t(`codes.totalStatus.${total.status}`)}</StatusTag>
              <strong style={{ whiteSpace: 'nowrap' }}>
                <Link to={`/period/${total.period}`}>{total.period}</Link>
              </strong>
              <span>{amountsInText(sentenceText(total.sentence, language))}</span>
              {total.firstDivergence && (
                <span className="detail">
                  {t('period.totals.first')}: <BucketName bucket={total.firstDivergence.bucket} /> · {t('period.totals.difference')}{' '}
                  <Money value={total.firstDivergence.difference} facts={{ source: 'total-difference', period: total.period }} />
                </span>
              )}
            </li>
          ))}
      </ul>
    </Panel>
  );
}

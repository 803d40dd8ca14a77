import { useTranslation } from 'react-i18next';
import { LEVEL_WORDS, SIDE_WORDS } from '../../../shared/reconcile/total-words';
import type { StoredTotal } from '../../store/schema';
import { useLanguage } from '../../app/session/context';
import { Money, amountsInText } from '../../app/parts/Money';
import { useBucketWord } from '../../app/parts/bucket-word';

/** What stands behind a total: the tolerance's derivation, the way down to what diverges first, single identities, fields covered. */
export function TotalProof({ total }: { readonly total: StoredTotal }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const word = useBucketWord();
  const sides = SIDE_WORDS[total.id];
  const levelWord = (level: string): string =>
    (LEVEL_WORDS as Readonly<Record<string, { zh: string; en: string }>>)[level]?.[language] ?? level;
  return (
    <details className="detail" data-testid={`proof-${total.id}`}>
      <summary>{t('period.totals.proof')}</summary>
      {total.toleranceWhy && <p>{amountsInText(total.toleranceWhy[language])}</p>}
      {(total.path ?? []).length > 0 && (
        <ol className="way-down">
          {(total.path ?? []).map((step) => (
            <li key={step.level}>
              <div className="table-scroll">
                <table className="plain">
                  <thead>
                    <tr>
                      <th scope="col">
                        {levelWord(step.level)} <span className="muted">{t('period.totals.diverging', { n: step.diverging })}</span>
                      </th>
                      <th scope="col" className="money">
                        {sides.left[language]}
                      </th>
                      <th scope="col" className="money">
                        {sides.right[language]}
                      </th>
                      <th scope="col" className="money">
                        {t('period.totals.difference')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {step.children.map((child, index) => (
                      <tr key={`${child.name}#${String(index)}`}>
                        <td title={child.name}>{word(step.level, child.name)}</td>
                        <td className="amount">
                          <Money value={child.left} />
                        </td>
                        <td className="amount">
                          <Money value={child.right} />
                        </td>
                        <td className="amount">
                          <Money value={child.difference} />
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            </li>
          ))}
        </ol>
      )}
      {(total.checks ?? []).length > 0 && (
        <ul>
          {(total.checks ?? []).map((check, index) => (
            <li key={`${check.identity}#${String(index)}`}>
              {t('period.totals.identity', { identity: check.identity, basis: t(`codes.basis.${check.basis}`) })} ·{' '}
              {t(`codes.totalStatus.${check.status}`)} · {amountsInText(check.sentence[language])}
            </li>
          ))}
        </ul>
      )}
      <p className="muted">
        {t('period.totals.identity', { identity: total.identity, basis: t(`codes.basis.${total.basis}`) })} · {total.covers.join(', ')}
      </p>
    </details>
  );
}

import { useTranslation } from 'react-i18next';
import { LEVEL_WORDS } from '../../../shared/reconcile/total-words';
import type { StoredTotal } from '../../store/schema';
import { useLanguage } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { Money, amountsInText } from '../../app/parts/Money';
import { codeWord } from '../../app/words';

/** What stands behind a total: the tolerance's derivation, the way down to what diverges first, single identities, fields covered. */
export function TotalProof({ total }: { readonly total: StoredTotal }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const word = (level: string, value: string): string => {
    if (level === 'customer' || level === 'counterparty') return names.party(value);
    if (level === 'service') return names.service(value);
    return codeWord(t, level, value);
  };
  const levelWord = (level: string): string =>
    (LEVEL_WORDS as Readonly<Record<string, { zh: string; en: string }>>)[level]?.[language] ?? level;
  return (
    <details className="detail" data-testid={`proof-${total.id}`}>
      <summary>{t('period.totals.proof')}</summary>
      {total.toleranceWhy && <p>{amountsInText(total.toleranceWhy[language])}</p>}
      {(total.path ?? []).length > 0 && (
        <ol>
          {(total.path ?? []).map((step) => (
            <li key={step.level}>
              {levelWord(step.level)} ({step.diverging})
              <ul>
                {step.children.map((child, index) => (
                  <li key={`${child.name}#${String(index)}`} title={child.name}>
                    {word(step.level, child.name)} · {t('period.totals.left')} <Money value={child.left} /> · {t('period.totals.right')}{' '}
                    <Money value={child.right} /> · {t('period.totals.difference')} <Money value={child.difference} />
                  </li>
                ))}
              </ul>
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

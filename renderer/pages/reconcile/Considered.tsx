import { useTranslation } from 'react-i18next';
import { amountsInText, Money } from '../../app/parts/Money';
import { useLanguage } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { countText, listText } from '../../app/words';
import { Fold } from './Fold';
import type { FoundEvidence } from './use-evidence';

/** Other breaks that were compared with this one: what they share, and why none of them was taken. */
export function Considered({ found, onShow }: { readonly found: FoundEvidence; onShow(id: string): void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const { candidates, moreCandidates, crowds } = found.evidence;
  const total = candidates.length + moreCandidates;
  return (
    <Fold id="considered" title={t('reconcile.considered.title', { n: countText(total) })} testid="why-considered">
      {total === 0 && <p className="fold-line muted">{t('reconcile.considered.none')}</p>}
      <ul className="why-rows">
        {candidates.map(({ other, score, suggested, reasons, against }) => {
          const row = found.others.get(other);
          if (row === undefined) return null;
          return (
            <li key={other} data-testid="candidate" data-score={score} data-suggested={suggested}>
              <div className="row spread">
                <button type="button" className="link-button" onClick={() => onShow(other)}>
                  {[
                    t(`codes.breakClass.${row.class}`),
                    row.period,
                    row.customerName ?? names.party(row.customer ?? row.counterparty),
                    names.service(row.service),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </button>
                <Money value={row.ledgerAmount ?? row.billAmount} />
              </div>
              <div className="muted">
                {t('reconcile.suggest.score', { score })}
                {reasons.length > 0 &&
                  ` · + ${listText(
                    language,
                    reasons.map((one) => amountsInText(one[language])),
                  )}`}
                {` · − ${listText(
                  language,
                  against.map((one) => amountsInText(one[language])),
                )}`}
              </div>
            </li>
          );
        })}
      </ul>
      {moreCandidates > 0 && <p className="fold-line muted">{t('reconcile.considered.more', { n: countText(moreCandidates) })}</p>}
      {crowds.map((one) => (
        <p className="fold-line" key={one.en} data-testid="search-limit">
          {one[language]}
        </p>
      ))}
    </Fold>
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredBreak } from '../../../shared/desk/api';
import { amountsInText, Money, moneyText } from '../../app/parts/Money';
import { useLanguage } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { codeWord, listText } from '../../app/words';
import type { Proposal } from './proposal';
import type { FoundEvidence } from './use-evidence';

interface SuggestionProps {
  readonly item: StoredBreak;
  readonly found: FoundEvidence | null;
  readonly proposal: Proposal | null;
  /** Takes the two into hand, with words of one's own. */
  onTake(other: StoredBreak): void;
  onShow(id: string): void;
}

/** What may be accepted as it stands, with its evidence; nothing happens before a person does. */
export function Suggestion({ item, found, proposal, onTake, onShow }: SuggestionProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const suggested = found?.evidence.candidates.filter((one) => one.suggested) ?? [];
  if (proposal === null && suggested.length === 0) return null;
  return (
    <div className="stack" data-testid="suggestions" data-count={suggested.length}>
      {proposal !== null && proposal.breaks.length === 1 && (
        <div className="suggestion" data-testid="proposal">
          <div>
            {t('reconcile.suggest.own')} <strong>{codeWord(t, 'reason', proposal.reason)}</strong>
          </div>
          <div className="muted">{t('reconcile.suggest.note', { note: amountsInText(item.reason[language]) })}</div>
        </div>
      )}
      {suggested.map(({ other, score, reasons }, index) => {
        const row = found?.others.get(other);
        if (row === undefined) return null;
        return (
          <div key={other} className="suggestion" data-testid="suggestion" data-id={other} data-score={score}>
            <div className="row spread">
              <span>
                {t('reconcile.suggest.title')}{' '}
                <button type="button" className="link-button" onClick={() => onShow(other)}>
                  {t(`codes.breakClass.${row.class}`)}
                </button>{' '}
                <span className="badge">{t('reconcile.suggest.score', { score })}</span>
              </span>
              <span className="row">
                <Money value={row.ledgerAmount ?? row.billAmount} />
                <Button size="small" onClick={() => onTake(row)} data-testid={`suggestion-edit${index === 0 ? '' : `-${index}`}`}>
                  {t('reconcile.suggest.edit')}
                </Button>
              </span>
            </div>
            <div className="muted">
              {[
                row.period,
                row.customerName ?? names.party(row.customer ?? row.counterparty),
                names.service(row.service),
                listText(
                  language,
                  reasons.map((reason) => amountsInText(reason[language])),
                ),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
            {index === 0 && proposal?.breaks.length === 2 && (
              <div className="muted">
                {proposal.action === 'match'
                  ? t('reconcile.suggest.zero')
                  : t('reconcile.suggest.rest', { amount: moneyText(proposal.remainder) })}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

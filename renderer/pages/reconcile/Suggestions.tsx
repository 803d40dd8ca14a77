import { useEffect, useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BreakSuggestion, StoredBreak } from '../../../shared/desk/api';
import { useLanguage, useSession } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { amountsInText, Money } from '../../app/parts/Money';

interface SuggestionsProps {
  readonly item: StoredBreak;
  /** All breaks that are there, by ID. */
  readonly breaks: ReadonlyMap<string, StoredBreak>;
  /** Takes the two into hand: to be matched when they cancel out, to be explained together otherwise. */
  onTake(other: StoredBreak): void;
}

/** Breaks of the other side that may be the same matter, with what speaks for it. Nothing happens before a person takes one. */
export function Suggestions({ item, breaks, onTake }: SuggestionsProps) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const language = useLanguage();
  const names = useNames();
  const [found, setFound] = useState<{ readonly id: string; readonly list: readonly BreakSuggestion[] } | null>(null);
  useEffect(() => {
    let current = true;
    desk.suggestions(item.id).then(
      (list) => current && setFound({ id: item.id, list }),
      () => current && setFound({ id: item.id, list: [] }),
    );
    return () => {
      current = false;
    };
  }, [desk, item.id, item.status]);
  const list =
    found?.id === item.id ? found.list.flatMap((one) => (breaks.has(one.other) ? [{ ...one, row: breaks.get(one.other)! }] : [])) : [];
  if (list.length === 0) return null;
  return (
    <div className="stack" data-testid="suggestions" data-count={list.length}>
      <span className="muted">{t('reconcile.suggest.title')}</span>
      {list.map(({ other, score, reasons, row }, index) => (
        <div key={other} className="suggestion" data-testid="suggestion" data-id={other} data-score={score}>
          <div className="row spread">
            <span>
              <strong className="figure">{t('reconcile.suggest.score', { score })}</strong> {t(`codes.breakClass.${row.class}`)}
            </span>
            <Money value={row.ledgerAmount ?? row.billAmount} />
          </div>
          <div>
            {[row.period, row.customerName ?? names.party(row.customer ?? row.counterparty), names.service(row.service)]
              .filter(Boolean)
              .join(' · ')}
          </div>
          <ul className="why-rows">
            {reasons.map((reason) => (
              <li key={reason.zh}>{amountsInText(reason[language])}</li>
            ))}
          </ul>
          <Button size="small" onClick={() => onTake(row)} data-testid={index === 0 ? 'suggestion-take' : `suggestion-take-${index}`}>
            {t('reconcile.suggest.take')} {index === 0 && <kbd>Y</kbd>}
          </Button>
        </div>
      ))}
    </div>
  );
}

import { useEffect, useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BreakSuggestion, StoredBreak } from '../../../shared/desk/api';
import { useLanguage, useOpenDesk, useSession } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { amountsInText, Money } from '../../app/parts/Money';

interface SuggestionsProps {
  readonly item: StoredBreak;
  /** Takes the two into hand: to be matched when they cancel out, to be explained together otherwise. */
  onTake(other: StoredBreak): void;
}

type Suggested = BreakSuggestion & { readonly row: StoredBreak };

async function suggested(
  desk: ReturnType<typeof useSession>['desk'],
  store: ReturnType<typeof useOpenDesk>['store'],
  id: string,
): Promise<Suggested[]> {
  const list = await desk.suggestions(id);
  const rows = await store.breaks.bulkGet(list.map(({ other }) => other));
  return list.flatMap((one, at) => {
    const row = rows[at];
    return row ? [{ ...one, row }] : [];
  });
}

/** Breaks of the other side that may be the same matter, with what speaks for it. Nothing happens before a person takes one. */
export function Suggestions({ item, onTake }: SuggestionsProps) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { store } = useOpenDesk();
  const language = useLanguage();
  const names = useNames();
  const [found, setFound] = useState<{ readonly id: string; readonly list: readonly Suggested[] } | null>(null);
  useEffect(() => {
    let current = true;
    // The other side may stand in a month that is not looked at.
    suggested(desk, store, item.id).then(
      (list) => current && setFound({ id: item.id, list }),
      () => current && setFound({ id: item.id, list: [] }),
    );
    return () => {
      current = false;
    };
  }, [desk, store, item.id, item.status]);
  const list = found?.id === item.id ? found.list : [];
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

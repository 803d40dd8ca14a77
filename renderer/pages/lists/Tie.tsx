import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatUnits, parseUnits } from '../../../shared/money';
import type { FigureFacts } from '../../app/figures/facts';
import { Money } from '../../app/parts/Money';
import { StatusTag } from '../../app/parts/StatusTag';
import { useCurrency } from '../../app/session/lookups';

/** A sum of a list beside the figure of the board it has to be equal to, and the difference where it is not. */
export function Tie({
  id,
  what,
  list,
  figure,
  board,
  to,
  facts,
  note,
}: {
  readonly id: string;
  /** What of the list is added up. */
  readonly what: string;
  readonly list: string | null;
  /** Name of the figure. */
  readonly figure: string;
  readonly board: string | null;
  /** Where the figure stands. */
  readonly to: string;
  readonly facts?: FigureFacts;
  /** Said where they differ, or where something has no amount. */
  readonly note?: ReactNode;
}) {
  const { t } = useTranslation();
  const currency = useCurrency();
  if (list === null || board === null) return null;
  const difference = formatUnits(parseUnits(list) - parseUnits(board));
  const equal = parseUnits(difference) === 0n;
  const own = { currency, ...facts };
  return (
    <p className="tie" data-testid={`tie-${id}`} data-difference={difference}>
      <StatusTag tone={equal ? 'good' : 'warn'}>{t(equal ? 'lists.tie.equal' : 'lists.tie.differs')}</StatusTag>
      <span>
        {what} <Money value={list} facts={own} /> {equal ? '=' : '≠'} <Link to={to}>{figure}</Link> <Money value={board} facts={own} />
        {!equal && (
          <>
            {' · '}
            {t('lists.tie.difference')} <Money value={difference} facts={own} />
          </>
        )}
        {note !== undefined && !equal && <span className="muted"> {note}</span>}
      </span>
    </p>
  );
}

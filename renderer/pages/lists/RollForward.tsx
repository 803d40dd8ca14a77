import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { formatUnits, parseUnits } from '../../../shared/money';
import { useCurrency } from '../../app/session/lookups';
import { Money } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { useOpenDesk } from '../../app/session/context';
import { codeWord } from '../../app/words';
import { ACCOUNTS, parseRolls, type StoredRoll } from '../../store/account-rolls';
import { ProofOf } from './TotalState';
import { Unread } from './Unread';

/** Each account's months from opening to closing by kind of movement, beside the balances of the user's own book; then what C4 proves of them. */
export function RollForward({ period }: { readonly period: string | null }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const currency = useCurrency();
  const rolls = useLiveQuery(async () => parseRolls((await store.blobs.get(ACCOUNTS))?.text), [store]);
  if (!rolls) return <LoadingState />;
  const shown = rolls.filter((roll) => period === null || roll.period === period);
  if (shown.length === 0)
    return (
      <div className="stack">
        <Unread sources={['movements']} period={period} />
        <EmptyState title={t('lists.accounts.noRoll')} hint={t('lists.accounts.noRollHint')} />
      </div>
    );
  // Money before the limit.
  const accounts = (['BALANCE_TYPE_DEBIT', 'BALANCE_TYPE_CREDIT'] as const).filter((account) =>
    shown.some((roll) => roll.account === account),
  );
  return (
    <div className="stack">
      {accounts.map((account) => (
        <Panel key={account} title={`${t(`codes.account.${account}`)} · ${currency}`}>
          <AccountTable account={account} rolls={shown.filter((roll) => roll.account === account)} />
        </Panel>
      ))}
      <ProofOf id="C4" periods={[...new Set(shown.map((roll) => roll.period))]} />
    </div>
  );
}

function AccountTable({ account, rolls }: { readonly account: string; readonly rolls: readonly StoredRoll[] }) {
  const { t } = useTranslation();
  const kinds = [...new Set(rolls.flatMap((roll) => roll.movements.map(({ kind }) => kind)))].sort();
  const hasBook = rolls.some((roll) => roll.bookOpening !== null || roll.bookClosing !== null);
  const row = (key: string, label: string, value: (roll: StoredRoll) => string | null, strong = false) => (
    <tr key={key} data-testid={`roll-${key}`}>
      <td>{strong ? <strong>{label}</strong> : label}</td>
      {rolls.map((roll) => (
        <td key={roll.period} className="amount">
          <Money value={value(roll)} facts={{ source: 'movements' }} />
        </td>
      ))}
    </tr>
  );
  return (
    <div className="table-scroll">
      <table className="plain" data-testid={`roll-forward-${account}`}>
        <thead>
          <tr>
            <th scope="col">{t('lists.accounts.kind')}</th>
            {rolls.map(({ period }) => (
              <th scope="col" key={period} className="amount">
                {period}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row('opening', t('lists.accounts.opening'), (roll) => roll.opening, true)}
          {kinds.map((kind) =>
            row(kind, codeWord(t, 'movement', kind), (roll) => roll.movements.find((one) => one.kind === kind)?.units ?? null),
          )}
          {row('closing', t('lists.accounts.closing'), (roll) => roll.closing, true)}
          {row('unexplained', t('lists.accounts.unexplained'), unexplained)}
          {hasBook && row('book-opening', t('lists.accounts.bookOpening'), (roll) => roll.bookOpening)}
          {hasBook && row('book-opening-off', t('lists.accounts.bookOff'), (roll) => difference(roll.opening, roll.bookOpening))}
          {hasBook && row('book-closing', t('lists.accounts.bookClosing'), (roll) => roll.bookClosing)}
          {hasBook && row('book-closing-off', t('lists.accounts.bookOff'), (roll) => difference(roll.closing, roll.bookClosing))}
        </tbody>
      </table>
    </div>
  );
}

/** Opening and movements less closing: 0 unless the chain breaks inside the month. */
function unexplained({ opening, closing, movements }: StoredRoll): string | null {
  if (opening === null || closing === null) return null;
  const rolled = movements.reduce((sum, { units }) => sum + parseUnits(units), parseUnits(opening));
  return formatUnits(rolled - parseUnits(closing));
}

function difference(own: string | null, book: string | null): string | null {
  return own === null || book === null ? null : formatUnits(parseUnits(own) - parseUnits(book));
}

import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { formatUnits, parseUnits } from '../../../shared/money';
import { Money } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { useOpenDesk } from '../../app/session/context';
import { useCurrency, useNames } from '../../app/session/lookups';
import { COUPON_ROLLS, parseCouponRolls, type StoredCouponRoll } from '../../store/coupon-rolls';
import { ToSync, UnreadCoupons, useUnreadCoupons } from './UnreadCoupons';
import { ProofOf } from './TotalState';

/** Rows of a table; all of them stand in the grid beside it. */
const SHOWN = 50;

type AmountKey = 'value' | 'issued' | 'reclaimed' | 'used' | 'left' | 'difference';
const OF_QUOTA: readonly AmountKey[] = ['value', 'issued', 'reclaimed', 'left', 'difference'];
const OF_CUSTOMER: readonly AmountKey[] = ['value', 'used', 'reclaimed', 'left', 'difference'];

/** Quotas and customers' coupons from value to what is left, what could not be read, and what C5 proves of them. */
export function CouponRolls() {
  const { t } = useTranslation();
  const { store, profile } = useOpenDesk();
  const currency = useCurrency();
  const rolls = useLiveQuery(async () => parseCouponRolls((await store.blobs.get(COUPON_ROLLS))?.text), [store]);
  const newest = useLiveQuery(async () => (await store.figures.orderBy('period').last())?.period ?? null, [store]);
  const unread = useUnreadCoupons();
  if (!rolls || !unread || newest === undefined) return <LoadingState />;
  if (profile.site === 'intl') return <EmptyState title={t('lists.coupons.noRoll')} hint={t('lists.coupons.noRollIntl')} />;
  const quotas = rolls.filter(({ kind }) => kind === 'quota');
  const customers = rolls.filter(({ kind }) => kind === 'customer');
  return (
    <div className="stack">
      {rolls.length === 0 && (
        <EmptyState
          title={t('lists.coupons.noRoll')}
          hint={unread.length === 0 ? t('lists.coupons.noRollSynced') : t('lists.coupons.noRollHint')}
        >
          {unread.length > 0 && <ToSync />}
        </EmptyState>
      )}
      <UnreadCoupons unread={unread} />
      {quotas.length > 0 && (
        <Panel title={`${t('lists.coupons.quotaRoll')} · ${currency}`}>
          <RollTable kind="quota" rolls={quotas} columns={OF_QUOTA} />
        </Panel>
      )}
      {customers.length > 0 && (
        <Panel title={`${t('lists.coupons.customerRoll')} · ${currency}`}>
          <RollTable kind="customer" rolls={customers} columns={OF_CUSTOMER} />
          <p className="muted">{t('lists.coupons.usedHint')}</p>
        </Panel>
      )}
      {newest !== null && <ProofOf id="C5" periods={[newest]} />}
    </div>
  );
}

function RollTable({
  kind,
  rolls,
  columns,
}: {
  readonly kind: StoredCouponRoll['kind'];
  readonly rolls: readonly StoredCouponRoll[];
  readonly columns: readonly AmountKey[];
}) {
  const { t } = useTranslation();
  const names = useNames();
  // What differs first; the engine's order otherwise.
  const off = rolls.filter(differs);
  const shown = [...off, ...rolls.filter((roll) => !differs(roll))].slice(0, Math.max(SHOWN, off.length));
  return (
    <div className="table-scroll">
      <table className="plain" data-testid={`coupon-rolls-${kind}`}>
        <thead>
          <tr>
            <th scope="col">{t(`lists.coupons.${kind}`)}</th>
            {columns.map((column) => (
              <th scope="col" key={column} className="amount">
                {t(`lists.coupons.${column === 'value' && kind === 'customer' ? 'faceValue' : column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((roll) => (
            <tr key={roll.id} data-testid="coupon-roll" data-differs={differs(roll)}>
              <td title={roll.id}>{kind === 'customer' ? names.party(roll.id) : roll.id}</td>
              {columns.map((column) => (
                <td key={column} className="amount">
                  <Money value={roll[column]} facts={{ source: 'coupons' }} />
                </td>
              ))}
            </tr>
          ))}
          {/* A reseller's quota is cut from one of the partner's own: a sum over quotas would count it twice. */}
          {kind === 'customer' && (
            <tr data-testid={`coupon-sum-${kind}`}>
              <td>
                <strong>{t('lists.coupons.sum')}</strong>
              </td>
              {columns.map((column) => (
                <td key={column} className="amount">
                  <strong>
                    <Money value={sumOf(rolls, column)} facts={{ source: 'coupons' }} />
                  </strong>
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
      {rolls.length > shown.length && <p className="muted">{t('lists.coupons.more', { n: rolls.length - shown.length })}</p>}
    </div>
  );
}

const differs = ({ difference }: StoredCouponRoll): boolean => difference !== null && parseUnits(difference) !== 0n;

/** Sum of all rows; none where a row does not know. */
function sumOf(rolls: readonly StoredCouponRoll[], column: AmountKey): string | null {
  let sum = 0n;
  for (const { [column]: text } of rolls) {
    if (text === null) return null;
    sum += parseUnits(text);
  }
  return formatUnits(sum);
}

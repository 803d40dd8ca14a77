import type { ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BreakEvidence, EvidenceLine, StoredBreak } from '../../../shared/desk/api';
import { absolute, formatUnits, parseOptionalUnits } from '../../../shared/money';
import { addressOf } from '../../app/asked/rows-behind';
import { amountsInText, Money, moneyText } from '../../app/parts/Money';
import { useLanguage } from '../../app/session/context';
import { useCurrency, useNames } from '../../app/session/lookups';
import { codeWord, countText, listText } from '../../app/words';
import { fieldsOf, type ComparedField } from './compared-fields';
import { countedIn } from '../../store/break-table';
import { breakFacts } from './break-facts';

/** Ledger on the left, the other side on the right, the difference in words and its reason between; below, field by field and row by row. */
export function Sides({
  item,
  scope,
  evidence,
  failed,
}: {
  readonly item: StoredBreak;
  /** Month looked at; null for all. */
  readonly scope: string | null;
  readonly evidence: BreakEvidence | null;
  readonly failed: boolean;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const currency = useCurrency();
  const right = item.expectedAmount ?? item.billAmount;
  const facts = breakFacts(item, scope);
  return (
    <div className="sides" data-testid="sides">
      <div className="side-head">
        <div className="muted">{item.role === null ? t('reconcile.side.records') : t('reconcile.side.ledger')}</div>
        <div className="side-amount">
          <Money value={item.ledgerAmount} facts={{ currency, ...facts.ledger }} stop />
          {item.ledgerCurrency && <span className="muted"> {item.ledgerCurrency}</span>}
        </div>
        {item.ledgerAmount === null && item.role !== null && <div className="muted">{t('reconcile.side.noLedger')}</div>}
      </div>
      <div className="side-middle">
        <div className="muted">{t('columns.difference')}</div>
        <div className="side-amount">
          <Money value={countedIn(item, scope)} facts={{ currency, ...facts.difference }} stop />
        </div>
        <div className="side-sign" data-testid="difference-words">
          <DifferenceWords item={item} />
        </div>
      </div>
      <div className="side-head">
        <div className="muted">{rightWord(item, t)}</div>
        <div className="side-amount">
          <Money value={right} facts={{ currency, ...facts.bill }} stop />
        </div>
        {right === null && <div className="muted">{t('reconcile.side.noBill')}</div>}
      </div>
      <p className="side-reason" data-testid="why-reason">
        {amountsInText(item.reason[language])}
      </p>
      {evidence === null ? (
        <p className="side-reason muted" role="status">
          {t(failed ? 'reconcile.side.unread' : 'reconcile.side.reading')}
        </p>
      ) : (
        <>
          <Fields item={item} evidence={evidence} />
          <Rows item={item} evidence={evidence} />
        </>
      )}
    </div>
  );
}

function rightWord(item: StoredBreak, t: TFunction): string {
  if (item.expectedAmount !== null) return t('columns.expectedAmount');
  return item.role === 'prepayment' ? t('reconcile.side.account') : t('reconcile.side.bill');
}

/** `账单比台账多 536.26`: the sign in words. */
export function DifferenceWords({
  item,
}: {
  readonly item: Pick<StoredBreak, 'role' | 'class' | 'period' | 'otherPeriod' | 'difference'>;
}) {
  const { t } = useTranslation();
  const units = parseOptionalUnits(item.difference);
  // The same amount in two months: neither side is higher.
  if (item.class === 'timing' && item.otherPeriod !== null)
    return <>{t('reconcile.sign.timing', { bill: item.period, ledger: item.otherPeriod })}</>;
  if (units === null) return <>{t('reconcile.sign.none')}</>;
  if (units === 0n) return <>{t('reconcile.sign.same')}</>;
  const amount = moneyText(formatUnits(absolute(units)));
  return <>{t(`reconcile.sign.${item.role ?? 'other'}.${units > 0n ? 'more' : 'less'}`, { amount })}</>;
}

/** What either side says of the same thing; where they differ stands a sign and a word, not a colour alone. */
function Fields({ item, evidence }: { readonly item: StoredBreak; readonly evidence: BreakEvidence }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  const word = (field: ComparedField, value: string): string => {
    if (field === 'service') return names.service(value) || value;
    // A book may name a customer by its ID.
    if (field === 'customer') return names.party(value);
    if (field === 'basis') return codeWord(t, 'taxBasis', value);
    return value;
  };
  const shown = fieldsOf(item, evidence, useCurrency(), (id) => item.customerName ?? names.party(id));
  return (
    <>
      {shown.map(({ field, left, right, differs }) => (
        <div className={differs ? 'side-field differs' : 'side-field'} key={field} data-testid={`field-${field}`} data-differs={differs}>
          <span className="side-value">
            {listText(
              language,
              left.map((value) => word(field, value)),
            ) || '—'}
          </span>
          <span className="side-name">
            {left.length > 0 && right.length > 0 && <span aria-hidden="true">{differs ? '≠' : '='} </span>}
            {t(`reconcile.field.${field}`)}
            {differs && <span className="visually-hidden"> {t('reconcile.field.differs')}</span>}
          </span>
          <span className="side-value">
            {listText(
              language,
              right.map((value) => word(field, value)),
            ) || '—'}
          </span>
        </div>
      ))}
    </>
  );
}

/** The rows themselves, with where they come from. */
function Rows({ item, evidence }: { readonly item: StoredBreak; readonly evidence: BreakEvidence }) {
  const { t } = useTranslation();
  const { ledger, bill } = evidence;
  const from = t('app.nav.reconcile');
  const behind = linkBehind(item, from);
  return (
    <>
      <div className="side-rows" data-testid="rows-ledger" data-count={ledger.total}>
        {ledger.rows.map((row, at) => (
          <div className="side-row" key={`${row.importId}${row.row}${at}`}>
            <Link to={`/ledgers?import=${row.importId}&row=${row.row}`} data-testid="row-source">
              {t('reconcile.row.entry', { file: row.file, row: row.row })}
            </Link>
            <Money value={row.amount} facts={{ currency: row.currency, source: 'ledger', file: row.file }} />
            {(row.reference !== null || row.note !== null) && (
              <span className="muted side-note">{[row.reference, row.note].filter(Boolean).join(' · ')}</span>
            )}
          </div>
        ))}
        <More total={ledger.total} shown={ledger.rows.length} />
      </div>
      <div className="side-between muted">
        {t('reconcile.side.rows', { ledger: countText(ledger.total), bill: countText(bill.total) })}
        {behind !== null && (
          <>
            <br />
            <Link to={behind} data-testid="rows-behind">
              {t('reconcile.side.openBill')}
            </Link>
          </>
        )}
      </div>
      <div className="side-rows" data-testid="rows-bill" data-count={bill.total}>
        {bill.rows.map((row, at) => (
          <div className="side-row" key={at}>
            <span>{lineWords(row, t)}</span>
            <Money value={row.amount} />
          </div>
        ))}
        <More total={bill.total} shown={bill.rows.length} />
      </div>
    </>
  );
}

function More({ total, shown }: { readonly total: number; readonly shown: number }): ReactNode {
  const { t } = useTranslation();
  return total > shown ? <span className="muted">{t('reconcile.side.more', { n: countText(total - shown) })}</span> : null;
}

/** `消费 · 按需 · 云硬盘`, or the number of an order, a movement or an adjustment. */
function lineWords({ source, kind, chargeMode, what, serviceName, period }: EvidenceLine, t: TFunction): string {
  if (source === 'bill-lines')
    return [codeWord(t, 'kind', kind ?? ''), codeWord(t, 'chargeMode', chargeMode ?? ''), what ?? serviceName ?? '']
      .filter((part) => part !== '')
      .join(' · ');
  const name = { orders: 'order', movements: 'movement', 'adjust-records': 'adjustment' } as const;
  return [t(`reconcile.row.${name[source]}`, { id: what ?? '' }), period ?? ''].filter((part) => part !== '').join(' · ');
}

/** The list where the other side's rows stand, filtered to them. */
function linkBehind(item: StoredBreak, from: string): string | null {
  const [kind, first = '', customer = '', service = ''] = item.rows.find((row) => !row.startsWith('entry|'))?.split('|') ?? [];
  if (kind === 'bill')
    return addressOf(
      { list: 'bill-lines', filters: [['customer', customer], ...(service === '' ? [] : [['service', service] as const])] },
      first,
      from,
    );
  if (kind === 'order') return addressOf({ list: 'orders', filters: [['order', first]] }, item.period, from);
  if (kind === 'adjustment') return addressOf({ list: 'adjust-records', filters: [['id', first]] }, item.period, from);
  if (kind === 'movement') return addressOf({ list: 'movements', filters: [['id', first]] }, item.period, from);
  return null;
}

import { useEffect, useMemo, useRef } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { Link, useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { LEVEL_WORDS, SIDE_WORDS } from '../../../shared/reconcile/total-words';
import { sentenceText } from '../../../shared/report/totals';
import type { StoredTotal } from '../../store/schema';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { addressOf, rowsBehind } from '../../app/asked/rows-behind';
import { Money, amountsInText } from '../../app/parts/Money';
import { useBucketWord } from '../../app/parts/bucket-word';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofTotal } from '../../help/addresses';
import { DifferenceRow, DifferenceTable } from './DifferenceTable';
import { currencyOf } from './total-currency';

type Step = NonNullable<StoredTotal['path']>[number];

/** How many of the levels on the way to what diverges first stand above one: rows (`line`) are below all. */
function levelsAbove(followed: readonly (readonly [string, string])[], level: string): number {
  const at = followed.findIndex(([one]) => one === level);
  return at < 0 ? followed.length : at;
}

/** The proof is opened by the address, so that going back from its rows finds it open and in sight. */
function useOpenInAddress(id: string) {
  const [query, setQuery] = useSearchParams();
  const named = query.getAll('proof');
  const open = named.includes(id);
  const box = useRef<HTMLDetailsElement>(null);
  const atFirst = useRef(named.at(-1) === id);
  useEffect(() => {
    if (atFirst.current) box.current?.closest('li')?.scrollIntoView();
  }, []);
  const toggled = (now: boolean): void => {
    if (now === open) return;
    setQuery(
      (before) => {
        const others = before.getAll('proof').filter((one) => one !== id);
        const after = new URLSearchParams(before);
        after.delete('proof');
        for (const one of now ? [...others, id] : others) after.append('proof', one);
        return after;
      },
      { replace: true },
    );
  };
  return { open, box, toggled };
}

/** What stands behind a total: the tolerance's derivation, the way down to what diverges first, single identities, fields covered. */
export function TotalProof({ total, currency: ofMonth }: { readonly total: StoredTotal; readonly currency: string }) {
  const currency = currencyOf(total, ofMonth);
  const { t } = useTranslation();
  const language = useLanguage();
  const word = useBucketWord();
  const sides = SIDE_WORDS[total.id];
  const levelWord = (level: string): string =>
    (LEVEL_WORDS as Readonly<Record<string, { zh: string; en: string }>>)[level]?.[language] ?? level;
  const { open, box, toggled } = useOpenInAddress(total.id);
  const { store } = useOpenDesk();
  const resellers = useLiveQuery(async () => new Set(await store.parties.where('kind').equals('reseller').primaryKeys()), [store]);
  const followed = useMemo(() => Object.entries(total.firstDivergence?.bucket ?? {}), [total]);
  const amount = (step: Step, name: string, side: 'left' | 'right', value: string | null) => {
    const above = followed.slice(0, levelsAbove(followed, step.level));
    const asked = value === null || !resellers ? null : rowsBehind(total.id, side, above, [step.level, name], resellers);
    const facts = { currency, what: sides[side][language], period: total.period };
    if (asked === null) return <Money value={value} facts={facts} />;
    const list = t('period.totals.rows', { side: sides[side][language] });
    return (
      <Link to={addressOf(asked, total.period, total.id)} title={list} data-testid={`rows-${side}`} data-level={step.level}>
        <Money value={value} facts={facts} />
      </Link>
    );
  };
  return (
    <details
      className="detail"
      ref={box}
      open={open}
      onToggle={(event) => toggled(event.currentTarget.open)}
      data-testid={`proof-${total.id}`}
    >
      <summary>
        {t('period.totals.proof')}
        {total.buckets.tested > 0 && <span className="muted tested">{t('period.totals.tested', total.buckets)}</span>}
      </summary>
      <LearnMore to={ofTotal(total.id)} about={total.id} />
      {total.left !== null && (
        <p>
          {sides.left[language]} <Money value={total.left} facts={{ currency, period: total.period }} /> · {sides.right[language]}{' '}
          <Money value={total.right} facts={{ currency, period: total.period }} /> · {t('period.totals.difference')}{' '}
          <Money value={total.difference} facts={{ currency, source: 'total-difference', period: total.period }} />
          {total.tolerance !== null && (
            <>
              {' '}
              · {t('period.totals.tolerance')} <Money value={total.tolerance} facts={{ currency, source: 'tolerance' }} />
            </>
          )}
        </p>
      )}
      {total.toleranceWhy && <p>{amountsInText(sentenceText(total.toleranceWhy, language))}</p>}
      {(total.path ?? []).length > 0 && (
        <ol className="way-down">
          {(total.path ?? []).map((step) => (
            <li key={step.level}>
              <DifferenceTable
                head={
                  <>
                    {levelWord(step.level)} <span className="muted">{t('period.totals.diverging', { n: step.diverging })}</span>
                  </>
                }
                sides={[sides.left[language], sides.right[language]]}
              >
                {step.children.map((child, index) => (
                  <DifferenceRow
                    key={`${child.name}#${String(index)}`}
                    title={child.name}
                    name={word(step.level, child.name)}
                    left={amount(step, child.name, 'left', child.left)}
                    right={amount(step, child.name, 'right', child.right)}
                    difference={<Money value={child.difference} facts={{ currency, source: 'total-difference', period: total.period }} />}
                  />
                ))}
              </DifferenceTable>
            </li>
          ))}
        </ol>
      )}
      {(total.checks ?? []).length > 0 && (
        <ul>
          {(total.checks ?? []).map((check, index) => (
            <li key={`${check.identity}#${String(index)}`}>
              {t('period.totals.identity', { identity: check.identity, basis: t(`codes.basis.${check.basis}`) })} ·{' '}
              {t(`codes.totalStatus.${check.status}`)} · {amountsInText(sentenceText(check.sentence, language))}
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

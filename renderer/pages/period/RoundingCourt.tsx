import { useState } from 'react';
import { Link } from 'react-router';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { REASONS, type ReasonKey } from '../../../shared/reconcile/reasons';
import type { Reason } from '../../../shared/reconcile/types';
import { SIDE_WORDS } from '../../../shared/reconcile/total-words';
import { sentenceText } from '../../../shared/report/totals';
import { cellIn, periodOf, type BreakSetRow } from '../../store/breaks';
import type { StoredTotal } from '../../store/schema';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { addressOf } from '../../app/asked/rows-behind';
import { BucketName } from '../../app/parts/BucketName';
import { Money, amountsInText } from '../../app/parts/Money';
import { DifferenceRow, DifferenceTable } from './DifferenceTable';
import { divergingRows } from './diverging-rows';
import { roundingCases, type RoundingRow } from './rounding-cases';

/** Which documented rounding rule makes which residue, with examples; read only when it is opened. */
export function RoundingCourt({
  period,
  totals,
  resellers,
}: {
  readonly period: string;
  readonly totals: readonly StoredTotal[];
  readonly resellers: ReadonlySet<string>;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <details className="register" data-testid="rounding-court" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('period.court.title')}</summary>
      {open && <Cases period={period} total={totals.find(({ id }) => id === 'C2')} resellers={resellers} />}
    </details>
  );
}

function Cases({
  period,
  total,
  resellers,
}: {
  readonly period: string;
  readonly total: StoredTotal | undefined;
  readonly resellers: ReadonlySet<string>;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { store } = useOpenDesk();
  const names = useNames();
  const cases = useLiveQuery(
    async () => roundingCases((await store.breaks.sets(period)).flatMap((set) => roundingRows(set, period))),
    [store, period],
  );
  if (cases === undefined)
    return (
      <p className="muted" role="status">
        {t('app.state.loading')}
      </p>
    );
  const c2 = total?.toleranceWhy;
  return (
    <>
      {c2 && (
        <p>
          <strong>C2</strong> {amountsInText(sentenceText(c2, language))}
        </p>
      )}
      {total && <FeeExamples total={total} resellers={resellers} />}
      {cases.length === 0 && <p className="muted">{t('period.court.none')}</p>}
      {cases.map(({ rule, count, difference, examples }) => (
        <section key={rule} data-testid="court-rule" data-rule={rule} data-count={count}>
          <h3>{ruleText(rule, language)}</h3>
          <p className="muted hint">
            {t('period.court.explains', { n: count })} <Money value={difference} facts={{ source: 'difference', period }} />
          </p>
          <DifferenceTable head={t('period.court.example')} sides={[t('period.court.bill'), t('period.court.ledger')]} className="court">
            {examples.map((row) => (
              <DifferenceRow
                key={row.id}
                name={
                  <Link to={`/reconcile?period=${period}&break=${row.id}`}>
                    {[names.party(row.party), names.service(row.service)].filter((part) => part !== '').join(' · ') || row.id}
                  </Link>
                }
                left={<Money value={row.bill} facts={{ source: 'bill-lines', period }} />}
                right={<Money value={row.ledger} facts={{ source: row.role === 'revenue' ? 'revenue-ledger' : 'cost-ledger', period }} />}
                difference={<Money value={row.difference} facts={{ source: 'difference', period }} />}
              />
            ))}
          </DifferenceTable>
        </section>
      ))}
    </>
  );
}

/** Where bill lines and fee records differ by what a rule rounds away: the largest, each with its rows on either side. */
function FeeExamples({ total, resellers }: { readonly total: StoredTotal; readonly resellers: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const sides = SIDE_WORDS.C2;
  const examples = total.examples ?? [];
  const rules = [...new Set(examples.map(({ rule }) => rule))];
  const of = (rule: string) => examples.filter((example) => example.rule === rule);
  const side = (name: 'left' | 'right', value: string | null, bucket: Readonly<Record<string, string>>) => {
    const asked = divergingRows('C2', bucket, resellers)[name];
    const amount = <Money value={value} facts={{ source: name === 'left' ? 'bill-lines' : 'fee-records', period: total.period }} />;
    if (asked === null) return amount;
    return (
      <Link
        to={addressOf(asked, total.period, t('period.court.title'))}
        title={t('period.totals.rows', { side: sides[name][language] })}
        data-testid={`court-${name}`}
      >
        {amount}
      </Link>
    );
  };
  return rules.map((rule) => (
    <section key={rule} data-testid="court-examples" data-rule={rule} data-count={of(rule).length}>
      <h3>C2 · {ruleText(rule, language)}</h3>
      <DifferenceTable head={t('period.court.example')} sides={[sides.left[language], sides.right[language]]} className="court">
        {of(rule).map(({ bucket, left, right, difference }) => (
          <DifferenceRow
            key={Object.values(bucket).join(' ')}
            name={<BucketName bucket={bucket} />}
            left={side('left', left, bucket)}
            right={side('right', right, bucket)}
            difference={<Money value={difference} facts={{ source: 'total-difference', period: total.period }} />}
          />
        ))}
      </DifferenceTable>
    </section>
  ));
}

function ruleText(rule: string, language: 'zh' | 'en'): string {
  return Object.hasOwn(REASONS, rule) ? REASONS[rule as ReasonKey][language] : rule;
}

/** The month's own breaks of the class, without making rows of the others. */
function roundingRows(set: BreakSetRow, period: string): RoundingRow[] {
  const { class: classes } = set.columns;
  const code = set.texts.indexOf('rounding') + 1;
  if (periodOf(set.key) !== period || code === 0 || classes.kind !== 'code') return [];
  return set.ids.flatMap((id, at) => {
    if (classes.codes[at] !== code) return [];
    const { params } = JSON.parse(cellIn(set, 'reason', at) ?? '{"params":{}}') as Reason;
    return [
      {
        id,
        rule: (params.rule ?? '').replace(/^@/, ''),
        party: cellIn(set, 'customer', at) ?? cellIn(set, 'counterparty', at),
        service: cellIn(set, 'service', at),
        bill: cellIn(set, 'billAmount', at),
        ledger: cellIn(set, 'ledgerAmount', at),
        role: cellIn(set, 'role', at),
        difference: cellIn(set, 'difference', at),
      },
    ];
  });
}

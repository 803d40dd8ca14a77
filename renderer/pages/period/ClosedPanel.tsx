import { useState } from 'react';
import { Button } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { DriftLine } from '../../../shared/close';
import type { PeriodSummary } from '../../../shared/desk/api';
import type { ArchivedRow } from '../../store/schema';
import { DRIFT_FIELDS, wordOf } from '../../../shared/workbook/words';
import { useLanguage, useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { Money, moneyText } from '../../app/parts/Money';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { codeWord, countText } from '../../app/words';
import { unlessCount } from './total-currency';

const STEP = 100;
const FIGURES = ['consumption', 'refunds', 'adjustments', 'due'] as const;

/** What a closed month was signed with, and what would be otherwise today: figures, totals, rules, and the lines that moved. */
export function ClosedPanel({ now, archived }: { readonly now: PeriodSummary; readonly archived: ArchivedRow }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const { period, lost, drift, figures, rulesDigest } = archived;
  const today = useLiveQuery(
    async () => ({
      totals: await store.totals.where('period').equals(period).toArray(),
      rules: ((await store.meta.get('result'))?.value as { rulesDigest: string } | undefined)?.rulesDigest ?? null,
    }),
    [store, period],
  );
  if (lost)
    return (
      <Panel title={t('period.closed.title')}>
        <StatusTag tone="bad">{t('period.closed.lost')}</StatusTag> <span className="mono">{archived.archive}</span>
      </Panel>
    );
  const moved = figures === null ? [] : FIGURES.filter((name) => figures[name] !== now[name]);
  const totals = archived.totals.flatMap((was) => {
    const is = today?.totals.find((one) => one.id === was.id);
    return is && (is.status !== was.status || is.difference !== was.difference) ? [{ was, is }] : [];
  });
  const rules = today !== undefined && today.rules !== null && today.rules !== rulesDigest;
  const same = moved.length === 0 && totals.length === 0 && !rules && drift.lines.length === 0;
  return (
    <Panel title={t('period.closed.title')} testid="closed-panel">
      <p className="muted" style={{ marginTop: 0 }}>
        {t('period.closed.hint')} <span className="mono">{archived.archive.slice(0, 16)}…</span>
      </p>
      {same && <StatusTag tone="good">{t('period.closed.same')}</StatusTag>}
      {rules && (
        <p>
          <StatusTag tone="info">{t('period.closed.rules')}</StatusTag>
        </p>
      )}
      {(moved.length > 0 || totals.length > 0) && (
        <div className="table-scroll">
          <table className="plain" data-testid="closed-differs">
            <thead>
              <tr>
                <th scope="col">{t('period.closed.what')}</th>
                <th scope="col" className="money">
                  {t('period.closed.then')}
                </th>
                <th scope="col" className="money">
                  {t('period.closed.now')}
                </th>
              </tr>
            </thead>
            <tbody>
              {moved.map((name) => (
                <tr key={name}>
                  <td>{t(`period.figures.${name}`)}</td>
                  <td className="money">{moneyText(figures![name])}</td>
                  <td className="money">{moneyText(now[name])}</td>
                </tr>
              ))}
              {totals.map(({ was, is }) => (
                <tr key={was.id}>
                  <td>
                    {is.id} {t(`codes.totalName.${is.id}`)}
                  </td>
                  <td className="money">
                    {codeWord(t, 'totalStatus', was.status)}{' '}
                    <Money value={was.difference} facts={{ ...unlessCount(was), source: 'archive' }} />
                  </td>
                  <td className="money">
                    {codeWord(t, 'totalStatus', is.status)}{' '}
                    <Money value={is.difference} facts={{ ...unlessCount(is), source: 'total-difference' }} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {drift.lines.length > 0 && <DriftList archived={archived} />}
    </Panel>
  );
}

/** Lines that moved, with their effect in money. */
function DriftList({ archived: { drift } }: { readonly archived: ArchivedRow }) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const [shown, setShown] = useState(STEP);
  const { lines, effects, byKind } = drift;
  const kindOf = (line: DriftLine): string => (line.part === 'ledger' ? codeWord(t, 'role', line.kind) : codeWord(t, 'kind', line.kind));
  return (
    <div data-testid="drift" data-lines={lines.length}>
      <p>
        <StatusTag tone="bad">{t('period.drift.title', { n: countText(lines.length) })}</StatusTag>
      </p>
      <p className="figure">
        {(['bill', 'fees', 'ledger'] as const)
          .filter((part) => effects[part] !== undefined)
          .map((part) => (
            <span key={part} data-testid={`drift-effect-${part}`} data-amount={effects[part]} style={{ marginInlineEnd: 18 }}>
              {t('period.drift.effect', { part: t(`period.drift.part.${part}`), amount: moneyText(effects[part] ?? '0') })}
            </span>
          ))}
        {Object.entries(byKind).map(([kind, amount]) => (
          <span key={kind} className="muted" style={{ marginInlineEnd: 18 }}>
            {codeWord(t, 'kind', kind)} {moneyText(amount)}
          </span>
        ))}
      </p>
      <div className="table-scroll">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('period.drift.data')}</th>
              <th scope="col">{t('period.drift.change')}</th>
              <th scope="col">{t('reconcile.party')}</th>
              <th scope="col">{t('columns.serviceName')}</th>
              <th scope="col">{t('period.drift.kind')}</th>
              <th scope="col" className="money">
                {t('period.closed.then')}
              </th>
              <th scope="col" className="money">
                {t('period.closed.now')}
              </th>
              <th scope="col" className="money">
                {t('period.drift.money')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map((line) => (
              <tr
                key={[line.part, line.place, line.customer, line.reseller, line.service, line.chargeMode, line.kind].join('|')}
                data-testid="drift-line"
                data-change={line.change}
                data-part={line.part}
              >
                <td>{t(`period.drift.part.${line.part}`)}</td>
                <td>
                  {t(`period.drift.${line.change}`)}
                  {line.fields.length > 0 && (
                    <div className="muted">{line.fields.map((name) => wordOf(DRIFT_FIELDS, name, language)).join(', ')}</div>
                  )}
                </td>
                <td title={line.customer}>{names.party(line.customer === '' ? null : line.customer)}</td>
                <td>{names.service(line.service === '' ? null : line.service)}</td>
                <td>
                  {kindOf(line)}
                  {line.chargeMode !== '' && <span className="muted"> · {codeWord(t, 'chargeMode', line.chargeMode)}</span>}
                </td>
                <td className="amount">
                  <Money value={line.before} facts={{ source: 'archive' }} />
                </td>
                <td className="amount">
                  <Money value={line.after} />
                </td>
                <td className="amount">
                  <Money value={line.effect} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {lines.length > shown && <Button onClick={() => setShown(shown + STEP)}>{t('audit.more')}</Button>}
    </div>
  );
}

import { useState } from 'react';
import { Segmented } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { CALLS, type Call } from '../../../../shared/api/catalogue';
import { UNCALLED, type Uncalled } from '../../../../shared/api/uncalled';
import type { CheckedCall, PermissionReport, Permitted } from '../../../../shared/sync/permissions';
import { Panel } from '../../../app/parts/Page';
import { StatusTag, type StatusTone } from '../../../app/parts/StatusTag';
import { useLanguage } from '../../../app/session/context';
import { countText } from '../../../app/words';
import { wordsOf } from '../../help/interfaces';

type State = Permitted | Uncalled['class'];

/** What matters most first. */
const STATES: readonly State[] = ['missing', 'unknown', 'callable', 'other-site', 'customer', 'writing'];
const TONES: Readonly<Record<State, StatusTone>> = {
  missing: 'bad',
  unknown: 'warn',
  callable: 'good',
  'other-site': 'plain',
  customer: 'plain',
  writing: 'plain',
};

interface Row {
  readonly one: Call | Uncalled;
  readonly state: State;
  readonly checked: CheckedCall | null;
}

/** Each interface with what the check found; those that are never called are in it, so that the list is whole. */
export function PermissionMatrix({ report }: { readonly report: PermissionReport }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [shown, setShown] = useState<State | 'all'>('all');
  const rows = rowsOf(report);
  const found = rows.filter(({ state }) => shown === 'all' || state === shown);
  return (
    <Panel title={t('interfaces.check.result')} testid="permission-matrix">
      <div className="stack tight">
        <Segmented
          size="small"
          value={shown}
          onChange={setShown}
          aria-label={t('interfaces.check.result')}
          options={[
            { value: 'all' as const, label: `${t('interfaces.all')} ${countText(rows.length)}` },
            ...STATES.map((state) => ({
              value: state,
              label: `${t(`interfaces.check.states.${state}`)} ${countText(rows.filter((row) => row.state === state).length)}`,
            })),
          ]}
        />
        <div className="table-scroll">
          <table className="plain interfaces permissions">
            <thead>
              <tr>
                <th scope="col">{t('interfaces.name')}</th>
                <th scope="col">{t('interfaces.check.result')}</th>
                <th scope="col">{t('interfaces.permission')}</th>
                <th scope="col">{t('interfaces.why')}</th>
              </tr>
            </thead>
            <tbody>
              {found.map(({ one, state, checked }) => (
                <tr key={one.id} data-testid="permission-row" data-id={one.id} data-state={state}>
                  <td>
                    <div>
                      <strong>{wordsOf(one).name[language]}</strong>
                    </div>
                    <div className="muted">{one.id}</div>
                  </td>
                  <td>
                    <StatusTag tone={TONES[state]}>{t(`interfaces.check.states.${state}`)}</StatusTag>
                  </td>
                  <td>
                    {one.permission.length === 0 ? (
                      <span className="muted">{t('interfaces.noPermission')}</span>
                    ) : (
                      one.permission.map((item) => <div key={item}>{item}</div>)
                    )}
                  </td>
                  <td>
                    {whyOf(t, one, checked).map((line) => (
                      <div key={line}>{line}</div>
                    ))}
                    {checked !== null && checked.permitted !== 'callable' && checked.status !== null && (
                      <div className="muted">
                        {[checked.code, `HTTP ${checked.status}`, checked.requestId].filter((part) => part !== null).join(' · ')}
                      </div>
                    )}
                    {(checked === null || checked.permitted === 'callable') && <span className="muted">{wordsOf(one).why[language]}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Panel>
  );
}

function rowsOf(report: PermissionReport): Row[] {
  const checked = new Map(report.calls.map((call) => [call.id as string, call]));
  const rows: Row[] = [
    ...CALLS.map((one) => {
      const call = checked.get(one.id) ?? null;
      // An interface that a newer version of the app knows was not in an older check.
      return { one, checked: call, state: call?.permitted ?? ('unknown' as const) };
    }),
    ...UNCALLED.map((one: Uncalled) => ({ one, checked: null, state: one.class })),
  ];
  return rows.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
}

/** What a result means for somebody who has to do something about it. */
function whyOf(t: TFunction, one: Call | Uncalled, checked: CheckedCall | null): string[] {
  if (checked === null || checked.permitted === 'callable' || checked.permitted === 'other-site') return [];
  if (checked.permitted === 'missing') {
    if (checked.why !== null && checked.why !== 'no-subject' && checked.why !== 'permission')
      return [t(`faults.failure.${checked.why}.happened`), t(`faults.failure.${checked.why}.todo`)];
    if ('caller' in one && one.caller === 'distributor') return [t('interfaces.check.distributorOnly')];
    return [
      one.permission.length > 0
        ? t('interfaces.check.missingAny', { codes: one.permission.join(', ') })
        : t('interfaces.check.missingNone'),
    ];
  }
  if (checked.why === 'no-subject') return [t(`interfaces.check.noSubject.${one.id === 'ListInvoices' ? 'domain' : 'other'}`)];
  if (checked.status === null) return [t('interfaces.check.notTried')];
  return checked.why === null ? [] : [t(`faults.failure.${checked.why}.happened`), t(`faults.failure.${checked.why}.means`)];
}

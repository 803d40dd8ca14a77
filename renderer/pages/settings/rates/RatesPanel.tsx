import { useMemo, useState } from 'react';
import { Alert, Button, Popconfirm } from 'antd';
import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { byCodeUnit, canonicalJson } from '../../../../shared/digest';
import { parseRates, rateFaults, rateKey, type ExchangeRate, type RateTable } from '../../../../shared/rates';
import { ruleFaultText } from '../../../../shared/reconcile/rule-faults';
import { useAct } from '../../../app/parts/act';
import { Panel } from '../../../app/parts/Page';
import { LoadingState } from '../../../app/parts/States';
import { storedRates } from '../../../app/rates/use-rates';
import { useLanguage, useOpenDesk, useSession } from '../../../app/session/context';
import { usePeriod } from '../../../app/session/period';
import { VersionsPanel } from '../prices/VersionsPanel';
import { RateForm } from './RateForm';
import { TakeRates } from './TakeRates';

const COLUMNS = ['month', 'from', 'to', 'rate', 'date', 'source'] as const;

/** Rates of the converted view: a table with a form for each, tables and documents taken in, the versions saved before. */
export function RatesPanel() {
  const { store } = useOpenDesk();
  const stored = useLiveQuery(() => storedRates(store), [store]);
  if (!stored) return <LoadingState />;
  return (
    <div className="stack">
      <RatesEditor key={canonicalJson(stored)} stored={stored.rates} />
    </div>
  );
}

function RatesEditor({ stored }: { readonly stored: readonly ExchangeRate[] }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const language = useLanguage();
  const { period } = usePeriod();
  const { busy, act } = useAct();
  const [rates, setRates] = useState(stored);
  const [editing, setEditing] = useState<{ readonly at: number; readonly rate: ExchangeRate } | null>(null);
  const table = useMemo<RateTable>(() => ({ version: 1, rates }), [rates]);
  const faults = useMemo(() => rateFaults(table), [table]);
  const changed = rates !== stored;
  const put = (at: number, rate: ExchangeRate): void => {
    setRates(inOrder(at === rates.length ? [...rates, rate] : rates.map((one, i) => (i === at ? rate : one))));
    setEditing(null);
  };
  const blank: ExchangeRate = { month: period ?? '', from: 'CNY', to: 'USD', rate: '', date: '', source: '' };
  /** Puts rates beside those there are, each in place of the one of its month and pair. Answers how many were replaced. */
  const take = (taken: readonly ExchangeRate[]): number => {
    const keys = new Set(taken.map(({ month, from, to }) => rateKey(month, from, to)));
    const kept = rates.filter(({ month, from, to }) => !keys.has(rateKey(month, from, to)));
    setRates(inOrder([...kept, ...taken]));
    return rates.length - kept.length;
  };
  return (
    <>
      <Panel
        testid="rates"
        title={t('rates.title', { n: rates.length })}
        actions={
          <div className="row">
            <Button icon={<PlusOutlined />} onClick={() => setEditing({ at: rates.length, rate: blank })} data-testid="rate-add">
              {t('rates.add')}
            </Button>
            <TakeRates table={table} onTake={take} />
            <Button disabled={!changed} onClick={() => setRates(stored)}>
              {t('prices.revert')}
            </Button>
            <Button
              type="primary"
              loading={busy}
              disabled={!changed || faults.length > 0}
              onClick={() => void act(() => desk.setRates(table))}
              data-testid="rates-save"
            >
              {t('rates.save')}
            </Button>
          </div>
        }
      >
        <p className="muted" style={{ marginTop: 0 }}>
          {t('rates.hint')} {changed && <strong data-testid="rates-changed">{t('prices.unsaved')}</strong>}
        </p>
        {faults.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t('prices.faults', { n: faults.length })}
            description={faults.slice(0, 5).map(({ place, fault }) => (
              <div key={place}>
                <code>{place}</code> {ruleFaultText(fault, language)}
              </div>
            ))}
            data-testid="rates-faults"
          />
        )}
        {rates.length === 0 ? (
          <p>{t('rates.empty')}</p>
        ) : (
          <div className="table-scroll" style={{ maxHeight: 480 }}>
            <table className="plain rules" data-testid="rate-table">
              <thead>
                <tr>
                  {COLUMNS.map((name) => (
                    <th scope="col" key={name} className={name === 'rate' ? 'money' : ''}>
                      {t(`rates.columns.${name}`)}
                    </th>
                  ))}
                  <th scope="col">{t('rates.columns.acts')}</th>
                </tr>
              </thead>
              <tbody>
                {rates.map((rate, at) => {
                  const what = `${rate.month} ${rate.from} → ${rate.to}`;
                  return (
                    <tr key={rateKey(rate.month, rate.from, rate.to)} data-testid="rate">
                      {COLUMNS.map((name) => (
                        <td key={name} className={name === 'rate' ? 'money' : ''}>
                          {rate[name]}
                        </td>
                      ))}
                      <td>
                        <span className="row nowrap">
                          <Button
                            type="text"
                            size="small"
                            icon={<EditOutlined />}
                            aria-label={`${t('rates.edit')} ${what}`}
                            title={t('rates.edit')}
                            data-testid="rate-edit"
                            onClick={() => setEditing({ at, rate })}
                          />
                          <Popconfirm
                            title={`${t('rates.remove')} ${what}?`}
                            okText={t('app.act.confirm')}
                            cancelText={t('app.act.cancel')}
                            onConfirm={() => setRates(rates.filter((_, i) => i !== at))}
                          >
                            <Button
                              type="text"
                              size="small"
                              icon={<DeleteOutlined />}
                              aria-label={`${t('rates.remove')} ${what}`}
                              title={t('rates.remove')}
                              data-testid="rate-remove"
                            />
                          </Popconfirm>
                        </span>
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <VersionsPanel which="rates" onShow={(value) => setRates(parseRates(value).rates)} />
      {editing && (
        <RateForm
          rate={editing.rate}
          others={rates.filter((_, i) => i !== editing.at)}
          title={t(editing.at === rates.length ? 'rates.newTitle' : 'rates.editTitle')}
          onSave={(rate) => put(editing.at, rate)}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

/** Newest month first, then by currencies. */
function inOrder(rates: readonly ExchangeRate[]): ExchangeRate[] {
  return [...rates].sort((a, b) => byCodeUnit(b.month, a.month) || byCodeUnit(a.from, b.from) || byCodeUnit(a.to, b.to));
}

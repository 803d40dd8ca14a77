import { useMemo, useState } from 'react';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { byCodeUnit, canonicalJson } from '../../../../shared/digest';
import { parseRates, rateFaults, rateKey, type ExchangeRate, type RateTable } from '../../../../shared/rates';
import { LoadingState } from '../../../app/parts/States';
import { storedRates } from '../../../app/rates/use-rates';
import { useOpenDesk, useSession } from '../../../app/session/context';
import { usePeriod } from '../../../app/session/period';
import { EditedList } from '../EditedList';
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
  const { period } = usePeriod();
  const [rates, setRates] = useState(stored);
  const [editing, setEditing] = useState<{ readonly at: number; readonly rate: ExchangeRate } | null>(null);
  const table = useMemo<RateTable>(() => ({ version: 1, rates }), [rates]);
  const faults = useMemo(() => rateFaults(table), [table]);
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
      <EditedList
        ids={{ panel: 'rates', table: 'rate-table', row: 'rate', list: 'rates', item: 'rate' }}
        words={{
          title: t('rates.title', { n: rates.length }),
          hint: t('rates.hint'),
          empty: t('rates.empty'),
          add: t('rates.add'),
          save: t('rates.save'),
          find: t('rates.find'),
        }}
        items={rates}
        changed={rates !== stored}
        faults={faults}
        columns={COLUMNS.map((name) => ({ head: t(`rates.columns.${name}`), money: name === 'rate', cell: (rate) => rate[name] }))}
        textOf={(rate) => COLUMNS.map((name) => rate[name]).join(' ')}
        nameOf={({ month, from, to }) => `${month} ${from} → ${to}`}
        menu={<TakeRates table={table} onTake={take} />}
        onAdd={() => setEditing({ at: rates.length, rate: blank })}
        onEdit={(at) => setEditing({ at, rate: rates[at]! })}
        onRemove={(at) => setRates(rates.filter((_, i) => i !== at))}
        onRevert={() => setRates(stored)}
        onSave={() => desk.setRates(table)}
      />
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

import { useMemo } from 'react';
import { Button, Select } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { isFiltered, NO_FILTER, type Filter } from './monthly';

/** Counterparty, customer and service of the bill lines shown. */
export function FilterBar({ filter, onFilter }: { readonly filter: Filter; onFilter(filter: Filter): void }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = useNames();
  const known = useLiveQuery(
    async () => ({ parties: await store.parties.toArray(), services: await store.services.toCollection().primaryKeys() }),
    [store],
  );
  const choices = useMemo(() => {
    const customers = (known?.parties ?? []).filter(({ kind }) => kind === 'customer');
    return {
      // A reseller, or a customer of one's own.
      counterparty: (known?.parties ?? []).filter(({ kind, reseller }) => kind === 'reseller' || !reseller).map(({ id }) => id),
      customer: customers.map(({ id }) => id),
      service: known?.services ?? [],
    };
  }, [known]);
  const options = (values: readonly string[], nameOf: (id: string) => string) =>
    values.map((value) => ({ value, label: nameOf(value) })).sort((a, b) => a.label.localeCompare(b.label, 'zh'));
  const field = (name: keyof Filter, nameOf: (id: string) => string) => (
    <Select
      key={name}
      allowClear
      size="small"
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 148 }}
      placeholder={t(`overview.filter.${name}`)}
      aria-label={t(`overview.filter.${name}`)}
      data-testid={`overview-filter-${name}`}
      value={filter[name]}
      options={options(choices[name], nameOf)}
      onChange={(value: string | undefined) => onFilter({ ...filter, [name]: value ?? null })}
    />
  );
  return (
    <div className="row" role="group" aria-label={t('app.act.filter')}>
      {field('counterparty', names.party)}
      {field('customer', names.party)}
      {field('service', names.service)}
      {isFiltered(filter) && (
        <Button size="small" type="link" onClick={() => onFilter(NO_FILTER)}>
          {t('app.act.clear')}
        </Button>
      )}
    </div>
  );
}

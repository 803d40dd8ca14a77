import { useMemo } from 'react';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RollupRow } from '../../store/schema';
import { useNames } from '../../app/session/lookups';
import { isFiltered, NO_FILTER, type Filter } from './monthly';

/** Counterparty, customer and service of the bill lines shown. */
export function FilterBar({
  rollups,
  filter,
  onFilter,
}: {
  readonly rollups: readonly RollupRow[];
  readonly filter: Filter;
  onFilter(filter: Filter): void;
}) {
  const { t } = useTranslation();
  const names = useNames();
  const choices = useMemo(() => {
    const distinct = (pick: (row: RollupRow) => string): string[] => [...new Set(rollups.map(pick))];
    return {
      counterparty: distinct((row) => row.counterparty),
      customer: distinct((row) => row.customer),
      service: distinct((row) => row.service),
    };
  }, [rollups]);
  const options = (values: readonly string[], nameOf: (id: string) => string) =>
    values.map((value) => ({ value, label: nameOf(value) })).sort((a, b) => a.label.localeCompare(b.label, 'zh'));
  const field = (name: keyof Filter, nameOf: (id: string) => string) => (
    <Select
      key={name}
      allowClear
      size="small"
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 176 }}
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

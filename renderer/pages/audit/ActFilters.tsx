import { useState } from 'react';
import { Button, DatePicker, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useDayWords } from '../../app/parts/day-words';
import { codeWord } from '../../app/words';
import { ALL_ACTS, type ActFilter } from './act-filter';

/** What of the journal is looked at: kind, person, month, days, words. */
export function ActFilters({
  filter,
  kinds,
  people,
  periods,
  onFilter,
}: {
  readonly filter: ActFilter;
  readonly kinds: readonly string[];
  readonly people: readonly string[];
  readonly periods: readonly string[];
  onFilter(filter: ActFilter): void;
}) {
  const { t } = useTranslation();
  const set = (patch: Partial<ActFilter>): void => onFilter({ ...filter, ...patch });
  const [cleared, setCleared] = useState(0);
  const clear = (): void => {
    setCleared(cleared + 1);
    onFilter(ALL_ACTS);
  };
  const locale = useDayWords();
  const active = Object.values(filter).some((value) => value !== null && value !== '');
  const day = (name: 'from' | 'to') => (
    <DatePicker
      // It keeps what was chosen by itself; cleared, it begins anew.
      key={`${name}${cleared}`}
      size="small"
      style={{ width: 128 }}
      format="YYYY-MM-DD"
      locale={locale}
      placeholder={t(`audit.filter.${name}`)}
      aria-label={t(`audit.filter.${name}`)}
      title={t('audit.filter.clock')}
      data-testid={`audit-${name}`}
      onChange={(_day, text) => set({ [name]: text === '' ? null : text })}
    />
  );
  return (
    <div className="row" role="search" aria-label={t('app.act.filter')} data-testid="audit-filters">
      <Select
        allowClear
        size="small"
        style={{ width: 130 }}
        placeholder={t('audit.filter.kind')}
        aria-label={t('audit.filter.kind')}
        data-testid="audit-kind"
        value={filter.kind}
        options={kinds.map((value) => ({ value, label: codeWord(t, 'act', value) }))}
        onChange={(value: string | undefined) => set({ kind: value ?? null })}
      />
      <Select
        allowClear
        size="small"
        style={{ width: 110 }}
        placeholder={t('audit.filter.by')}
        aria-label={t('audit.filter.by')}
        data-testid="audit-by"
        value={filter.by}
        options={people.map((value) => ({ value, label: value === '' ? t('audit.unnamed') : value }))}
        onChange={(value: string | undefined) => set({ by: value ?? null })}
      />
      <Select
        allowClear
        size="small"
        style={{ width: 110 }}
        placeholder={t('audit.filter.period')}
        aria-label={t('audit.filter.period')}
        data-testid="audit-period"
        value={filter.period}
        options={periods.map((value) => ({ value, label: value }))}
        onChange={(value: string | undefined) => set({ period: value ?? null })}
      />
      {day('from')}
      {day('to')}
      <Input
        allowClear
        size="small"
        style={{ width: 150 }}
        placeholder={t('audit.filter.text')}
        aria-label={t('audit.filter.text')}
        data-testid="audit-text"
        value={filter.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      {active && (
        <Button size="small" type="link" onClick={clear} data-testid="audit-clear">
          {t('audit.filter.clear')}
        </Button>
      )}
    </div>
  );
}

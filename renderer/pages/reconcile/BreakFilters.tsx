import { useMemo } from 'react';
import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AGE_BUCKETS, ageBucket, ageInPeriods, type AgeBucket } from '../../../shared/close';
import type { Period } from '../../../shared/period';
import type { BreakStatus, StoredBreak } from '../../../shared/desk/api';
import { useNames } from '../../app/session/lookups';
import { countText } from '../../app/words';
import type { BreakFilter, DecidedBreaks, RoleTab } from '../../store/break-table';

const STATUSES: readonly BreakStatus[] = ['open', 'assigned', 'explained', 'approved', 'carried'];

export const NO_BREAK_FILTER: BreakFilter & { readonly text: string } = {
  class: null,
  status: null,
  counterparty: null,
  age: null,
  text: '',
};

interface BreakFiltersProps {
  readonly breaks: DecidedBreaks;
  readonly latest: Period;
  readonly role: RoleTab;
  readonly filter: typeof NO_BREAK_FILTER;
  readonly shown: number;
  /** A text is still looked for. */
  readonly searching: boolean;
  onFilter(filter: typeof NO_BREAK_FILTER): void;
}

export function BreakFilters({ breaks, latest, role, filter, shown, searching, onFilter }: BreakFiltersProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { classes, counterparties, ages } = useMemo(() => {
    const { table } = breaks;
    const byClass = new Map<StoredBreak['class'], number>();
    const byPeriod = new Map<Period, number>();
    const parties = new Set<string | null>();
    for (let row = 0; row < table.count; row++) {
      if (table.roles[row] !== role) continue;
      byClass.set(table.classes[row]!, (byClass.get(table.classes[row]!) ?? 0) + 1);
      byPeriod.set(table.periods[row]!, (byPeriod.get(table.periods[row]!) ?? 0) + 1);
      parties.add(table.counterparties[row]!);
    }
    const byAge = new Map<AgeBucket, number>();
    for (const [period, n] of byPeriod) {
      const bucket = ageBucket(ageInPeriods(period, latest));
      byAge.set(bucket, (byAge.get(bucket) ?? 0) + n);
    }
    return {
      classes: [...byClass].sort((a, b) => b[1] - a[1]),
      counterparties: [...parties].filter((id) => id !== null),
      ages: AGE_BUCKETS.filter((bucket) => byAge.has(bucket)).map((value) => ({
        value,
        label: `${t('reconcile.age.bucket', { months: value })} (${countText(byAge.get(value) ?? 0)})`,
      })),
    };
  }, [breaks, role, latest, t]);
  const active =
    filter.class !== null || filter.status !== null || filter.counterparty !== null || filter.age !== null || filter.text !== '';
  return (
    <div className="row" role="group" aria-label={t('app.act.filter')} style={{ marginBottom: 10 }}>
      <Select
        allowClear
        size="small"
        style={{ width: 190 }}
        placeholder={t('reconcile.filter.class')}
        aria-label={t('reconcile.filter.class')}
        data-testid="filter-class"
        value={filter.class}
        options={classes.map(([value, n]) => ({ value, label: `${t(`codes.breakClass.${value}`)} (${countText(n)})` }))}
        onChange={(value: StoredBreak['class'] | undefined) => onFilter({ ...filter, class: value ?? null })}
      />
      <Select
        allowClear
        size="small"
        style={{ width: 120 }}
        placeholder={t('reconcile.filter.status')}
        aria-label={t('reconcile.filter.status')}
        data-testid="filter-status"
        value={filter.status}
        options={STATUSES.map((value) => ({ value, label: t(`codes.breakStatus.${value}`) }))}
        onChange={(value: BreakStatus | undefined) => onFilter({ ...filter, status: value ?? null })}
      />
      <Select
        allowClear
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 190 }}
        placeholder={t('reconcile.filter.counterparty')}
        aria-label={t('reconcile.filter.counterparty')}
        value={filter.counterparty}
        options={counterparties.map((value) => ({ value, label: names.party(value) }))}
        onChange={(value: string | undefined) => onFilter({ ...filter, counterparty: value ?? null })}
      />
      {ages.length > 1 && (
        <Select
          allowClear
          size="small"
          style={{ width: 150 }}
          placeholder={t('reconcile.age.filter')}
          aria-label={t('reconcile.age.filter')}
          data-testid="filter-age"
          value={filter.age}
          options={ages}
          onChange={(value: AgeBucket | undefined) => onFilter({ ...filter, age: value ?? null })}
        />
      )}
      <Input
        allowClear
        size="small"
        style={{ width: 190 }}
        placeholder={t('reconcile.filter.text')}
        aria-label={t('reconcile.filter.text')}
        data-testid="filter-text"
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.target.value })}
      />
      {active && (
        <Button size="small" type="link" onClick={() => onFilter(NO_BREAK_FILTER)}>
          {t('app.act.clear')}
        </Button>
      )}
      <span className="muted figure" data-testid="breaks-shown" data-count={searching ? undefined : shown}>
        {searching ? t('reconcile.searching') : t('reconcile.shown', { n: countText(shown) })}
      </span>
      <span style={{ flex: 1 }} />
      <span className="muted" aria-hidden="true">
        <kbd>J</kbd> <kbd>K</kbd> {t('reconcile.keys.move')} · <kbd>Enter</kbd> {t('reconcile.keys.open')} · <kbd>E</kbd>{' '}
        {t('reconcile.explain')} · <kbd>C</kbd> {t('reconcile.carry')} · <kbd>A</kbd> {t('reconcile.assign')} · <kbd>P</kbd>{' '}
        {t('reconcile.approve')} · <kbd>M</kbd> {t('reconcile.match')} · <kbd>Y</kbd> {t('reconcile.keys.accept')} · <kbd>U</kbd>{' '}
        {t('reconcile.undo')}
      </span>
    </div>
  );
}

import type { TFunction } from 'i18next';
import type { Series } from '../../charts/Legend';

export function kindSeries(t: TFunction): Series[] {
  return [
    { name: 'consumption', label: t('overview.series.consumption'), colour: '--chart-consumption', mark: 'solid' },
    { name: 'refunds', label: t('overview.series.refunds'), colour: '--chart-refunds', mark: 'stripes' },
    { name: 'adjustments', label: t('overview.series.adjustments'), colour: '--chart-adjustments', mark: 'dots' },
  ];
}

export function billSeries(t: TFunction, filtered: boolean): Series[] {
  return [
    ...kindSeries(t),
    { name: 'due', label: filtered ? t('overview.series.net') : t('overview.series.due'), colour: '--chart-due', mark: 'line' },
  ];
}

/** The amount due, or net, of the same month, quarter or year a year before. */
export function lastYearSeries(t: TFunction): Series {
  return { name: 'lastYear', label: t('overview.series.lastYear'), colour: '--chart-last-year', mark: 'dashes' };
}

export function marginSeries(t: TFunction): Series[] {
  return [
    { name: 'revenue', label: t('overview.series.revenue'), colour: '--chart-allocated', mark: 'solid' },
    { name: 'cost', label: t('overview.series.cost'), colour: '--chart-refunds', mark: 'stripes' },
    { name: 'margin', label: t('overview.series.margin'), colour: '--chart-due', mark: 'line' },
  ];
}

export function fundSeries(t: TFunction): Series[] {
  return [
    { name: 'allocated', label: t('overview.series.allocated'), colour: '--chart-allocated', mark: 'solid' },
    { name: 'reclaimed', label: t('overview.series.reclaimed'), colour: '--chart-reclaimed', mark: 'stripes' },
    { name: 'net', label: t('overview.series.fundNet'), colour: '--chart-due', mark: 'line' },
  ];
}

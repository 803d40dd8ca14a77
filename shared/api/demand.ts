/** Sources that are read when somebody asks for them on a page: a call or more per customer, service or year. */
import type { SourceId } from './sources';

export const DEMAND_SOURCES = [
  'period-resources',
  'on-demand-resources',
  'service-resources',
  'budget-records',
  'online-invoices',
] as const satisfies readonly SourceId[];

export type DemandSource = (typeof DEMAND_SOURCES)[number];

/**
 * Operations that the partner's keys may call and the desk has no use for: they fill postal addresses and verification forms, and the desk
 * has neither. The permission check tries them, so that its matrix is whole. Part of the catalogue's table. Source: partner-api.yaml, 2026-03.
 */
import type { Call } from './catalogue';

const PLACES = {
  method: 'GET',
  sites: ['cn'],
  caller: 'partner',
  use: 'check',
  window: { span: null, backMonths: null },
  paging: { kind: 'records', max: 1000, where: 'query' },
  total: 'count',
  quota: { requests: 10, perSeconds: 1 },
  permission: [],
  language: true,
} as const;

/** A place that every copy of the documentation has: an unknown code is answered too, with an empty list. */
const SHANGHAI = { province: '310000', city: '310100' };

export const CHECKED_OPERATIONS = [
  { ...PLACES, id: 'ListProvinces', path: '/v2/systems/configs/provinces', rows: 'provinces', parameters: () => ({}) },
  {
    ...PLACES,
    id: 'ListCities',
    path: '/v2/systems/configs/cities',
    rows: 'cities',
    parameters: () => ({ query: { province_code: SHANGHAI.province } }),
  },
  {
    ...PLACES,
    id: 'ListCounties',
    path: '/v2/systems/configs/counties',
    rows: 'counties',
    parameters: () => ({ query: { city_code: SHANGHAI.city } }),
  },
] as const satisfies readonly Call[];

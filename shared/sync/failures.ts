/**
 * Why something was not read: a closed set, each with a number that people can tell to each other. What each means, where it comes from and
 * what to do stands in the screens' words (`faults.failure`), in both languages.
 */
export const FAILURE_CODES = {
  // The keys and what they may do.
  credentials: 'RD-101',
  clock: 'RD-102',
  permission: 'RD-103',
  'account-kind': 'RD-104',
  'not-partner': 'RD-105',
  address: 'RD-106',
  foreign: 'RD-107',
  // The way to the gateway.
  network: 'RD-201',
  proxy: 'RD-202',
  certificate: 'RD-203',
  intercepted: 'RD-204',
  // The service.
  throttled: 'RD-301',
  service: 'RD-302',
  withdrawn: 'RD-303',
  // What was answered.
  contract: 'RD-401',
  partial: 'RD-402',
  'count-mismatch': 'RD-403',
  unstable: 'RD-404',
  conflict: 'RD-405',
  'not-found': 'RD-406',
  // This computer.
  cancelled: 'RD-501',
  storage: 'RD-502',
} as const satisfies Readonly<Record<string, string>>;

export type SliceFailure = keyof typeof FAILURE_CODES;

/** Nothing gets through because of the way there, not because of what is there: worth waiting for. */
export const OF_THE_WAY: ReadonlySet<SliceFailure> = new Set<SliceFailure>(['network', 'proxy', 'intercepted']);

/** Asking again tomorrow brings the same: it was said who may not ask, or that nobody may. Each is reported; none is waited for. */
export const REFUSALS: ReadonlySet<SliceFailure> = new Set<SliceFailure>([
  'permission',
  'account-kind',
  'not-partner',
  'foreign',
  'withdrawn',
]);

/** The pages, each loaded when it is first needed: what is parsed at the start is the frame and the page that is looked at. */
import type { ComponentType } from 'react';

/** A part of the window whose code lies in a file of its own. */
export class Later<P = object> {
  /** Null until its code is there; from then on it is drawn without waiting. */
  loaded: ComponentType<P> | null = null;
  private loading: Promise<ComponentType<P>> | null = null;

  constructor(private readonly fetched: () => Promise<ComponentType<P>>) {}

  /** Loads it; again after it failed. @throws TypeError when its file cannot be read */
  load(): Promise<ComponentType<P>> {
    this.loading ??= this.fetched().then(
      (component) => (this.loaded = component),
      (error: unknown) => {
        this.loading = null;
        throw error;
      },
    );
    return this.loading;
  }
}

/** By what the address calls them; `current` is the period page without a month. */
export const PAGES = {
  overview: new Later(() => import('../pages/overview/OverviewPage').then((file) => file.OverviewPage)),
  current: new Later(() => import('../pages/period/CurrentPeriod').then((file) => file.CurrentPeriod)),
  period: new Later(() => import('../pages/period/PeriodPage').then((file) => file.PeriodPage)),
  reconcile: new Later(() => import('../pages/reconcile/ReconcilePage').then((file) => file.ReconcilePage)),
  margin: new Later(() => import('../pages/margin/MarginPage').then((file) => file.MarginPage)),
  refunds: new Later(() => import('../pages/lists/RefundsPage').then((file) => file.RefundsPage)),
  accounts: new Later(() => import('../pages/lists/AccountsPage').then((file) => file.AccountsPage)),
  ledgers: new Later(() => import('../pages/ledgers/LedgersPage').then((file) => file.LedgersPage)),
  coupons: new Later(() => import('../pages/lists/CouponsPage').then((file) => file.CouponsPage)),
  customers: new Later(() => import('../pages/lists/CustomersPage').then((file) => file.CustomersPage)),
  orders: new Later(() => import('../pages/lists/OrdersPage').then((file) => file.OrdersPage)),
  sync: new Later(() => import('../pages/sync/SyncPage').then((file) => file.SyncPage)),
  audit: new Later(() => import('../pages/audit/AuditPage').then((file) => file.AuditPage)),
  settings: new Later(() => import('../pages/settings/SettingsPage').then((file) => file.SettingsPage)),
  help: new Later(() => import('../pages/help/HelpPage').then((file) => file.HelpPage)),
};

/** Time the page that was opened has for itself, ms. */
const BEFORE_OTHERS = 1_500;

/** Loads parts one by one while nothing else is to be done, so that nobody waits for them later. */
export function loadWhenIdle(parts: readonly { load(): Promise<unknown> }[]): () => void {
  let stopped = false;
  const idle = (): Promise<unknown> => new Promise((resolve) => requestIdleCallback(resolve));
  const timer = setTimeout(() => {
    void (async () => {
      for (const part of parts) {
        await idle();
        if (stopped) return;
        // Who opens it will be told.
        await part.load().catch(() => undefined);
      }
    })();
  }, BEFORE_OTHERS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

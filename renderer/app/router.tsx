import { Navigate, createHashRouter } from 'react-router';
import { Shell } from './shell/Shell';
import { PageFault } from './parts/PageFault';
import { OverviewPage } from '../pages/overview/OverviewPage';
import { PeriodPage } from '../pages/period/PeriodPage';
import { ReconcilePage } from '../pages/reconcile/ReconcilePage';
import { MarginPage } from '../pages/margin/MarginPage';
import { RefundsPage } from '../pages/lists/RefundsPage';
import { AccountsPage } from '../pages/lists/AccountsPage';
import { CouponsPage } from '../pages/lists/CouponsPage';
import { CustomersPage } from '../pages/lists/CustomersPage';
import { OrdersPage } from '../pages/lists/OrdersPage';
import { LedgersPage } from '../pages/ledgers/LedgersPage';
import { SyncPage } from '../pages/sync/SyncPage';
import { AuditPage } from '../pages/audit/AuditPage';
import { SettingsPage } from '../pages/settings/SettingsPage';
import { HelpPage } from '../pages/help/HelpPage';
import { CurrentPeriod } from '../pages/period/CurrentPeriod';

/** Routes of the window; the address stays behind the hash, so that the page itself never reloads. */
export const router = createHashRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <PageFault />,
    children: [
      { index: true, element: <Navigate to="/overview" replace /> },
      { path: 'overview', element: <OverviewPage /> },
      { path: 'period', element: <CurrentPeriod /> },
      { path: 'period/:period', element: <PeriodPage /> },
      { path: 'reconcile', element: <ReconcilePage /> },
      { path: 'margin', element: <MarginPage /> },
      { path: 'refunds', element: <RefundsPage /> },
      { path: 'accounts', element: <AccountsPage /> },
      { path: 'ledgers', element: <LedgersPage /> },
      { path: 'coupons', element: <CouponsPage /> },
      { path: 'customers', element: <CustomersPage /> },
      { path: 'orders', element: <OrdersPage /> },
      { path: 'sync', element: <SyncPage /> },
      { path: 'audit', element: <AuditPage /> },
      { path: 'settings/:section?', element: <SettingsPage /> },
      { path: 'help/:topic?/:at?', element: <HelpPage /> },
      { path: '*', element: <Navigate to="/overview" replace /> },
    ],
  },
]);

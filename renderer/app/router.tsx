import type { ReactElement } from 'react';
import { Navigate, createHashRouter } from 'react-router';
import { Shell } from './shell/Shell';
import { Loaded } from './parts/Loaded';
import { PageFault } from './parts/PageFault';
import { PAGES } from './pages';

const page = (name: keyof typeof PAGES): ReactElement => <Loaded part={PAGES[name]} props={{}} />;

/** Routes of the window; the address stays behind the hash, so that the page itself never reloads. */
export const router = createHashRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <PageFault />,
    children: [
      {
        // What one page cannot show takes nothing from around it: the way to the others stays.
        errorElement: <PageFault />,
        children: [
          { index: true, element: <Navigate to="/overview" replace /> },
          { path: 'overview', element: page('overview') },
          { path: 'period', element: page('current') },
          { path: 'period/:period', element: page('period') },
          { path: 'reconcile', element: page('reconcile') },
          { path: 'margin', element: page('margin') },
          { path: 'refunds', element: page('refunds') },
          { path: 'accounts', element: page('accounts') },
          { path: 'ledgers', element: page('ledgers') },
          { path: 'coupons', element: page('coupons') },
          { path: 'customers', element: page('customers') },
          { path: 'orders', element: page('orders') },
          { path: 'sync', element: page('sync') },
          { path: 'audit', element: page('audit') },
          { path: 'settings/:section?', element: page('settings') },
          { path: 'help/:topic?/:at?', element: page('help') },
          { path: '*', element: <Navigate to="/overview" replace /> },
        ],
      },
    ],
  },
]);

/** The pages in the navigation, in its order; one entry per page that works. */
import type { ComponentType } from 'react';
import {
  AccountBookOutlined,
  AuditOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  CloudSyncOutlined,
  PercentageOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SettingOutlined,
  ShoppingOutlined,
  SwapOutlined,
  TagsOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { PageId } from '../../../shared/shell/commands';

export const NAVIGATION: readonly {
  readonly group: 'groupClose' | 'groupLook' | 'groupDesk';
  readonly pages: readonly { readonly id: PageId; readonly icon: ComponentType }[];
}[] = [
  {
    group: 'groupClose',
    pages: [
      { id: 'overview', icon: BarChartOutlined },
      { id: 'period', icon: CalendarOutlined },
      { id: 'ledgers', icon: AccountBookOutlined },
      { id: 'reconcile', icon: CheckSquareOutlined },
      { id: 'margin', icon: PercentageOutlined },
    ],
  },
  {
    group: 'groupLook',
    pages: [
      { id: 'refunds', icon: RollbackOutlined },
      { id: 'accounts', icon: SwapOutlined },
      { id: 'coupons', icon: TagsOutlined },
      { id: 'customers', icon: TeamOutlined },
      { id: 'orders', icon: ShoppingOutlined },
    ],
  },
  {
    group: 'groupDesk',
    pages: [
      { id: 'sync', icon: CloudSyncOutlined },
      { id: 'audit', icon: AuditOutlined },
      { id: 'settings', icon: SettingOutlined },
      { id: 'help', icon: QuestionCircleOutlined },
    ],
  },
];

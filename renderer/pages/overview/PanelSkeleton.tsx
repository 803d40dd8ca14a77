import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../app/parts/Page';

/** The place of a panel whose figures are being read: of about its height, so that nothing jumps when they come. */
export function PanelSkeleton({ rows }: { readonly rows: number }) {
  const { t } = useTranslation();
  return (
    <Panel>
      <div role="status" data-testid="panel-loading">
        <span className="visually-hidden">{t('app.state.loading')}</span>
        <Skeleton title={{ width: '30%' }} paragraph={{ rows }} active={false} />
      </div>
    </Panel>
  );
}

import { Button } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../app/parts/States';

export function NoFigures() {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('app.state.noFigures')} hint={t('app.state.noFiguresHint')}>
      <Link to="/sync">
        <Button type="primary">{t('app.state.goSync')}</Button>
      </Link>
    </EmptyState>
  );
}

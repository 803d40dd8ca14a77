/** The designed states of a page that has nothing to show yet, or cannot. */
import type { ReactNode } from 'react';
import { Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { ofFault } from '../../help/addresses';
import { faultText } from '../faults';
import { LearnMore } from './LearnMore';

export function LoadingState({ text }: { readonly text?: string }) {
  const { t } = useTranslation();
  return (
    <div className="state" role="status" data-testid="state-loading">
      <Spin />
      <p>{text ?? t('app.state.loading')}</p>
    </div>
  );
}

export function EmptyState({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children?: ReactNode }) {
  return (
    <div className="state" data-testid="state-empty">
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </div>
  );
}

export function FailedState({ fault, onRetry }: { readonly fault: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="state" role="alert" data-testid="state-failed">
      <h2>{t('app.state.failed')}</h2>
      <p>
        {faultText(t, fault)} <LearnMore to={ofFault(fault)} />
      </p>
      {onRetry && <Button onClick={onRetry}>{t('app.state.retry')}</Button>}
    </div>
  );
}

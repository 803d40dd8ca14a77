import { useState, type ReactNode } from 'react';
import { Checkbox } from 'antd';
import { useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { usePeriod, usePeriods } from '../../app/session/period';
import { Page, Panel } from '../../app/parts/Page';
import { LoadingState } from '../../app/parts/States';
import { NoFigures } from '../period/NoFigures';

/** A page that is one list: of the chosen period, or of all of them. */
export function ListPage({
  title,
  hint,
  periodic = true,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  readonly periodic?: boolean;
  children(period: string | null): ReactNode;
}) {
  const { t } = useTranslation();
  const known = usePeriods();
  const { period } = usePeriod();
  const [query] = useSearchParams();
  const [everything, setEverything] = useState(query.has('all'));
  if (known === undefined) return <LoadingState />;
  if (period === null)
    return (
      <Page title={title}>
        <Panel>
          <NoFigures />
        </Panel>
      </Page>
    );
  const all = everything || !periodic;
  return (
    <Page
      title={title}
      extra={
        <span className="muted">
          {all ? t('app.header.allPeriods') : period} · {hint}
        </span>
      }
      actions={
        periodic ? (
          <Checkbox checked={everything} onChange={(event) => setEverything(event.target.checked)} data-testid="all-periods">
            {t('app.header.allPeriods')}
          </Checkbox>
        ) : null
      }
    >
      {children(all ? null : period)}
    </Page>
  );
}

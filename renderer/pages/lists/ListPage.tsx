import type { ReactNode } from 'react';
import { Checkbox } from 'antd';
import { useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { usePeriod } from '../../app/session/period';
import { Page, Panel } from '../../app/parts/Page';
import { NoFigures } from '../period/NoFigures';
import { NoSuchPeriod } from '../period/NoSuchPeriod';

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
  const { period, stray } = usePeriod();
  const [query, setQuery] = useSearchParams();
  // In the address, so that a link decides it wherever it is followed from.
  const everything = query.has('all');
  const showAll = (wanted: boolean): void =>
    setQuery((before) => {
      const next = new URLSearchParams(before);
      if (wanted) next.set('all', '1');
      else next.delete('all');
      return next;
    });
  if (period === null)
    return (
      <Page title={title}>
        <Panel>
          <NoFigures />
        </Panel>
      </Page>
    );
  const all = everything || !periodic;
  if (stray && !all) return <NoSuchPeriod />;
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
          <Checkbox checked={everything} onChange={(event) => showAll(event.target.checked)} data-testid="all-periods">
            {t('app.header.allPeriods')}
          </Checkbox>
        ) : null
      }
    >
      {children(all ? null : period)}
    </Page>
  );
}

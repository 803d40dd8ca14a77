import { useMemo } from 'react';
import { Button } from 'antd';
import { ArrowLeftOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { DataGrid, type DataGridProps } from '../../grid/DataGrid';
import { cellText, columnHead } from '../../grid/cell-text';
import { useNames } from '../session/lookups';
import { useTravel } from '../trail/use-trail';
import { askedIn } from './rows-behind';
import { onList } from './use-tab';

/** A grid that opens with the filters its address asks for, says which they are, and leads back to where they were asked. */
export function AskedGrid(props: Omit<DataGridProps, 'filters'>) {
  const { source } = props;
  const { t } = useTranslation();
  const { backTo } = useTravel();
  const names = useNames();
  const [query, setQuery] = useSearchParams();
  const asked = useMemo(() => {
    const found = askedIn(query);
    return found?.list === source ? found : null;
  }, [query, source]);
  const filters = useMemo(() => asked?.filters.map(([column, value]) => ({ column, op: 'is' as const, value })), [asked]);
  const worded = (column: string, value: string): string => {
    const head = (key: string): string => columnHead(t, source, key);
    if (column === 'customer') return `${head('customerName')}: ${names.party(value)}`;
    if (column === 'reseller') return `${head('reseller')}: ${names.party(value)}`;
    if (column === 'service') return `${head('serviceName')}: ${names.service(value)}`;
    return `${head(column)}: ${cellText(t, source, { key: column, type: 'text' }, value)}`;
  };
  return (
    <>
      {asked && (
        <div className="row asked" role="status" data-testid="asked" data-filters={asked.filters.length}>
          <Button
            size="small"
            icon={<ArrowLeftOutlined />}
            onClick={() => backTo((address) => !/[?&]from=/.test(address))}
            data-testid="asked-back"
          >
            {t('lists.asked.back', { from: asked.from })}
          </Button>
          <span className="muted">{t('lists.asked.only')}</span>
          {asked.filters.map(([column, value]) => (
            <span key={column} className="badge" title={value}>
              {worded(column, value)}
            </span>
          ))}
          <Button
            size="small"
            type="link"
            onClick={() => setQuery((before) => onList(before, source), { replace: true })}
            data-testid="asked-all"
          >
            {t('lists.asked.all')}
          </Button>
        </div>
      )}
      <DataGrid {...props} {...(filters ? { filters } : {})} />
    </>
  );
}

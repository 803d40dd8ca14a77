import { useEffect, useMemo, useRef } from 'react';
import { Button } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { MarginLine } from '../../../shared/reconcile/margin-report';
import { useOpenDesk } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { Panel } from '../../app/parts/Page';
import { DataGrid } from '../../grid/DataGrid';

/** Bill lines behind a line of the margin report. */
export function LinesOf({ line, period, onClose }: { readonly line: MarginLine; readonly period: string | null; onClose(): void }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const names = useNames();
  const { counterparty, customer, service } = line;
  const party = useLiveQuery(
    async () => ({ row: counterparty === null ? null : ((await store.parties.get(counterparty)) ?? null) }),
    [store, counterparty],
  );
  const reseller = party?.row?.kind === 'reseller';
  const filters = useMemo(() => {
    const is = (column: string, value: string) => ({ column, op: 'is' as const, value });
    return [
      ...(counterparty === null ? [] : [is(reseller ? 'reseller' : 'customer', counterparty)]),
      ...(customer === null || (counterparty === customer && !reseller) ? [] : [is('customer', customer)]),
      ...(service === null ? [] : [is('service', service)]),
    ];
  }, [counterparty, customer, service, reseller]);
  const top = useRef<HTMLDivElement>(null);
  const ready = party !== undefined;
  // The report above may fill the window.
  useEffect(() => top.current?.scrollIntoView({ block: 'nearest' }), [ready, line]);
  if (!party) return null;
  const what = [line.period, names.party(counterparty), customer === counterparty ? '' : names.party(customer), names.service(service)]
    .filter(Boolean)
    .join(' · ');
  return (
    <Panel
      testid="margin-lines"
      title={t('prices.margin.lines', { what: what || t('prices.margin.total') })}
      actions={<Button onClick={onClose}>{t('prices.margin.closeLines')}</Button>}
    >
      <div className="margin-lines" ref={top}>
        <DataGrid id="margin-lines" label={t('prices.margin.lines', { what })} source="bill-lines" period={period} filters={filters} />
      </div>
    </Panel>
  );
}

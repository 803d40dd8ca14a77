import { useMemo } from 'react';
import { Checkbox, Input, Radio, Select } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { isPeriod, periodRange, type Period } from '../../../shared/period';
import { SYNC_GROUPS, type SyncGroup } from '../../../shared/sync/picks';
import { useOpenDesk, useSession } from '../../app/session/context';
import { Panel } from '../../app/parts/Page';
import type { SyncAsk } from '../../app/activity/work';

export const MOST_MONTHS = 36;

/** What the user picked, as far as it is typed. */
export interface Picked {
  readonly mode: 'found' | 'chosen';
  readonly from: string;
  readonly to: string;
  readonly groups: readonly SyncGroup[];
  readonly customers: readonly string[];
  readonly everything: boolean;
}

export const NOTHING_PICKED: Picked = { mode: 'found', from: '', to: '', groups: SYNC_GROUPS, customers: [], everything: false };

function monthsOf({ from, to }: Picked): Period[] {
  return isPeriod(from) && isPeriod(to) ? periodRange(from, to) : [];
}

/** The run that was picked; null while it is none. */
export function askOf(picked: Picked): SyncAsk | null {
  const months = monthsOf(picked);
  if (picked.groups.length === 0) return null;
  if (picked.mode === 'chosen' && (months.length === 0 || months.length > MOST_MONTHS)) return null;
  return {
    periods: picked.mode === 'found' ? null : months,
    ...(picked.groups.length === SYNC_GROUPS.length ? {} : { groups: picked.groups }),
    ...(picked.customers.length === 0 ? {} : { customers: picked.customers }),
    ...(picked.everything ? { everything: true } : {}),
  };
}

/** Which months, which kinds of data, whose. */
export function PickPanel({
  picked,
  onPick,
  disabled,
}: {
  readonly picked: Picked;
  readonly onPick: (picked: Picked) => void;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation();
  const { info } = useSession();
  const { store } = useOpenDesk();
  const parties = useLiveQuery(() => store.parties.where('kind').equals('customer').toArray(), [store]);
  const customers = useMemo(
    () => (parties ?? []).map(({ id, name, accountName }) => ({ value: id, label: name || accountName || id })),
    [parties],
  );
  const months = monthsOf(picked);
  const monthField = (name: 'from' | 'to') => (
    <Input
      style={{ width: 100 }}
      placeholder="YYYY-MM"
      disabled={disabled}
      aria-label={t(`sync.${name}`)}
      data-testid={`sync-${name}`}
      status={picked[name] !== '' && !isPeriod(picked[name]) ? 'error' : ''}
      value={picked[name]}
      onChange={(event) => onPick({ ...picked, [name]: event.target.value.trim() })}
    />
  );
  return (
    <Panel title={t('sync.what')}>
      <dl className="sync-pick">
        <dt>{t('sync.pick.months')}</dt>
        <dd className="row">
          <Radio.Group
            value={picked.mode}
            disabled={disabled}
            onChange={(event) => onPick({ ...picked, mode: event.target.value as Picked['mode'] })}
            options={[
              { value: 'found', label: t('sync.found') },
              { value: 'chosen', label: t('sync.chosen') },
            ]}
          />
          {picked.mode === 'chosen' && (
            <>
              {monthField('from')}
              <span aria-hidden="true">–</span>
              {monthField('to')}
              <span className="muted" role="status">
                {months.length === 0 ? t('sync.noMonths') : t('sync.monthCount', { n: months.length, most: MOST_MONTHS })}
              </span>
            </>
          )}
        </dd>
        <dt>{t('sync.pick.groups')}</dt>
        <dd>
          <Checkbox.Group
            value={[...picked.groups]}
            disabled={disabled}
            data-testid="sync-groups"
            onChange={(groups) => onPick({ ...picked, groups: SYNC_GROUPS.filter((group) => groups.includes(group)) })}
            options={SYNC_GROUPS.map((group) => ({ value: group, label: t(`sync.group.${group}`) }))}
          />
        </dd>
        <dt>{t('sync.pick.customers')}</dt>
        <dd>
          <Select
            mode="multiple"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            maxTagCount="responsive"
            style={{ width: 'min(520px, 100%)' }}
            disabled={disabled || customers.length === 0}
            placeholder={t('sync.pick.allCustomers')}
            aria-label={t('sync.pick.customers')}
            data-testid="sync-customers"
            value={[...picked.customers]}
            onChange={(chosen: string[]) => onPick({ ...picked, customers: chosen })}
            options={customers}
          />
          {picked.customers.length > 0 && <p className="muted">{t('sync.pick.customersHint')}</p>}
        </dd>
        <dt>{t('sync.pick.settled')}</dt>
        <dd>
          <Checkbox
            checked={picked.everything}
            disabled={disabled}
            data-testid="sync-everything"
            onChange={(event) => onPick({ ...picked, everything: event.target.checked })}
          >
            {t('sync.pick.everything')}
          </Checkbox>
        </dd>
      </dl>
      <p className="muted" style={{ marginBottom: 0 }}>
        {t('sync.hint', { today: info.today })}
      </p>
    </Panel>
  );
}

import { useEffect, useMemo, useState } from 'react';
import { Button, Input, Select } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { DemandSource } from '../../../shared/api/demand';
import { operationOf } from '../../../shared/api/catalogue';
import type { DemandArgs, DemandOutcome } from '../../../shared/desk/api';
import { DEFAULT_SHARE } from '../../../shared/api/pace';
import { isCancelled } from '../../app/activity/activities';
import { runDemand, syncProgress } from '../../app/activity/work';
import { faultText } from '../../app/faults';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { useLanguage, useOpenDesk, useSession } from '../../app/session/context';
import { useObservable } from '../../app/session/observable';
import { countText, localTime } from '../../app/words';
import { ACCOUNT_ID } from '../../desk/permission-job';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofFault } from '../../help/addresses';

/** What of a list is there, what reading it costs, and the button that reads it. A profile of files has nothing to read. */
export function ReadOnDemand({ source }: { readonly source: DemandSource }) {
  const { profile } = useOpenDesk();
  return profile.endpoint.kind === 'files' ? null : <Reading source={source} />;
}

function Reading({ source }: { readonly source: DemandSource }) {
  const { t } = useTranslation();
  const session = useSession();
  const language = useLanguage();
  const { store } = useOpenDesk();
  const busy = useObservable(syncProgress) !== null;
  const [customer, setCustomer] = useState<string | null>(null);
  const [domain, setDomain] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<DemandOutcome | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const byCustomer = source !== 'service-resources' && source !== 'online-invoices';
  const known = useLiveQuery(async () => (await store.meta.get(ACCOUNT_ID))?.value, [store]);
  const account = domain ?? (typeof known === 'string' ? known : '');
  const args = useMemo<DemandArgs>(
    () => ({
      sources: [source],
      today: session.info.today,
      language,
      customer,
      domain: source === 'online-invoices' ? account.trim() : '',
      years: yearsUntil(session.info.today),
    }),
    [source, session, language, customer, account],
  );
  const cost = useCost(args);
  const wellFormed = source !== 'online-invoices' || /^[A-Za-z0-9_-]{1,64}$/.test(account.trim());
  const start = async (): Promise<void> => {
    setOutcome(null);
    setFault(null);
    try {
      setOutcome(await runDemand(session, args));
    } catch (error) {
      if (!isCancelled(error)) setFault(error);
    }
  };
  return (
    <Panel testid={`demand-${source}`}>
      <div className="stack tight">
        <div className="row">
          {byCustomer && <CustomerChoice value={customer} onChange={setCustomer} disabled={busy} />}
          {source === 'online-invoices' && (
            <Input
              style={{ width: 320 }}
              maxLength={64}
              placeholder={t('lists.demand.account')}
              aria-label={t('lists.demand.account')}
              value={account}
              status={account !== '' && !wellFormed ? 'error' : ''}
              disabled={busy}
              onChange={(event) => setDomain(event.target.value)}
              data-testid="demand-account"
            />
          )}
          <Button disabled={busy || !cost || !wellFormed} onClick={() => void start()} data-testid="demand-start">
            {t('lists.demand.read')}
          </Button>
          <span className="muted">
            {cost === 0
              ? t('lists.demand.nothing')
              : cost !== null && t('lists.demand.cost', { calls: countText(cost), seconds: secondsOf(source, cost) })}
          </span>
        </div>
        <Freshness source={source} />
        {outcome && <Outcome outcome={outcome} />}
        {fault !== null && (
          <>
            <StatusTag tone="bad">{faultText(t, fault)}</StatusTag> <LearnMore to={ofFault(fault)} />
          </>
        )}
      </div>
    </Panel>
  );
}

/** This year and the one before, newest first: invoices are asked for by years. */
function yearsUntil(today: string): string[] {
  const year = Number(today.slice(0, 4));
  return [String(year), String(year - 1)];
}

/** Seconds at the usual pace, at least one. */
function secondsOf(source: DemandSource, calls: number): number {
  const { quota } = operationOf(source);
  return Math.max(1, Math.ceil(calls / ((quota.requests / quota.perSeconds) * DEFAULT_SHARE)));
}

/** Calls that a reading takes at least; null until known. */
function useCost(args: DemandArgs): number | null {
  const session = useSession();
  const [cost, setCost] = useState<number | null>(null);
  useEffect(() => {
    let alive = true;
    session.desk.demandCost(args).then(
      (calls) => alive && setCost(calls),
      () => alive && setCost(null),
    );
    return () => {
      alive = false;
    };
  }, [session, args]);
  return cost;
}

function CustomerChoice({
  value,
  onChange,
  disabled,
}: {
  readonly value: string | null;
  readonly onChange: (customer: string | null) => void;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const customers = useLiveQuery(() => store.parties.where('kind').equals('customer').toArray(), [store]) ?? [];
  return (
    <Select
      style={{ width: 320 }}
      showSearch={{ optionFilterProp: 'label' }}
      disabled={disabled}
      aria-label={t('lists.demand.customer')}
      value={value ?? ''}
      onChange={(customer) => onChange(customer === '' ? null : customer)}
      options={[
        { value: '', label: t('lists.demand.allCustomers', { n: countText(customers.length) }) },
        ...customers.map(({ id, name }) => ({ value: id, label: name || id })),
      ]}
      data-testid="demand-customer"
    />
  );
}

/** When the oldest and the newest part of the list were read. */
function Freshness({ source }: { readonly source: DemandSource }) {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const read = useLiveQuery(async () => {
    const rows = await store.generations.where('source').equals(source).toArray();
    const times = rows.map((row) => row.syncedAt).sort();
    return { parts: rows.length, first: times[0] ?? null, last: times[times.length - 1] ?? null };
  }, [store, source]);
  if (!read) return null;
  if (read.first === null || read.last === null) return <span className="muted">{t('lists.demand.never')}</span>;
  const [first, last] = [localTime(read.first), localTime(read.last)];
  return (
    <span className="muted" data-testid="demand-freshness">
      {t(first === last ? 'lists.demand.at' : 'lists.demand.between', {
        n: countText(read.parts),
        first,
        last,
      })}
    </span>
  );
}

function Outcome({ outcome }: { readonly outcome: DemandOutcome }) {
  const { t } = useTranslation();
  const { asked, read, stopped, problems } = outcome;
  const failures = [...new Set([...(stopped === null ? [] : [stopped]), ...problems.map(({ failure }) => failure)])];
  return (
    <div role="status" data-testid="demand-outcome" data-read={read}>
      <StatusTag tone={read === asked ? 'good' : 'warn'}>
        {t('lists.demand.outcome', { read: countText(read), asked: countText(asked) })}
      </StatusTag>
      {failures.map((failure) => (
        <div key={failure} className="muted">
          {t(`faults.failure.${failure}.happened`)} {t(`faults.failure.${failure}.todo`)}
        </div>
      ))}
    </div>
  );
}

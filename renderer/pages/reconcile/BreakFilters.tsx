import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { Button, Input, Select, type InputRef } from 'antd';
import { CloseOutlined, DownOutlined, QuestionCircleOutlined, UpOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { AGE_BUCKETS, ageBucket, ageInPeriods, type AgeBucket } from '../../../shared/close';
import type { StoredBreak } from '../../../shared/desk/api';
import { formatUnits, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import { moneyText } from '../../app/parts/Money';
import { useNames } from '../../app/session/lookups';
import { countText } from '../../app/words';
import {
  amountBound,
  askedMembers,
  BREAK_STATUSES,
  NO_BREAK_FILTER,
  type AskedFilter,
  type BreakSign,
  type StatusFilter,
} from '../../store/break-filter';
import type { DecidedBreaks, RoleTab } from '../../store/break-table';

interface BreakFiltersProps {
  readonly breaks: DecidedBreaks;
  readonly latest: Period;
  readonly role: RoleTab;
  readonly filter: AskedFilter;
  readonly shown: Uint32Array;
  /** A text is still looked for. */
  readonly searching: boolean;
  readonly textRef: RefObject<InputRef | null>;
  onFilter(filter: AskedFilter): void;
  onKeys(): void;
  /** Back to the list. */
  onLeave(): void;
}

/** After the last letter: the address is not written with each, and an input method is left to finish. */
const TYPED = 180;

interface Tally {
  n: number;
  sum: Units;
}

function add<K>(map: Map<K, Tally>, key: K, difference: Units | null): void {
  const found = map.get(key);
  if (found) {
    found.n++;
    found.sum += difference ?? 0n;
  } else map.set(key, { n: 1, sum: difference ?? 0n });
}

/** What can be asked for, with counts and sums; what is asked for stands below as chips. */
export function BreakFilters(props: BreakFiltersProps) {
  const { breaks, latest, role, filter, shown, searching, textRef, onFilter, onKeys, onLeave } = props;
  const { t } = useTranslation();
  const names = useNames();
  const { table } = breaks;
  // Decisions change none of these.
  const tallies = useMemo(() => {
    const classes = new Map<StoredBreak['class'], Tally>();
    const periods = new Map<Period, Tally>();
    const parties = new Map<string, Tally>();
    const customers = new Map<string, Tally>();
    for (let row = 0; row < table.count; row++) {
      if (table.roles[row] !== role) continue;
      const difference = breaks.difference(row);
      add(classes, table.classes[row]!, difference);
      add(periods, table.periods[row]!, difference);
      const party = table.counterparties[row] ?? null;
      if (party !== null) add(parties, party, difference);
      const customer = breaks.customer(row);
      if (customer !== null) add(customers, customer, difference);
    }
    const ages = new Map<AgeBucket, Tally>();
    for (const [period, { n, sum }] of periods) {
      const bucket = ageBucket(ageInPeriods(period, latest));
      const found = ages.get(bucket);
      ages.set(bucket, { n: n + (found?.n ?? 0), sum: sum + (found?.sum ?? 0n) });
    }
    return { classes, parties, customers, ages };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [table, role, latest]);
  const total = useMemo(() => breaks.sumOf(shown), [breaks, shown]);
  const owners = useMemo(() => breaks.owners(role), [breaks, role]);
  const asked = askedMembers(filter);
  const narrow = asked.filter((name) => name !== 'text' && name !== 'class' && name !== 'status');
  const [more, setMore] = useState(narrow.length > 0);
  const set = (patch: Partial<AskedFilter>): void => onFilter({ ...filter, ...patch });
  const [text, setText] = useState(filter.text);
  const sent = useRef(filter.text);
  useEffect(() => {
    if (filter.text === sent.current) return;
    sent.current = filter.text;
    setText(filter.text);
  }, [filter.text]);
  useEffect(() => {
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      onFilter({ ...filter, text });
    }, TYPED);
    return () => clearTimeout(timer);
  }, [text, filter, onFilter]);
  const option = <T extends string>(value: T, label: string, { n, sum }: Tally) => ({
    value,
    label: `${label} (${countText(n)})`,
    title: `${label} · ${countText(n)} · ${moneyText(formatUnits(sum))}`,
  });
  const bySize = <T,>(map: ReadonlyMap<T, Tally>): [T, Tally][] => [...map].sort((a, b) => b[1].n - a[1].n);
  const ownerWord = (owner: string): string => (owner === '' ? t('reconcile.filter.nobody') : owner);
  const statusWord = (status: StatusFilter): string => (status === 'todo' ? t('reconcile.filter.todo') : t(`codes.breakStatus.${status}`));
  const words: Readonly<Record<keyof AskedFilter, (value: string) => string>> = {
    class: (value) => t(`codes.breakClass.${value as StoredBreak['class']}`, { defaultValue: value }),
    status: (value) => statusWord(value as StatusFilter),
    counterparty: (value) => names.party(value),
    customer: (value) => names.party(value),
    age: (value) => t('reconcile.age.bucket', { months: value }),
    owner: ownerWord,
    sign: (value) => t(`reconcile.filter.sign.${value as BreakSign}`),
    from: (value) => t('reconcile.filter.atLeast', { amount: value }),
    to: (value) => t('reconcile.filter.atMost', { amount: value }),
    text: (value) => `“${value}”`,
  };
  return (
    <div className="break-filters" role="search" aria-label={t('app.act.filter')}>
      <div className="row">
        <Input
          allowClear
          size="small"
          ref={textRef}
          style={{ width: 210 }}
          placeholder={t('reconcile.filter.text')}
          aria-label={t('reconcile.filter.text')}
          suffix={<kbd aria-hidden="true">/</kbd>}
          data-testid="filter-text"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if ((event.key !== 'Escape' && event.key !== 'Enter') || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.stopPropagation();
            onLeave();
          }}
        />
        <Select
          allowClear
          size="small"
          style={{ width: 170 }}
          placeholder={t('reconcile.filter.class')}
          aria-label={t('reconcile.filter.class')}
          data-testid="filter-class"
          value={filter.class}
          options={bySize(tallies.classes).map(([value, tally]) => option(value, t(`codes.breakClass.${value}`), tally))}
          onChange={(value: StoredBreak['class'] | undefined) => set({ class: value ?? null })}
        />
        <Select
          allowClear
          size="small"
          style={{ width: 130 }}
          placeholder={t('reconcile.filter.status')}
          aria-label={t('reconcile.filter.status')}
          data-testid="filter-status"
          value={filter.status}
          options={(['todo', ...BREAK_STATUSES] as const).map((value) => ({ value, label: statusWord(value) }))}
          onChange={(value: StatusFilter | undefined) => set({ status: value ?? null })}
        />
        <Button
          size="small"
          type="text"
          icon={more ? <UpOutlined /> : <DownOutlined />}
          aria-expanded={more}
          onClick={() => setMore(!more)}
          data-testid="filter-more"
        >
          {t('reconcile.filter.more')}
        </Button>
        <span className="muted figure" data-testid="breaks-shown" data-count={searching ? undefined : shown.length} role="status">
          {searching
            ? t('reconcile.searching')
            : t('reconcile.shownSum', { n: countText(shown.length), amount: moneyText(formatUnits(total.sum)) })}
        </span>
        <span className="push" />
        <Button size="small" type="text" icon={<QuestionCircleOutlined />} onClick={onKeys} data-testid="keys-open">
          {t('reconcile.keys.title')} <kbd aria-hidden="true">?</kbd>
        </Button>
      </div>
      {more && (
        <div className="row" data-testid="filter-rest">
          <Select
            allowClear
            size="small"
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 190 }}
            placeholder={t('reconcile.filter.counterparty')}
            aria-label={t('reconcile.filter.counterparty')}
            data-testid="filter-counterparty"
            value={filter.counterparty}
            options={bySize(tallies.parties).map(([value, tally]) => option(value, names.party(value), tally))}
            onChange={(value: string | undefined) => set({ counterparty: value ?? null })}
          />
          <Select
            allowClear
            size="small"
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 190 }}
            placeholder={t('reconcile.filter.customer')}
            aria-label={t('reconcile.filter.customer')}
            data-testid="filter-customer"
            value={filter.customer}
            options={bySize(tallies.customers).map(([value, tally]) => option(value, names.party(value), tally))}
            onChange={(value: string | undefined) => set({ customer: value ?? null })}
          />
          <Select
            allowClear
            size="small"
            style={{ width: 140 }}
            placeholder={t('reconcile.filter.signs')}
            aria-label={t('reconcile.filter.signs')}
            data-testid="filter-sign"
            value={filter.sign}
            options={(['bill', 'ledger'] as const).map((value) => ({ value, label: t(`reconcile.filter.sign.${value}`) }))}
            onChange={(value: BreakSign | undefined) => set({ sign: value ?? null })}
          />
          <Bound
            key={`f${filter.from}`}
            name="from"
            value={filter.from}
            label={t('reconcile.filter.from')}
            onSet={(from) => set({ from })}
          />
          <Bound key={`t${filter.to}`} name="to" value={filter.to} label={t('reconcile.filter.to')} onSet={(to) => set({ to })} />
          <Select
            allowClear
            size="small"
            style={{ width: 130 }}
            placeholder={t('reconcile.age.filter')}
            aria-label={t('reconcile.age.filter')}
            data-testid="filter-age"
            value={filter.age}
            options={AGE_BUCKETS.flatMap((value) => {
              const tally = tallies.ages.get(value);
              return tally ? [option(value, t('reconcile.age.bucket', { months: value }), tally)] : [];
            })}
            onChange={(value: AgeBucket | undefined) => set({ age: value ?? null })}
          />
          <Select
            allowClear
            size="small"
            style={{ width: 130 }}
            placeholder={t('reconcile.filter.owner')}
            aria-label={t('reconcile.filter.owner')}
            data-testid="filter-owner"
            value={filter.owner}
            options={['', ...owners].map((value) => ({ value, label: ownerWord(value) }))}
            onChange={(value: string | undefined) => set({ owner: value ?? null })}
          />
        </div>
      )}
      {asked.length > 0 && (
        <div className="row filter-chips" data-testid="filter-chips" data-count={asked.length}>
          {asked.map((name) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-label={t('reconcile.filter.drop', { what: words[name](filter[name]!) })}
              data-testid={`chip-${name}`}
              onClick={() => set({ [name]: NO_BREAK_FILTER[name] })}
            >
              {words[name](filter[name]!)} <CloseOutlined aria-hidden />
            </button>
          ))}
          <Button size="small" type="link" onClick={() => onFilter(NO_BREAK_FILTER)} data-testid="filter-clear">
            {t('reconcile.filter.clearAll')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A bound of the amount, taken when it is one. */
function Bound({
  name,
  value,
  label,
  onSet,
}: {
  readonly name: string;
  readonly value: string | null;
  readonly label: string;
  onSet(value: string | null): void;
}) {
  const [text, setText] = useState(value ?? '');
  const wrong = text.trim() !== '' && amountBound(text) === null;
  const take = (): void => {
    const next = text.trim() === '' ? null : text.trim();
    if (!wrong && next !== value) onSet(next);
  };
  return (
    <Input
      size="small"
      style={{ width: 110 }}
      placeholder={label}
      aria-label={label}
      aria-invalid={wrong}
      {...(wrong ? { status: 'error' as const } : {})}
      value={text}
      data-testid={`filter-${name}`}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onPressEnter={take}
    />
  );
}

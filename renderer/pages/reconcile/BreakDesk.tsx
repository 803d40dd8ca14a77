import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ageInPeriods } from '../../../shared/close';
import { absolute, parseOptionalUnits } from '../../../shared/money';
import type { BreakStatus, StoredBreak } from '../../../shared/desk/api';
import { useClosedPeriods, useNames } from '../../app/session/lookups';
import { usePeriod } from '../../app/session/period';
import { BreakFilters } from './BreakFilters';
import { BreakList } from './BreakList';
import { BulkBar, remainderOf } from './BulkBar';
import { DecisionDialog } from './DecisionDialog';
import { WhyPanel } from './WhyPanel';
import { actedOn, isLocked, isWorded, workMonth, type DeskAct, type WordedAct } from './break-acts';
import { NO_BREAK_FILTER, fittingBreaks, type BreakFilter, type RoleTab } from './breaks';
import { useBreakActs } from './use-break-acts';

interface BreakDeskProps {
  readonly role: RoleTab;
  readonly breaks: readonly StoredBreak[];
  readonly initialStatus: string | null;
  /** Break an address asked for. */
  readonly target: string | null;
}

const sizeOf = (item: StoredBreak): bigint => absolute(parseOptionalUnits(item.difference) ?? parseOptionalUnits(item.ledgerAmount) ?? 0n);

/** List on the left, why-panel on the right; every act has a key. */
export function BreakDesk({ role, breaks, initialStatus, target }: BreakDeskProps) {
  const { t } = useTranslation();
  const names = useNames();
  const [filter, setFilter] = useState<BreakFilter>({
    ...NO_BREAK_FILTER,
    status: initialStatus === 'open' ? ('open' satisfies BreakStatus) : null,
  });
  const { period, periods } = usePeriod();
  const latest = periods.at(-1) ?? period ?? '';
  const list = useMemo(() => fittingBreaks(breaks, role, filter, sizeOf, names.service, latest), [breaks, role, filter, names, latest]);
  const [currentId, setCurrentId] = useState<string | null>(target);
  const [panel, setPanel] = useState(target !== null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<WordedAct | null>(null);
  const acts = useBreakActs();
  const listBox = useRef<HTMLDivElement>(null);
  const at = list.findIndex((item) => item.id === currentId);
  const current = at >= 0 ? list[at] : undefined;
  const closed = useClosedPeriods();
  const month = workMonth(period, periods, closed);
  // A suggestion of another month is in hand beside the breaks that are looked at.
  const [guest, setGuest] = useState<StoredBreak | null>(null);
  const pool = useMemo(() => (guest === null || breaks.some(({ id }) => id === guest.id) ? breaks : [...breaks, guest]), [breaks, guest]);
  const free = useMemo(() => list.filter((item) => !isLocked(item, closed)), [list, closed]);
  const chosen =
    picked.size > 0
      ? pool.filter((item) => picked.has(item.id) && !isLocked(item, closed))
      : current && !isLocked(current, closed)
        ? [current]
        : [];

  const go = (index: number): void => {
    const next = list[Math.max(0, Math.min(list.length - 1, index))];
    if (next) setCurrentId(next.id);
  };
  const toggle = (id: string): void => {
    setPicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  const act = (name: DeskAct): void => {
    const meant = actedOn(name, chosen);
    if (meant.length === 0 || acts.busy) return;
    if (isWorded(name)) {
      if (name !== 'match' || (meant.length > 1 && remainderOf(meant) === 0n)) setDeciding(name);
    } else {
      const done = name === 'undo' ? acts.undo({ breaks: meant.map(({ id }) => id) }) : acts.plain(name, meant, month);
      void done.then((ok) => {
        if (ok) setPicked(new Set());
        listBox.current?.focus();
      });
    }
  };
  const pickAll = (): void => setPicked(new Set(free.map((item) => item.id)));
  /** A suggestion taken: the two are in hand, to be matched when they cancel out, else to be explained together. */
  const take = (other: StoredBreak): void => {
    if (!current) return;
    setGuest(other);
    setPicked(new Set([current.id, other.id]));
    setDeciding(remainderOf([current, other]) === 0n ? 'match' : 'explain');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // What was decided already is not decided anew by a key.
      setPicked(new Set(free.filter((item) => item.decision === null).map((item) => item.id)));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      j: () => go(at + 1),
      ArrowUp: () => go(at < 0 ? 0 : at - 1),
      k: () => go(at < 0 ? 0 : at - 1),
      PageDown: () => go(at + 10),
      PageUp: () => go(Math.max(0, at - 10)),
      Home: () => go(0),
      End: () => go(list.length - 1),
      Enter: () => setPanel(current !== undefined),
      ' ': () => current && toggle(current.id),
      x: () => current && toggle(current.id),
      e: () => act('explain'),
      c: () => act('carry'),
      a: () => act('assign'),
      p: () => act('approve'),
      u: () => act('undo'),
      m: () => act('match'),
      y: () => document.querySelector<HTMLButtonElement>('[data-testid="suggestion-take"]')?.click(),
      Escape: () => (picked.size > 0 ? setPicked(new Set()) : setPanel(false)),
    };
    const pressed = keys[event.key];
    if (!pressed) return;
    event.preventDefault();
    pressed();
  };
  const decided = (): void => {
    setDeciding(null);
    setPicked(new Set());
    go(at + 1);
    listBox.current?.focus();
  };
  return (
    <>
      <BreakFilters breaks={breaks} latest={latest} role={role} filter={filter} onFilter={setFilter} shown={list.length} />
      <div className={panel && current ? 'reconcile' : 'reconcile alone'}>
        <section className="panel breaks" aria-label={t('reconcile.breaks')}>
          <BulkBar
            chosen={picked.size > 0 ? chosen : []}
            shown={free.length}
            busy={acts.busy}
            onAll={pickAll}
            onAct={act}
            onClear={() => setPicked(new Set())}
          />
          <BreakList
            list={list}
            at={at}
            latest={latest}
            picked={picked}
            boxRef={listBox}
            onKeyDown={onKeyDown}
            onToggle={toggle}
            onOpen={(item) => {
              setCurrentId(item.id);
              setPanel(true);
            }}
          />
        </section>
        {panel && current && (
          <WhyPanel
            item={current}
            locked={isLocked(current, closed)}
            age={ageInPeriods(current.period, latest)}
            acts={acts}
            onClose={() => {
              setPanel(false);
              listBox.current?.focus();
            }}
            onAct={act}
            onTake={take}
          />
        )}
      </div>
      {deciding && chosen.length > 0 && (
        <DecisionDialog kind={deciding} breaks={chosen} period={month} acts={acts} onClose={() => setDeciding(null)} onDone={decided} />
      )}
    </>
  );
}

import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ageInPeriods } from '../../../shared/close';
import type { BreakStatus, StoredBreak } from '../../../shared/desk/api';
import { useClosedPeriods, useNames } from '../../app/session/lookups';
import { usePeriod } from '../../app/session/period';
import type { ActedBreak, DecidedBreaks, RoleTab } from '../../store/break-table';
import { BreakFilters, NO_BREAK_FILTER } from './BreakFilters';
import { BreakList } from './BreakList';
import { BulkBar, remainderOf } from './BulkBar';
import { DecisionDialog } from './DecisionDialog';
import { WhyPanel } from './WhyPanel';
import { actedOn, isLocked, isWorded, workMonth, type DeskAct, type WordedAct } from './break-acts';
import { useBreakActs } from './use-break-acts';
import { useFittingBreaks } from './use-fitting-breaks';

interface BreakDeskProps {
  readonly role: RoleTab;
  readonly breaks: DecidedBreaks;
  readonly initialStatus: string | null;
  /** Break an address asked for. */
  readonly target: string | null;
}

const NONE: readonly ActedBreak[] = [];

/** List on the left, why-panel on the right; every act has a key. */
export function BreakDesk({ role, breaks, initialStatus, target }: BreakDeskProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { table } = breaks;
  const [filter, setFilter] = useState({
    ...NO_BREAK_FILTER,
    status: initialStatus === 'open' ? ('open' as BreakStatus) : null,
  });
  const { period, periods } = usePeriod();
  const latest = periods.at(-1) ?? period ?? '';
  const { list, searching } = useFittingBreaks(breaks, role, filter, names.service, latest);
  const [currentId, setCurrentId] = useState<string | null>(target);
  const [panel, setPanel] = useState(target !== null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<WordedAct | null>(null);
  const acts = useBreakActs();
  const listBox = useRef<HTMLDivElement>(null);
  const row = currentId === null ? undefined : table.row(currentId);
  const at = row === undefined ? -1 : list.indexOf(row);
  const current = at >= 0 ? breaks.at(list[at]!) : undefined;
  const closed = useClosedPeriods();
  const month = workMonth(period, periods, closed);
  // A suggestion of another month is in hand beside the breaks that are looked at.
  const [guest, setGuest] = useState<StoredBreak | null>(null);
  const free = useMemo(
    () => list.filter((one) => !table.touches(one, closed) || !isLocked(breaks.brief(one), closed)),
    [list, table, breaks, closed],
  );
  const chosen = useMemo(() => {
    const ids = picked.size > 0 || currentId === null ? [...picked] : [currentId];
    const rows = ids.flatMap((id) => {
      const one = table.row(id);
      return one === undefined ? (guest?.id === id ? guest : []) : breaks.brief(one);
    });
    return rows.filter((item) => !isLocked(item, closed));
  }, [picked, currentId, table, breaks, guest, closed]);

  const go = (index: number): void => {
    const next = list[Math.max(0, Math.min(list.length - 1, index))];
    if (next !== undefined) setCurrentId(table.ids[next]!);
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
  const pickRows = (rows: Uint32Array): void => setPicked(new Set(Array.from(rows, (one) => table.ids[one]!)));
  const pickAll = (): void => pickRows(free);
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
      pickRows(free.filter((one) => breaks.wantsWord(one)));
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
      <BreakFilters
        breaks={breaks}
        latest={latest}
        role={role}
        filter={filter}
        onFilter={setFilter}
        shown={list.length}
        searching={searching}
      />
      <div className={panel && current ? 'reconcile' : 'reconcile alone'}>
        <section className="panel breaks" aria-label={t('reconcile.breaks')}>
          <BulkBar
            chosen={picked.size > 0 ? chosen : NONE}
            shown={free.length}
            busy={acts.busy}
            onAll={pickAll}
            onAct={act}
            onClear={() => setPicked(new Set())}
          />
          <BreakList
            breaks={breaks}
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
            wantsWord={breaks.wantsWord(list[at]!)}
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

import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { InputRef } from 'antd';
import { useTranslation } from 'react-i18next';
import { ageInPeriods } from '../../../shared/close';
import type { StoredBreak } from '../../../shared/desk/api';
import { useLanguage, useSessionState } from '../../app/session/context';
import { useClosedPeriods, useNames } from '../../app/session/lookups';
import { usePeriod } from '../../app/session/period';
import { countText } from '../../app/words';
import type { ActedBreak, DecidedBreaks, RoleTab } from '../../store/break-table';
import { ActProgressLine } from './ActProgressLine';
import { BreakFilters } from './BreakFilters';
import { BreakList } from './BreakList';
import { BulkBar, remainderOf } from './BulkBar';
import { DecisionDialog } from './DecisionDialog';
import { GroupDialog } from './GroupDialog';
import { KeysDialog } from './KeysDialog';
import { ProgressLine } from './ProgressLine';
import { Splitter, useSplit } from './Splitter';
import { WhyPanel } from './WhyPanel';
import { actedOn, isLocked, isWorded, workMonth, type DeskAct, type WordedAct } from './break-acts';
import { commandOf, type BreakCommand } from './keys';
import { nextWaiting } from './next-open';
import { proposalFor } from './proposal';
import { useAskedFilter, useBreakInAddress } from './use-asked';
import { useBreakActs } from './use-break-acts';
import { useEvidence } from './use-evidence';
import { useFittingBreaks } from './use-fitting-breaks';

interface BreakDeskProps {
  readonly role: RoleTab;
  readonly breaks: DecidedBreaks;
  /** There is a ledger that was held against the bill: without one, no break is no agreement. */
  readonly compared: boolean;
  /** Break an address asked for. */
  readonly target: string | null;
  /** Null for all months. */
  readonly scope: string | null;
  /** Another ledger whose breaks still wait. */
  readonly nextRole: RoleTab | null;
  onRole(role: RoleTab): void;
}

const NONE: readonly ActedBreak[] = [];
const NOBODY: ReadonlySet<string> = new Set();
const NO_OTHERS: ReadonlyMap<string, StoredBreak> = new Map();

/** List on the left; ledger, difference and bill of the break in hand on the right; every act has a key. */
export function BreakDesk({ role, breaks, compared, target, scope, nextRole, onRole }: BreakDeskProps) {
  const { t } = useTranslation();
  const names = useNames();
  const language = useLanguage();
  const { settings } = useSessionState();
  const { table } = breaks;
  const { filter, change } = useAskedFilter();
  const { period, periods } = usePeriod();
  const latest = periods.at(-1) ?? period ?? '';
  const { list, searching } = useFittingBreaks(breaks, role, filter, names.service, latest);
  const [chosenId, setCurrentId] = useState<string | null>(target);
  const [panel, setPanel] = useState(true);
  const [picked, setPicked] = useState<ReadonlySet<string>>(NOBODY);
  const [deciding, setDeciding] = useState<WordedAct | null>(null);
  const [grouping, setGrouping] = useState(false);
  const [keysShown, setKeysShown] = useState(false);
  const [said, setSaid] = useState('');
  const acts = useBreakActs();
  const split = useSplit('reconcile', 372);
  const listBox = useRef<HTMLDivElement>(null);
  /** Break whose suggestion was accepted before it was read. */
  const accepting = useRef<string | null>(null);
  const textBox = useRef<InputRef>(null);
  // Until a person chooses, the first break is in hand.
  const chosenRow = chosenId === null ? undefined : table.row(chosenId);
  const row = chosenRow ?? list[0];
  const currentId = row === undefined ? null : table.ids[row]!;
  const at = row === undefined ? -1 : list.indexOf(row);
  const current = row === undefined || table.roles[row] !== role ? undefined : breaks.at(row);
  useBreakInAddress(chosenRow === undefined ? null : chosenId);
  const { found, failed } = useEvidence(panel ? current : undefined);
  const closed = useClosedPeriods();
  const month = workMonth(scope ?? period, periods, closed);
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
  const proposal = useMemo(
    () => (current ? proposalFor(current, found?.evidence ?? null, found?.others ?? NO_OTHERS, language) : null),
    [current, found, language],
  );

  const progress = useMemo(() => breaks.progress(role), [breaks, role]);

  const focusList = (): void => listBox.current?.focus();
  const go = (index: number): void => {
    const next = list[Math.max(0, Math.min(list.length - 1, index))];
    if (next !== undefined) setCurrentId(table.ids[next]!);
  };
  const toggle = (id: string): void =>
    setPicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  /** Goes on to what still waits, and says how much that is. */
  const goOn = (what: string, decided: ReadonlySet<string>): void => {
    const place = nextWaiting(list.length, at, (one) => {
      const next = list[one]!;
      return !decided.has(table.ids[next]!) && breaks.isWaiting(next) && !table.touches(next, closed);
    });
    const gone = [...decided].filter((id) => {
      const one = table.row(id);
      return one !== undefined && table.roles[one] === role && breaks.isWaiting(one);
    });
    const left = progress.waiting - gone.length;
    if (place !== null) setCurrentId(table.ids[list[place]!]!);
    setSaid([what, t(place === null ? 'reconcile.said.none' : 'reconcile.said.left', { n: countText(left) })].join(' '));
    focusList();
  };
  const act = (name: DeskAct): void => {
    const meant = actedOn(name, chosen);
    if (meant.length === 0 || acts.busy) return;
    if (isWorded(name)) {
      if (name !== 'match' || (meant.length > 1 && remainderOf(meant, null) === 0n)) setDeciding(name);
      return;
    }
    const done = name === 'undo' ? acts.undo({ breaks: meant.map(({ id }) => id) }) : acts.plain(name, meant, month);
    void done.then((ok) => {
      if (!ok) return;
      setPicked(NOBODY);
      if (name === 'approve') goOn(t('reconcile.done.approve', { n: meant.length }), NOBODY);
      else setSaid(t(`reconcile.done.${name}`, { n: meant.length }));
      focusList();
    });
  };
  /** The proposal as it stands, with its evidence as the note: one key. */
  const accept = (): void => {
    if (acts.busy || !current || isLocked(current, closed) || !breaks.isWaiting(row!)) return;
    if (proposal === null) {
      const reading = found === null && !failed;
      accepting.current = reading ? current.id : null;
      setSaid(t(reading ? 'reconcile.said.reading' : 'reconcile.said.nothing'));
      return;
    }
    void acts
      .decide({
        action: proposal.action,
        breaks: [...proposal.breaks],
        period: month,
        reason: proposal.reason,
        note: proposal.note,
        owner: settings.userName,
      })
      .then((ok) => {
        if (ok) goOn(t(`reconcile.done.${proposal.action}`, { n: proposal.breaks.length }), new Set(proposal.breaks));
      });
  };
  useEffect(() => {
    if (accepting.current === null || found === null) return;
    const same = accepting.current === current?.id;
    accepting.current = null;
    if (same) accept();
  });
  const pickRows = (rows: Uint32Array): void => setPicked(new Set(Array.from(rows, (one) => table.ids[one]!)));
  /** A suggestion taken in hand: to be matched when the two cancel out, else to be explained together. */
  const take = (other: StoredBreak): void => {
    if (!current) return;
    setGuest(other);
    setPicked(new Set([current.id, other.id]));
    setDeciding(remainderOf([current, other], null) === 0n ? 'match' : 'explain');
  };
  const nextOpen = (): void => {
    const place = nextWaiting(list.length, at, (one) => breaks.isWaiting(list[one]!));
    if (place !== null) go(place);
    else setSaid(t('reconcile.said.none', { n: '0' }));
  };
  const commands: Readonly<Record<BreakCommand, () => void>> = {
    next: () => go(at + 1),
    previous: () => go(at < 0 ? 0 : at - 1),
    pageDown: () => go(at + 10),
    pageUp: () => go(Math.max(0, at - 10)),
    first: () => go(0),
    last: () => go(list.length - 1),
    nextOpen,
    open: () => setPanel(true),
    accept,
    explain: () => act('explain'),
    carry: () => act('carry'),
    assign: () => act('assign'),
    approve: () => act('approve'),
    undo: () => act('undo'),
    pick: () => currentId !== null && toggle(currentId),
    match: () => setGrouping(true),
    filter: () => textBox.current?.focus({ cursor: 'all' }),
    keys: () => setKeysShown(true),
    close: () => (picked.size > 0 ? setPicked(NOBODY) : setPanel(false)),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && listBox.current?.contains(event.target as Node)) {
      event.preventDefault();
      // What was decided already is not decided anew by a key.
      pickRows(free.filter((one) => breaks.wantsWord(one)));
      return;
    }
    const command = commandOf(event.nativeEvent);
    if (command === null) return;
    event.preventDefault();
    commands[command]();
  };
  const decided = (): void => {
    setDeciding(null);
    const kind = deciding ?? 'explain';
    const ids = new Set(chosen.map(({ id }) => id));
    setPicked(NOBODY);
    goOn(t(`reconcile.done.${kind}`, { n: countText(ids.size) }), kind === 'assign' ? NOBODY : ids);
  };
  // A dialog holds the focus while it is there; when it is gone the list has it again.
  const dialog = deciding !== null || grouping || keysShown;
  const hadDialog = useRef(false);
  useEffect(() => {
    if (hadDialog.current && !dialog) listBox.current?.focus();
    hadDialog.current = dialog;
  }, [dialog]);
  const shown = panel && current !== undefined;
  return (
    <>
      <ProgressLine progress={progress} period={scope} closed={scope !== null && closed.has(scope)} next={nextRole} onNext={onRole} />
      {/* Keys work wherever in here the focus is; dialogs stand outside, so that theirs do not come here. */}
      <div className="break-desk" onKeyDown={onKeyDown}>
        <BreakFilters
          breaks={breaks}
          latest={latest}
          role={role}
          filter={filter}
          onFilter={change}
          shown={list}
          searching={searching}
          textRef={textBox}
          onKeys={() => setKeysShown(true)}
          onLeave={focusList}
        />
        <div
          className={shown ? 'reconcile' : 'reconcile alone'}
          style={shown ? { gridTemplateColumns: `minmax(240px, min(${split.width}px, 55%)) auto minmax(0, 1fr)` } : undefined}
        >
          <section className="panel breaks" aria-label={t('reconcile.breaks')}>
            <BulkBar
              chosen={picked.size > 0 ? chosen : NONE}
              scope={scope}
              shown={free.length}
              busy={acts.busy}
              onAll={() => pickRows(free)}
              onAct={act}
              onClear={() => setPicked(NOBODY)}
            />
            {acts.progress && !dialog && <ActProgressLine progress={acts.progress} onStop={acts.stop} />}
            <BreakList
              breaks={breaks}
              list={list}
              at={at}
              latest={latest}
              picked={picked}
              compact={shown}
              empty={t(progress.all > 0 ? 'reconcile.none' : compared ? 'reconcile.noBreaks' : 'reconcile.notCompared')}
              boxRef={listBox}
              onToggle={toggle}
              onOpen={(item) => {
                setCurrentId(item.id);
                setPanel(true);
              }}
            />
          </section>
          {shown && (
            <>
              <Splitter width={split.width} label={t('reconcile.split')} onWidth={split.set} />
              <WhyPanel
                item={current}
                scope={scope}
                place={at < 0 ? null : { at: at + 1, of: list.length }}
                wantsWord={breaks.wantsWord(row!)}
                locked={isLocked(current, closed)}
                age={ageInPeriods(current.period, latest)}
                acts={acts}
                found={found}
                failed={failed}
                proposal={proposal}
                onClose={() => {
                  setPanel(false);
                  focusList();
                }}
                onAct={act}
                onAccept={accept}
                onTake={take}
                onGroup={() => setGrouping(true)}
                onShow={(id) => setCurrentId(id)}
              />
            </>
          )}
        </div>
      </div>
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="break-said">
        {said}
      </div>
      {deciding && chosen.length > 0 && (
        <DecisionDialog
          kind={deciding}
          breaks={chosen}
          scope={scope}
          period={month}
          acts={acts}
          onClose={() => setDeciding(null)}
          onDone={decided}
        />
      )}
      {grouping && (
        <GroupDialog
          breaks={breaks}
          role={role}
          closed={closed}
          first={picked.size > 0 ? picked : currentId === null ? NOBODY : new Set([currentId])}
          period={month}
          acts={acts}
          onClose={() => setGrouping(false)}
          onDone={(ids, action) => {
            setGrouping(false);
            setPicked(NOBODY);
            goOn(t(`reconcile.done.${action}`, { n: countText(ids.size) }), ids);
          }}
        />
      )}
      {keysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
    </>
  );
}

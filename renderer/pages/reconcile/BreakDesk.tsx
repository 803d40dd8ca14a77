import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { absolute, parseOptionalUnits } from '../../../shared/money';
import type { BreakStatus, StoredBreak } from '../../../shared/desk/api';
import { useClosedPeriods, useNames } from '../../app/session/lookups';
import { BreakFilters } from './BreakFilters';
import { BreakList } from './BreakList';
import { BulkBar } from './BulkBar';
import { DecisionDialog, type DecisionKind } from './DecisionDialog';
import { WhyPanel } from './WhyPanel';
import { NO_BREAK_FILTER, fittingBreaks, type BreakFilter, type RoleTab } from './breaks';

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
  const list = useMemo(() => fittingBreaks(breaks, role, filter, sizeOf, names.service), [breaks, role, filter, names]);
  const [currentId, setCurrentId] = useState<string | null>(target);
  const [panel, setPanel] = useState(target !== null);
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<DecisionKind | null>(null);
  const listBox = useRef<HTMLDivElement>(null);
  const at = list.findIndex((item) => item.id === currentId);
  const current = at >= 0 ? list[at] : undefined;
  const closed = useClosedPeriods();
  const isLocked = (item: StoredBreak): boolean => closed.has(item.period) || (item.otherPeriod !== null && closed.has(item.otherPeriod));
  const chosen = (picked.size > 0 ? list.filter((item) => picked.has(item.id)) : current ? [current] : []).filter(
    (item) => !isLocked(item),
  );

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
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // What was decided already is not decided anew by a key.
      setPicked(new Set(list.filter((item) => item.decision === null && !isLocked(item)).map((item) => item.id)));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Readonly<Record<string, () => void>> = {
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
      e: () => chosen.length > 0 && setDeciding('explain'),
      c: () => chosen.length > 0 && setDeciding('carry'),
      Escape: () => (picked.size > 0 ? setPicked(new Set()) : setPanel(false)),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const decided = (): void => {
    setDeciding(null);
    setPicked(new Set());
    go(at + 1);
    listBox.current?.focus();
  };
  return (
    <>
      <BreakFilters breaks={breaks} role={role} filter={filter} onFilter={setFilter} shown={list.length} />
      <div className={panel && current ? 'reconcile' : 'reconcile alone'}>
        <section className="panel breaks" aria-label={t('reconcile.breaks')}>
          <BulkBar
            count={picked.size}
            onExplain={() => setDeciding('explain')}
            onCarry={() => setDeciding('carry')}
            onClear={() => setPicked(new Set())}
          />
          <BreakList
            list={list}
            at={at}
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
            closed={isLocked(current)}
            onClose={() => {
              setPanel(false);
              listBox.current?.focus();
            }}
            onDecide={setDeciding}
          />
        )}
      </div>
      {deciding && chosen.length > 0 && (
        <DecisionDialog kind={deciding} breaks={chosen} onClose={() => setDeciding(null)} onDone={decided} />
      )}
    </>
  );
}

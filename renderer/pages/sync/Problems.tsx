import { useMemo } from 'react';
import { App, Button } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { operationOf } from '../../../shared/api/catalogue';
import { FAILURE_CODES } from '../../../shared/sync/failures';
import { parseSliceId, type SyncProblem } from '../../../shared/sync/slices';
import type { SyncRunRow } from '../../store/schema';
import { useOpenDesk, useSession } from '../../app/session/context';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofFailure } from '../../help/addresses';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { copyText } from '../../grid/clipboard';
import { countText, localTime } from '../../app/words';
import { useSliceWords } from './slice-words';
import { supportText } from './support-text';

const SHOWN = 40;
/** Reads named one by one below what happened to them; the support text has all. */
const READS = 4;

/** How the last run ended: each problem with what happened, what it means and what to do. */
export function Problems() {
  const { t } = useTranslation();
  const { info } = useSession();
  const { store } = useOpenDesk();
  const { message } = App.useApp();
  const sliceWords = useSliceWords();
  const run = useLiveQuery(async () => (await store.runs.orderBy('id').last()) ?? null, [store]);
  const problems = useMemo(() => (run ? allProblems(run) : []), [run]);
  const groups = useMemo(() => groupProblems(problems), [problems]);
  // A run under way has a panel of its own.
  if (!run || (run.outcome === null && problems.length === 0)) return null;
  const copy = async (): Promise<void> => {
    const text = supportText(`${info.name} ${info.version} · Electron ${info.runtime.electron} · ${info.platform}`, problems);
    void message.info((await copyText(text)) ? t('app.act.copied') : t('app.grid.copyFailed'));
  };
  const { outcome } = run;
  return (
    <Panel
      title={t('sync.lastRun', { at: localTime(run.startedAt) })}
      testid="sync-problems"
      actions={
        problems.length > 0 && (
          <Button size="small" onClick={() => void copy()} data-testid="support-text">
            {t('sync.support')}
          </Button>
        )
      }
    >
      {outcome && (
        <p className="figure" style={{ marginTop: 0 }} data-testid="sync-outcome">
          {t('sync.outcome', {
            requests: countText(outcome.requests),
            records: countText(outcome.records),
            retries: countText(outcome.retries),
            seconds: Math.round(outcome.seconds),
          })}
        </p>
      )}
      {outcome && outcome.clockOffsetSeconds !== 0 && (
        <p className="muted" data-testid="sync-clock">
          {t('sync.clock', { n: Math.abs(outcome.clockOffsetSeconds), way: t(outcome.clockOffsetSeconds > 0 ? 'sync.slow' : 'sync.fast') })}
        </p>
      )}
      {outcome && outcome.unpublished.length === 0 && problems.length === 0 && <StatusTag tone="good">{t('sync.allPublished')}</StatusTag>}
      {outcome && outcome.unpublished.length > 0 && (
        <StatusTag tone="warn">{t('sync.unpublished', { n: outcome.unpublished.length })}</StatusTag>
      )}
      <ul className="definition" style={{ paddingLeft: 18, marginBottom: 0 }}>
        {groups.slice(0, SHOWN).map((group) => {
          const [first] = group;
          const { failure } = first;
          return (
            <li key={`${parseSliceId(first.slice).source}${failure}`} data-testid="sync-problem" data-failure={failure}>
              <strong>{t(`faults.failure.${failure}.happened`)}</strong> {t(`faults.failure.${failure}.means`)}{' '}
              {t(`faults.failure.${failure}.todo`)} <LearnMore to={ofFailure(failure)} about={FAILURE_CODES[failure]} />
              <Items problem={first} />
              {group.slice(0, READS).map((problem, index) => (
                <div className="muted" key={`${problem.slice} ${String(index)}`}>
                  {FAILURE_CODES[failure]} · {localTime(problem.at)} · {sliceWords(problem.slice)}
                  {problem.code !== null && ` · ${problem.code}`}
                  {problem.status !== null && ` · HTTP ${String(problem.status)}`}
                  {problem.requestId !== null && ` · ${problem.requestId}`}
                  {problem.place !== undefined && ` · ${problem.place}`}
                </div>
              ))}
              {group.length > READS && <div className="muted">{t('sync.more', { n: group.length - READS })}</div>}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** The permission items that would do, for who has to grant one. */
function Items({ problem }: { readonly problem: SyncProblem }) {
  const { t } = useTranslation();
  if (problem.failure !== 'permission') return null;
  const items = operationOf(parseSliceId(problem.slice).source).permission;
  if (items.length === 0) return <div>{t('interfaces.check.missingNone')}</div>;
  return <div data-testid="sync-permission">{t('sync.permission', { items: items.join(t('sync.or')) })}</div>;
}

/** Problems met on the way, and the reads that were left unpublished without one of their own. */
function allProblems(run: SyncRunRow): SyncProblem[] {
  const told = new Set(run.problems.map((problem) => `${problem.slice}#${problem.failure}`));
  const untold = (run.outcome?.unpublished ?? []).filter(({ slice, reason }) => !told.has(`${slice}#${reason}`));
  return [
    ...run.problems,
    ...untold.map(({ slice, reason }) => ({
      slice,
      failure: reason,
      status: null,
      code: null,
      requestId: null,
      at: run.finishedAt ?? run.startedAt,
    })),
  ];
}

type Group = [SyncProblem, ...SyncProblem[]];

/** What happened to one kind of data for one reason is one thing to a person, however many reads it cost. */
function groupProblems(problems: readonly SyncProblem[]): Group[] {
  const groups = new Map<string, Group>();
  for (const problem of problems) {
    const key = `${parseSliceId(problem.slice).source}#${problem.failure}`;
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups.values()];
}

import { Button } from 'antd';
import { CheckCircleFilled, MinusCircleOutlined, RightCircleFilled } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { CloseCheck, PeriodState } from '../../../shared/desk/api';
import { dayOfInstant } from '../../../shared/period';
import { closingDay } from '../../../shared/sync/freshness';
import { parseSliceId } from '../../../shared/sync/slices';
import { runReconcile, runSync, syncProgress } from '../../app/activity/work';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useObservable } from '../../app/session/observable';
import { countText } from '../../app/words';
import type { DeskStore } from '../../store/schema';
import { closingSteps, type ClosingStep, type StepState } from './closing-steps';

const ICONS = {
  done: CheckCircleFilled,
  next: RightCircleFilled,
  later: MinusCircleOutlined,
  skipped: MinusCircleOutlined,
} as const satisfies Record<StepState, unknown>;

/** The way to the close as a list of steps: which are done, which comes next, and the button that does it. */
export function ClosingSteps({
  period,
  state,
  check,
  onSign,
}: {
  readonly period: string;
  readonly state: PeriodState;
  readonly check: CloseCheck | null;
  onSign(): void;
}) {
  const { t } = useTranslation();
  const { store, profile } = useOpenDesk();
  const { today } = useSession().info;
  const files = profile.endpoint.kind === 'files';
  const arrived = useLiveQuery(() => arrivedOf(store, period), [store, period]);
  if (!arrived) return null;
  const steps = closingSteps({ period, state, today, files, check, ...arrived });
  const next = steps.find((step) => step.state === 'next');
  return (
    <Panel
      title={t('period.steps.title')}
      testid="closing-steps"
      actions={
        next ? (
          <Go step={next} period={period} check={check} files={files} onSign={onSign} />
        ) : (
          <span className="muted">{t('period.steps.allDone')}</span>
        )
      }
    >
      <ol className="closing-steps">
        {steps.map((step) => {
          const Icon = ICONS[step.state];
          return (
            <li
              key={step.name}
              data-testid={`step-${step.name}`}
              data-state={step.state}
              aria-current={step.state === 'next' ? 'step' : undefined}
            >
              <Icon aria-hidden />
              <span>
                {t(`period.steps.name.${step.name}`)}
                <small className="muted">
                  {t(`period.steps.state.${step.state}`)}
                  {step.left > 0 && ` · ${t('period.steps.left', { n: countText(step.left) })}`}
                </small>
              </span>
            </li>
          );
        })}
      </ol>
      {next?.name === 'sync' && today < closingDay(period) && (
        <p className="muted hint">{t('period.steps.notYet', { day: closingDay(period) })}</p>
      )}
    </Panel>
  );
}

/** Does the next step, or leads to where it is done. */
function Go({
  step: { name, left },
  period,
  check,
  files,
  onSign,
}: {
  readonly step: ClosingStep;
  readonly period: string;
  readonly check: CloseCheck | null;
  readonly files: boolean;
  onSign(): void;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const syncing = useObservable(syncProgress) !== null;
  const { busy, act } = useAct();
  const total = check?.missing.find(({ kind }) => kind === 'total');
  const go = (): Promise<boolean> =>
    act(async () => {
      if (name === 'sync') return files ? navigate('/ledgers') : runSync(session, { periods: [period] });
      if (name === 'import') return navigate('/ledgers');
      if (name === 'reconcile') return runReconcile(session);
      if (name === 'approve') return navigate(`/reconcile?period=${period}&status=explained`);
      if (name === 'sign') return onSign();
      if (name !== 'explain') return undefined;
      const breaks = check?.missing.some(({ kind }) => kind === 'break') ?? false;
      if (breaks || !total) return navigate(`/reconcile?period=${period}&status=todo`);
      // It is on this very page.
      await navigate(`/period/${period}?proof=${total.id}`);
      document.getElementById(`total-${total.id}`)?.scrollIntoView({ block: 'center' });
      return undefined;
    });
  return (
    <Button
      type="primary"
      loading={busy}
      disabled={name === 'close' || (name === 'sync' && syncing && !busy) || (name === 'sign' && !check?.ready)}
      onClick={() => void go()}
      data-testid="step-go"
      data-step={name}
    >
      {t(`period.steps.go.${name === 'sync' && files ? 'bill' : name}`, { n: countText(left) })}
    </Button>
  );
}

async function arrivedOf(store: DeskStore, period: string): Promise<{ final: boolean; books: number; reconciled: boolean }> {
  const bill = await store.generations
    .where('source')
    .equals('bill-lines')
    .and((row) => row.period === period)
    .toArray();
  const imports = await store.imports.toArray();
  return {
    final:
      bill.length > 0 &&
      bill.every(
        ({ slice, agreedOn, syncedAt }) =>
          parseSliceId(slice).file !== undefined || (agreedOn?.length ?? 0) > 0 || dayOfInstant(syncedAt) >= closingDay(period),
      ),
    books: imports.filter((row) => !row.undone && row.periods.includes(period)).length,
    reconciled: (await store.totals.where('period').equals(period).count()) > 0,
  };
}

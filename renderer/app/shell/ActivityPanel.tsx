import { useEffect, useRef } from 'react';
import { Button } from 'antd';
import { CheckCircleOutlined, CloseCircleOutlined, CloseOutlined, LoadingOutlined, StopOutlined } from '@ant-design/icons';
import i18next from 'i18next';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { activities, clearEnded, type Activity } from '../activity/activities';
import { call } from '../bridge';
import { activityOpen } from '../commands/asked';
import { faultText } from '../faults';
import { useAct } from '../parts/act';
import { useObservable } from '../session/observable';
import { countText, durationText, localTime } from '../words';

const ICONS = { running: LoadingOutlined, done: CheckCircleOutlined, failed: CloseCircleOutlined, cancelled: StopOutlined } as const;

/** All long work of this session, the latest first: how far, how fast, how long still, how it ended and where to look. */
export function ActivityPanel() {
  const { t } = useTranslation();
  const all = useObservable(activities);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  return (
    <section
      ref={panel}
      id="activity-panel"
      className="activity-panel"
      tabIndex={-1}
      aria-label={t('app.activity.label')}
      data-testid="activity-panel"
      onKeyDown={(event) => {
        if (event.key === 'Escape') activityOpen.set(false);
      }}
    >
      <header className="panel-head">
        <h2>{t('app.activity.label')}</h2>
        <span className="push" />
        <Button size="small" disabled={all.every(({ state }) => state === 'running')} onClick={clearEnded}>
          {t('app.activity.clear')}
        </Button>
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('app.act.close')} onClick={() => activityOpen.set(false)} />
      </header>
      {all.length === 0 ? (
        <p className="muted">{t('app.activity.none')}</p>
      ) : (
        <ul className="works">
          {[...all].reverse().map((activity) => (
            <Work key={activity.id} activity={activity} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Work({ activity }: { readonly activity: Activity }) {
  const { t } = useTranslation();
  const { id, kind, what, state, startedAt, endedAt, cancel } = activity;
  const Icon = ICONS[state];
  const name = t(`app.activity.${kind}`);
  return (
    <li className="work" data-testid="work" data-kind={kind} data-state={state} data-id={id}>
      <span className={`work-name ${state}`}>
        <Icon aria-hidden />
        <strong>{name}</strong>
        {what !== '' && <span className="muted">{what}</span>}
      </span>
      <span className="work-state">
        {state === 'running' ? <Progress activity={activity} name={name} /> : <Outcome activity={activity} />}
      </span>
      <span className="figure muted" title={localTime(new Date(endedAt ?? startedAt).toISOString())}>
        {endedAt === null
          ? t('app.activity.since', { at: clock(startedAt) })
          : t('app.activity.ended', { at: clock(endedAt), time: durationText(t, Math.round((endedAt - startedAt) / 1000)) })}
      </span>
      <span className="work-act">
        {cancel && (
          <Button size="small" onClick={cancel} aria-label={`${t('app.activity.cancel')} ${name}`}>
            {t('app.activity.cancel')}
          </Button>
        )}
        <ResultButton activity={activity} />
      </span>
    </li>
  );
}

/** How far a running work is, as a bar and in figures; `rate` and time left where they are known. */
export function Progress({ activity, name }: { readonly activity: Activity; readonly name: string }) {
  const { t } = useTranslation();
  const { kind, step, done, total, rate, secondsLeft } = activity;
  const doing = `app.activity.step.${step ?? ''}`;
  return (
    <>
      <progress max={total ?? undefined} value={total === null ? undefined : done} aria-label={name} />
      {step !== null && i18next.exists(doing) && <span>{t(doing as 'app.activity.step.reading')}</span>}
      {(total !== null || done > 0) && (
        <span className="figure">
          {total === null
            ? t('app.activity.counted', { done: countText(done) })
            : t('app.activity.progress', { done: countText(done), total: countText(total) })}
        </span>
      )}
      {rate !== null && rate > 0 && (
        <span className="figure">
          {kind === 'sync'
            ? t('app.activity.rate', { rate: Math.round(rate * 10) / 10 })
            : t('app.activity.steps', { rate: rate < 10 ? Math.round(rate * 10) / 10 : countText(Math.round(rate)) })}
        </span>
      )}
      {secondsLeft !== null && (
        <span className="figure">
          {secondsLeft < 90
            ? t('app.activity.secondsLeft', { n: Math.ceil(secondsLeft) })
            : t('app.activity.minutesLeft', { n: Math.ceil(secondsLeft / 60) })}
        </span>
      )}
    </>
  );
}

function Outcome({ activity: { state, fault } }: { readonly activity: Activity }) {
  const { t } = useTranslation();
  if (state === 'failed') return <span className="work-why">{faultText(t, fault)}</span>;
  return <span>{t(state === 'done' ? 'app.activity.states.done' : 'app.activity.states.cancelled')}</span>;
}

/** Leads to what came of a work: the page that shows it, or the file. */
function ResultButton({ activity: { kind, link, state } }: { readonly activity: Activity }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { act } = useAct();
  if (link === null) return null;
  if (link.to === 'page')
    return (
      <Button size="small" onClick={() => void navigate(link.address)} data-testid="work-result">
        {kind === 'sync' && state !== 'done' ? t('app.activity.problems') : t('app.activity.look')}
      </Button>
    );
  return (
    <>
      {/\.(xlsx|csv|pdf|zip)$/i.test(link.name) && (
        <Button
          size="small"
          title={link.name}
          onClick={() => void act(() => call('openFile', { token: link.token }))}
          data-testid="work-open"
        >
          {t('app.act.open')}
        </Button>
      )}
      <Button size="small" onClick={() => void act(() => call('revealFile', { token: link.token }))} data-testid="work-reveal">
        {t('app.export.reveal')}
      </Button>
    </>
  );
}

/** `09:12` of a moment. */
function clock(at: number): string {
  return localTime(new Date(at).toISOString()).slice(11);
}

/** What each command does, as far as it can be done now. */
import { App } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { PAGE_IDS, type CommandId } from '../../../shared/shell/commands';
import { activities } from '../activity/activities';
import { runReconcile, runSync } from '../activity/work';
import { call } from '../bridge';
import { useAct } from '../parts/act';
import { useOpenDesk, useSession } from '../session/context';
import { useObservable } from '../session/observable';
import { addressIn, usePeriod } from '../session/period';
import { useTone } from '../shell/tone';
import { useTravel } from '../trail/use-trail';
import { useInbox } from '../../pages/ledgers/inbox/use-inbox';
import { activityOpen, exportAsked, paletteOpen, toggleNavigation } from './asked';
import { focusSearch, revealPart } from './places';

/** Commands that can be run now; one that is not in it is not possible. */
export type Acts = Partial<Record<CommandId, () => void>>;

/** Commands that need no profile. */
export function usePlainActs(): Acts {
  const session = useSession();
  const tone = useTone();
  const { act } = useAct();
  const { message } = App.useApp();
  const { t } = useTranslation();
  const zoom = (step: 'in' | 'out' | 'reset') => () =>
    void act(async () => {
      const { percent } = await call('windowZoom', { step });
      void message.info({ key: 'zoom', content: t('app.zoom', { percent }), duration: 1.2 });
    });
  return {
    palette: () => paletteOpen.set(!paletteOpen.get()),
    language: () => void act(() => session.changeSettings({ language: session.language === 'zh' ? 'en' : 'zh' })),
    theme: () => void act(() => session.changeSettings({ theme: tone === 'dark' ? 'light' : 'dark' })),
    'zoom-in': zoom('in'),
    'zoom-out': zoom('out'),
    'zoom-reset': zoom('reset'),
  };
}

/** Commands of an open profile, the plain ones among them. */
export function useDeskActs(): Acts {
  const plain = usePlainActs();
  const session = useSession();
  const { profile } = useOpenDesk();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const { act } = useAct();
  const { period, periods } = usePeriod();
  const travel = useTravel();
  const inbox = useInbox();
  const running = useObservable(activities).filter(({ state }) => state === 'running');
  const busy = (kind: 'sync' | 'reconcile'): boolean => running.some((one) => one.kind === kind);
  const to = (address: string, part?: string) => () => {
    void navigate(address);
    if (part !== undefined) revealPart(part);
  };
  const at = period === null ? -1 : periods.indexOf(period);
  const month = (next: string | undefined): Acts['earlier-month'] =>
    next === undefined ? undefined : () => void navigate(addressIn(next, pathname, search));

  const acts: Acts = {
    ...plain,
    search: () => {
      if (!focusSearch()) paletteOpen.set(true);
    },
    navigation: toggleNavigation,
    activity: () => activityOpen.set(!activityOpen.get()),
    import: () => {
      void navigate('/ledgers');
      void act(async () => inbox.add(await call('chooseLedgers', {})));
    },
    backup: to('/settings/backup'),
    keyboard: to('/help/keys'),
    about: to('/settings/about'),
  };
  for (const page of PAGE_IDS) acts[`go-${page}`] = to(page === 'period' && period !== null ? `/period/${period}` : `/${page}`);
  if (travel.canGoBack) acts.back = travel.back;
  if (travel.canGoForward) acts.forward = travel.forward;
  const earlier = month(at > 0 ? periods[at - 1] : undefined);
  const later = month(at >= 0 ? periods[at + 1] : undefined);
  if (earlier) acts['earlier-month'] = earlier;
  if (later) acts['later-month'] = later;
  if (profile.endpoint.kind !== 'files' && !session.info.offline && !busy('sync')) {
    acts['sync-now'] = () => void act(() => runSync(session, { periods: null }));
    if (period !== null) acts['refresh-month'] = () => void act(() => runSync(session, { periods: [period] }));
  }
  if (period !== null) {
    if (!busy('reconcile')) acts['reconcile-run'] = () => void act(() => runReconcile(session));
    acts.export = () => exportAsked.set('workbook');
    acts['signoff-sheet'] = () => exportAsked.set('signoff');
    acts.signoff = to(`/period/${period}`, 'close-check');
  }
  return acts;
}

/** Back and forward of the window: one trail per profile, followed by the shell and used by buttons, keys, menu and mouse. */
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useNavigate, useNavigationType } from 'react-router';
import { useOpenDesk } from '../session/context';
import { Observable, useObservable } from '../session/observable';
import { rememberPeriod, periodIn, usePeriod } from '../session/period';
import { Trail, type Stop } from './trail';
import { bringBack, scrollerName } from './scrolls';

const trails = new Map<string, Trail>();
/** Counts changes, so that the buttons are drawn again. */
const changes = new Observable(0);
/** The stop that is being returned to, until its page is there. */
let travelling: Stop | null = null;

function trailOf(profile: string): Trail {
  const known = trails.get(profile);
  if (known) return known;
  const fresh = new Trail();
  trails.set(profile, fresh);
  return fresh;
}

export interface Travel {
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
  back(): void;
  forward(): void;
  /** Back to the nearest place that fits, e.g. the one a list of rows was asked from. */
  backTo(fits: (address: string) => boolean): void;
}

export function useTravel(): Travel {
  const { profile } = useOpenDesk();
  const navigate = useNavigate();
  useObservable(changes);
  const trail = trailOf(profile.id);
  const go = useCallback(
    (stop: Stop | undefined) => {
      if (stop === undefined) return;
      travelling = stop;
      if (stop.period !== null) rememberPeriod(profile.id, stop.period);
      changes.set(changes.get() + 1);
      void navigate(stop.address, { replace: true });
    },
    [navigate, profile.id],
  );
  return {
    canGoBack: trail.canGoBack,
    canGoForward: trail.canGoForward,
    back: () => go(trail.back()),
    forward: () => go(trail.forward()),
    backTo: (fits) => go(trail.backTo(fits)),
  };
}

/** Follows where the person goes; one per open profile. */
export function useTrailKeeper(): void {
  const { profile } = useOpenDesk();
  const { pathname, search } = useLocation();
  const kind = useNavigationType();
  const { period, periods } = usePeriod();
  const before = useRef<string | null>(null);
  const stopBringing = useRef<(() => void) | null>(null);
  const address = pathname + search;

  useLayoutEffect(() => {
    const trail = trailOf(profile.id);
    const main = document.getElementById('main');
    stopBringing.current?.();
    if (travelling?.address === address) {
      const { scrolls } = travelling;
      travelling = null;
      stopBringing.current = bringBack(scrolls, () => (stopBringing.current = null));
    } else {
      travelling = null;
      // The first page of a profile is a stop of its own, however it was come to.
      trail.visit(address, kind !== 'PUSH' && before.current !== null);
      if (before.current !== pathname) main?.scrollTo({ top: 0, behavior: 'instant' });
    }
    before.current = pathname;
    changes.set(changes.get() + 1);
  }, [profile.id, pathname, address, kind]);

  // The month of an address is the one looked at from now on; a page whose address has none belongs to the month that was.
  const asked = periodIn(pathname, search);
  useEffect(() => {
    if (asked !== null && periods.includes(asked)) rememberPeriod(profile.id, asked);
  }, [profile.id, asked, periods]);
  useEffect(() => trailOf(profile.id).noteMonth(period), [profile.id, address, period]);

  useEffect(() => {
    const note = (event: Event): void => {
      if (stopBringing.current !== null || !(event.target instanceof Element)) return;
      const name = scrollerName(event.target);
      if (name !== null) trailOf(profile.id).noteScroll(name, { top: event.target.scrollTop, left: event.target.scrollLeft });
    };
    document.addEventListener('scroll', note, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', note, { capture: true });
  }, [profile.id]);
}

/** Buttons of a mouse beside the wheel. */
const MOUSE_BACK = 3;
const MOUSE_FORWARD = 4;

export function useMouseTravel({ back, forward }: Travel): void {
  useEffect(() => {
    const release = (event: MouseEvent): void => {
      if (event.button !== MOUSE_BACK && event.button !== MOUSE_FORWARD) return;
      event.preventDefault();
      if (event.button === MOUSE_BACK) back();
      else forward();
    };
    window.addEventListener('mouseup', release);
    return () => window.removeEventListener('mouseup', release);
  });
}

/** What the person asked for: light or dark by the setting or the system (told to the style sheets through `data-tone`), and less motion. */
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { Tone } from '../../theme/tokens';
import { useSessionState } from '../session/context';

/** Whether the window answers a media query now; followed. */
function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        query.addEventListener('change', listener);
        return () => query.removeEventListener('change', listener);
      },
      [query],
    ),
    () => query.matches,
  );
}

const DARK = matchMedia('(prefers-color-scheme: dark)');
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

export function useStill(): boolean {
  return useMedia(STILL);
}

export function useTone(): Tone {
  const { settings } = useSessionState();
  const systemDark = useMedia(DARK);
  const tone = settings.theme === 'dark' || (settings.theme === 'system' && systemDark) ? 'dark' : 'light';
  useEffect(() => {
    document.documentElement.dataset['tone'] = tone;
  }, [tone]);
  return tone;
}

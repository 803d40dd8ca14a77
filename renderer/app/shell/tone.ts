/** Light or dark, by the setting or the system; told to the style sheets through `data-tone`. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Tone } from '../../theme/tokens';
import { useSessionState } from '../session/context';

const query = matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useTone(): Tone {
  const { settings } = useSessionState();
  const systemDark = useSyncExternalStore(subscribe, () => query.matches);
  const tone = settings.theme === 'dark' || (settings.theme === 'system' && systemDark) ? 'dark' : 'light';
  useEffect(() => {
    document.documentElement.dataset['tone'] = tone;
  }, [tone]);
  return tone;
}

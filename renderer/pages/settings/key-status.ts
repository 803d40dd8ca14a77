import { useEffect, useState } from 'react';
import type { KeyStatus } from '../../../shared/bridge/contract';
import { call } from '../../app/bridge';

/**
 * Whether a profile has keys, and whether they were refused (never the keys); null until main answered.
 * @param stamp the question is put again when it changes: a run may have found the keys refused
 */
export function useKeyStatus(profile: string, stamp: unknown = null): { status: KeyStatus | null; set(status: KeyStatus): void } {
  const [status, set] = useState<KeyStatus | null>(null);
  useEffect(() => {
    let current = true;
    call('keysStatus', { profile }).then(
      (found) => current && set(found),
      // Without an answer the form is shown as for a profile without keys.
      () => current && set(null),
    );
    return () => {
      current = false;
    };
  }, [profile, stamp]);
  return { status, set };
}

import { useCallback, useState } from 'react';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { isCancelled } from '../activity/activities';
import { faultText } from '../faults';

/** Runs an act of the user: `busy` while it goes on, a fault as a message in words. Resolves to false when it failed. */
export function useAct(): { busy: boolean; act: (work: () => Promise<unknown>) => Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const { message } = App.useApp();
  const { t } = useTranslation();
  const act = useCallback(
    async (work: () => Promise<unknown>) => {
      setBusy(true);
      try {
        await work();
        return true;
      } catch (fault) {
        if (!isCancelled(fault)) void message.error(faultText(t, fault), 6);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [message, t],
  );
  return { busy, act };
}

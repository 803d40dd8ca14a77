import { useCallback, useState } from 'react';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { isCancelled } from '../activity/activities';
import { ofFault } from '../../help/addresses';
import { faultText } from '../faults';
import { LearnMore } from './LearnMore';

/** Long enough to reach the link. */
const SHOWN_SECONDS = 8;

/** Runs an act of the user: `busy` while it goes on, a fault as a message in words. Resolves to false when it failed. */
export function useAct(): { busy: boolean; act: (work: () => Promise<unknown>) => Promise<boolean> } {
  const [busy, setBusy] = useState(false);
  const { message } = App.useApp();
  const act = useCallback(
    async (work: () => Promise<unknown>) => {
      setBusy(true);
      try {
        await work();
        return true;
      } catch (fault) {
        if (!isCancelled(fault)) void message.error(<Said fault={fault} />, SHOWN_SECONDS);
        return false;
      } finally {
        setBusy(false);
      }
    },
    [message],
  );
  return { busy, act };
}

function Said({ fault }: { readonly fault: unknown }) {
  const { t } = useTranslation();
  return (
    <>
      {faultText(t, fault)} <LearnMore to={ofFault(fault)} />
    </>
  );
}

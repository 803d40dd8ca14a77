import * as Comlink from 'comlink';
import type { ImportResult, Progress } from '../../../../shared/desk/api';
import type { LedgerOptions } from '../../../../shared/ledger/types';
import { runActivity, stage } from '../../../app/activity/activities';
import { useAct } from '../../../app/parts/act';
import { useSession } from '../../../app/session/context';
import type { Inbox, InboxFile } from '../inbox/inbox';

/** From these steps on the journal has the import. */
const KEPT: readonly string[] = ['applying', 'reconciling'];

/** Stores a wizard's preview under the eyes of the status bar; stopped in time, the wizard stays as it was. */
export function useStoring(inbox: Inbox, file: InboxFile) {
  const { desk } = useSession();
  const { act } = useAct();
  const store = (
    preview: string,
    confirm: (onProgress: (progress: Progress) => void) => Promise<ImportResult>,
    options: Partial<LedgerOptions> = {},
  ): Promise<boolean> =>
    act(async () => {
      const { rows, changed } = await inbox.store(
        file.id,
        () => void desk.cancelConfirm(preview).catch(() => undefined),
        (onKept) =>
          runActivity(
            'import',
            () => inbox.unstore(file.id),
            (report) =>
              confirm(
                Comlink.proxy((progress: Progress) => {
                  const kept = KEPT.includes(progress.step);
                  if (kept) onKept();
                  report({ ...stage(progress), ...(kept ? { cancel: null } : {}) });
                }),
              ),
            undefined,
            { what: file.name, link: (result) => (result === null ? null : { to: 'page', address: '/ledgers' }) },
          ),
      );
      inbox.finished(file.id, rows, changed, options);
    });
  return { store, storing: file.storing, cancel: () => inbox.unstore(file.id) };
}

import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BreakDecision, DecisionDone } from '../../../shared/desk/api';
import { useSession } from '../../app/session/context';
import type { ActedBreak } from '../../store/break-table';
import { useAct } from '../../app/parts/act';

/** Acts that need no words of their own. */
type PlainAct = 'approve' | 'reopen';

export interface BreakActs {
  readonly busy: boolean;
  /** Journals an act and offers to take it back as a whole. */
  decide(decision: BreakDecision): Promise<boolean>;
  plain(action: PlainAct, breaks: readonly ActedBreak[], period: string): Promise<boolean>;
  /** Takes back the last act on the breaks; on all the breaks it covered with `whole`. */
  undo(which: { readonly breaks: readonly string[] } | { readonly seqs: readonly number[] }): Promise<boolean>;
}

export function useBreakActs(): BreakActs {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const undo: BreakActs['undo'] = (which) =>
    act(async () => {
      const { breaks } = await desk.undoDecision(which);
      message.destroy('break-act');
      void message.info({ key: 'break-act', content: t('reconcile.done.undo', { n: breaks }) });
    });
  const decide: BreakActs['decide'] = (decision) =>
    act(async () => {
      const done: DecisionDone = await desk.decide(decision);
      void message.success({
        key: 'break-act',
        duration: 8,
        content: (
          <span data-testid="act-done" data-breaks={done.breaks}>
            {t(`reconcile.done.${decision.action}`, { n: done.breaks })}{' '}
            <Button size="small" type="link" data-testid="act-undo" onClick={() => void undo({ seqs: done.seqs })}>
              {t('app.act.undo')}
            </Button>
          </span>
        ),
      });
    });
  return {
    busy,
    decide,
    undo,
    plain: (action, breaks, period) => decide({ action, breaks: breaks.map(({ id }) => id), period, reason: null, note: '', owner: '' }),
  };
}

import { useState } from 'react';
import { App, Button } from 'antd';
import * as Comlink from 'comlink';
import { useTranslation } from 'react-i18next';
import type { BreakDecision, DecisionDone, Progress, UndoneActs } from '../../../shared/desk/api';
import { useSession } from '../../app/session/context';
import { countText } from '../../app/words';
import type { ActedBreak } from '../../store/break-table';
import { useAct } from '../../app/parts/act';

/** Acts that need no words of their own. */
type PlainAct = 'approve' | 'reopen';

/** How far an act on many breaks is. */
export interface ActProgress {
  readonly done: number;
  readonly total: number;
}

export interface BreakActs {
  readonly busy: boolean;
  /** While an act on many breaks goes on, part by part; else null. */
  readonly progress: ActProgress | null;
  /** Ends such an act after the part in hand; what was done stays, and is taken back as a whole. */
  stop(): void;
  /** Journals an act and offers to take it back as a whole. */
  decide(decision: BreakDecision): Promise<boolean>;
  plain(action: PlainAct, breaks: readonly ActedBreak[], period: string): Promise<boolean>;
  undo(which: UndoneActs): Promise<boolean>;
}

export function useBreakActs(): BreakActs {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [progress, setProgress] = useState<ActProgress | null>(null);
  const stop = (): void => void desk.stopAct();
  /** Does an act and says what it came to; a part that failed took nothing of what came before it back. */
  const doing = (work: (told: (at: Progress) => void) => Promise<DecisionDone>, say: (done: DecisionDone) => void): Promise<boolean> =>
    act(async () => {
      try {
        const told = Comlink.proxy(({ done, total }: Progress) => setProgress({ done, total: total ?? 0 }));
        const done = await work(told);
        say(done);
        if (done.fault) throw done.fault;
      } finally {
        setProgress(null);
      }
    });
  const stopped = ({ left }: DecisionDone): string => (left > 0 ? ` ${t('reconcile.done.stopped', { n: countText(left) })}` : '');
  const undo: BreakActs['undo'] = (which) =>
    doing(
      (told) => desk.undoDecision(which, told),
      (done) =>
        void message.info({
          key: 'break-act',
          content: (
            <span data-testid="undo-done" data-breaks={done.breaks}>
              {t('reconcile.done.undo', { n: countText(done.breaks) })}
              {stopped(done)}
            </span>
          ),
        }),
    );
  const decide: BreakActs['decide'] = (decision) =>
    doing(
      (told) => desk.decide(decision, told),
      (done) =>
        void message.success({
          key: 'break-act',
          duration: 8,
          content: (
            <span data-testid="act-done" data-breaks={done.breaks}>
              {t(`reconcile.done.${decision.action}`, { n: countText(done.breaks) })}
              {stopped(done)}{' '}
              <Button size="small" type="link" data-testid="act-undo" onClick={() => void undo({ act: done.seqs[0] ?? 0 })}>
                {t('app.act.undo')}
              </Button>
            </span>
          ),
        }),
    );
  return {
    busy,
    progress,
    stop,
    decide,
    undo,
    plain: (action, breaks, period) => decide({ action, breaks: breaks.map(({ id }) => id), period, reason: null, note: '', owner: '' }),
  };
}

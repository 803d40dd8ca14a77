import { useRef, useState } from 'react';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BreakDecision } from '../../../shared/desk/api';
import { useSession } from '../../app/session/context';
import { countText } from '../../app/words';
import type { ActedBreak } from '../../store/break-table';
import { useAct } from '../../app/parts/act';
import { partsOf } from './act-parts';

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
  /** Takes back the last act on the breaks; on all the breaks it covered with `whole`. */
  undo(which: { readonly breaks: readonly string[] } | { readonly seqs: readonly number[] }): Promise<boolean>;
}

export function useBreakActs(): BreakActs {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [progress, setProgress] = useState<ActProgress | null>(null);
  const stopped = useRef(false);
  const undo: BreakActs['undo'] = (which) =>
    act(async () => {
      const { breaks } = await desk.undoDecision(which);
      message.destroy('break-act');
      void message.info({ key: 'break-act', content: t('reconcile.done.undo', { n: countText(breaks) }) });
    });
  const tell = (action: BreakDecision['action'], breaks: number, seqs: readonly number[], of: number): void =>
    void message.success({
      key: 'break-act',
      duration: 8,
      content: (
        <span data-testid="act-done" data-breaks={breaks}>
          {t(`reconcile.done.${action}`, { n: countText(breaks) })}
          {breaks < of && ` ${t('reconcile.done.stopped', { n: countText(of - breaks) })}`}{' '}
          <Button size="small" type="link" data-testid="act-undo" onClick={() => void undo({ seqs })}>
            {t('app.act.undo')}
          </Button>
        </span>
      ),
    });
  const decide: BreakActs['decide'] = (decision) =>
    act(async () => {
      const parts = partsOf(decision);
      const seqs: number[] = [];
      let breaks = 0;
      stopped.current = false;
      try {
        for (const part of parts) {
          if (stopped.current) break;
          if (parts.length > 1) setProgress({ done: breaks, total: decision.breaks.length });
          const done = await desk.decide(part);
          seqs.push(...done.seqs);
          breaks += done.breaks;
        }
      } finally {
        setProgress(null);
        // A part that failed took nothing of what came before it back.
        if (breaks > 0) tell(decision.action, breaks, seqs, decision.breaks.length);
      }
    });
  return {
    busy,
    progress,
    stop: () => {
      stopped.current = true;
    },
    decide,
    undo,
    plain: (action, breaks, period) => decide({ action, breaks: breaks.map(({ id }) => id), period, reason: null, note: '', owner: '' }),
  };
}

/** A backup or a restore that goes on: how far it is, and a way to stop it. */
import { useState } from 'react';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BackupProgress } from '../../../shared/bridge/backup';
import { isCancelled, runActivity, type ActivityKind, type ActivityLink } from '../../app/activity/activities';
import { call } from '../../app/bridge';

const ASK_EVERY_MS = 250;

export interface BackupJob {
  readonly id: string;
  readonly progress: BackupProgress | null;
}

/** Runs one job at a time; a fault is kept for the screen, a cancelled job leaves none. */
export function useBackupJob<T>(
  kind: Extract<ActivityKind, 'backup' | 'restore'>,
  linkOf: (result: T) => ActivityLink | null = () => null,
): {
  readonly job: BackupJob | null;
  readonly fault: unknown;
  readonly result: T | null;
  run(work: (job: string) => Promise<T>): Promise<T | null>;
  clear(): void;
} {
  const [job, setJob] = useState<BackupJob | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [result, setResult] = useState<T | null>(null);
  const clear = (): void => {
    setFault(null);
    setResult(null);
  };
  const run = async (work: (job: string) => Promise<T>): Promise<T | null> => {
    const id = crypto.randomUUID();
    clear();
    setJob({ id, progress: null });
    let report: (progress: BackupProgress) => void = () => undefined;
    const asking = setInterval(() => {
      call('backupProgress', { job: id }).then(
        (progress) => {
          setJob((now) => (now?.id === id ? { id, progress } : now));
          if (progress !== null) report(progress);
        },
        () => undefined,
      );
    }, ASK_EVERY_MS);
    try {
      const made = await runActivity(
        kind,
        () => void call('backupCancel', { job: id }),
        (step) => {
          report = ({ done, total }) => step({ done, total: total > 0 ? total : null });
          return work(id);
        },
        undefined,
        { link: (result) => (result === null ? null : linkOf(result)) },
      );
      setResult(made);
      return made;
    } catch (problem) {
      if (!isCancelled(problem)) setFault(problem);
      return null;
    } finally {
      clearInterval(asking);
      setJob(null);
    }
  };
  return { job, fault, result, run, clear };
}

export function JobProgress({ job, text }: { readonly job: BackupJob; readonly text: string }) {
  const { t } = useTranslation();
  const { progress } = job;
  return (
    <div className="row nowrap" role="status" data-testid="backup-running">
      <span>{text}</span>
      {progress !== null && progress.total > 0 && (
        <Progress style={{ flex: 1 }} percent={Math.floor((progress.done / progress.total) * 100)} size="small" />
      )}
      <Button size="small" onClick={() => void call('backupCancel', { job: job.id })}>
        {t('app.act.cancel')}
      </Button>
    </div>
  );
}

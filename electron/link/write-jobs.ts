/** Files being written for the desk worker, behind write tokens, by the ID the worker knows them by. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Workspace } from '../workspace/workspace';
import { WorkbookError } from '../../shared/workbook/errors';
import { LinkError } from './link-host';

interface Writing<Done> {
  close(): Promise<Done>;
  abort(): Promise<void>;
}

export class WriteJobs<Job extends Writing<unknown>> {
  private readonly jobs = new Map<string, Job>();

  /** @param translated runs an act so that its failures become the link's */
  constructor(
    private readonly workspace: Pick<Workspace, 'tokens'>,
    private readonly translated: <T>(act: () => Promise<T>) => Promise<T>,
  ) {}

  /** Where a write token leads. @throws LinkError for one that is not known */
  target(token: string): string {
    const target = this.workspace.tokens.path(token, 'write');
    if (target === null) throw new LinkError('no-such-file');
    return target;
  }

  async open(start: () => Promise<Job>): Promise<{ job: string }> {
    const id = randomUUID();
    this.jobs.set(id, await this.translated(start));
    return { job: id };
  }

  /** @throws LinkError `cancelled` for a job that ended */
  run<T>(id: string, act: (job: Job) => Promise<T>): Promise<T> {
    return this.translated(() => act(this.job(id)));
  }

  async close(id: string): Promise<Awaited<ReturnType<Job['close']>>> {
    try {
      return (await this.run(id, (job) => job.close())) as Awaited<ReturnType<Job['close']>>;
    } finally {
      this.jobs.delete(id);
    }
  }

  async abort(id: string): Promise<null> {
    const running = this.jobs.get(id);
    this.jobs.delete(id);
    await running?.abort();
    return null;
  }

  private job(id: string): Job {
    const job = this.jobs.get(id);
    if (job === undefined) throw new LinkError('cancelled');
    return job;
  }
}

/** Failures of a writing process as the link's; of a place only its last part, which is a file's or a sheet's name. */
export async function workbookErrors<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    const { code, place } = error;
    const known =
      code === 'disk-full' || code === 'file-open' || code === 'no-permission' || code === 'verify-failed' || code === 'cancelled';
    throw new LinkError(known ? code : 'io', place === undefined ? code : `${code}: ${path.basename(place)}`);
  }
}

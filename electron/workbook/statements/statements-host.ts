/** Writes statements in one process of their own for all of them: forking for each would cost more than writing it. */
import type { Statement, WrittenStatement } from '../../../shared/workbook/statement-file';
import { tempBeside } from '../../files/atomic-write';
import { forkOptions, type Fork } from '../child';
import { WritingJob } from '../writing-job';
import type { ToStatements } from './messages';
import type { StatementsOptions } from './statements-writer';

const SILENCE_MS = 120_000;

export class StatementsHost {
  constructor(
    private readonly fork: Fork,
    private readonly module: string,
  ) {}

  /** @throws WorkbookError */
  async open(path: string, options: Omit<StatementsOptions, 'temp'>): Promise<StatementsJob> {
    const child = this.fork(this.module, [], forkOptions('Reconcile Desk statement writer'));
    const job = new StatementsJob(child, tempBeside(path), SILENCE_MS);
    await job.begin(path, options);
    return job;
  }
}

/** One file of statements on its way. */
export class StatementsJob extends WritingJob<ToStatements, unknown> {
  /** Called by {@link StatementsHost.open}. */
  async begin(path: string, options: Omit<StatementsOptions, 'temp'>): Promise<void> {
    await this.call({ t: 'open', path, options: { ...options, temp: this.temp } });
  }

  /** @throws WorkbookError */
  async add(statement: Statement): Promise<WrittenStatement> {
    return (await this.call({ t: 'add', statement })) as WrittenStatement;
  }

  /** @throws WorkbookError */
  async close(): Promise<{ sha256: string; bytes: number }> {
    return (await this.callLast({ t: 'close' })) as { sha256: string; bytes: number };
  }
}

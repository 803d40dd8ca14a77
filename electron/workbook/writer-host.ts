/** Writes workbooks in a process of their own: the main process never waits for packing, and a crash there leaves no half file. */
import { WorkbookError } from '../../shared/workbook/errors';
import type { WorkbookResult, WorkbookRow, WorkbookSpec } from '../../shared/workbook/model';
import { tempBeside } from '../files/atomic-write';
import { forkOptions, type Fork } from './child';
import type { ToWriter } from './messages';
import { WritingJob } from './writing-job';

const SILENCE_MS = 60_000;

export class WorkbookHost {
  /**
   * @param fork `utilityProcess.fork` in the app
   * @param module path of the bundled writer-process.js
   */
  constructor(
    private readonly fork: Fork,
    private readonly module: string,
  ) {}

  /** Starts a workbook at `path`. @throws WorkbookError */
  async open(path: string, spec: WorkbookSpec): Promise<WorkbookJob> {
    const child = this.fork(this.module, [], forkOptions('Reconcile Desk workbook writer'));
    const job = new WorkbookJob(child, tempBeside(path), SILENCE_MS);
    await job.begin(path, spec);
    return job;
  }
}

/** One workbook on its way. */
export class WorkbookJob extends WritingJob<ToWriter, WorkbookResult | null> {
  /** Called by {@link WorkbookHost.open}. */
  async begin(path: string, spec: WorkbookSpec): Promise<void> {
    await this.call({ t: 'open', path, spec, temp: this.temp });
  }

  /** Rows of a sheet, sheets in the order of the spec. @throws WorkbookError */
  async appendRows(sheet: string, rows: readonly WorkbookRow[]): Promise<void> {
    await this.call({ t: 'rows', sheet, rows });
  }

  /** Ends the workbook. @throws WorkbookError */
  async close(): Promise<WorkbookResult> {
    const result = await this.callLast({ t: 'close' });
    if (result === null) throw new WorkbookError('crashed', 'no result');
    return result;
  }
}

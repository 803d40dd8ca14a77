/** Utility process: writes one workbook, until its host ends it. Killed at any moment it leaves at most a temporary file, which its host removes. */
import { WorkbookError } from '../../shared/workbook/errors';
import type { WorkbookResult } from '../../shared/workbook/model';
import type { ToWriter } from './messages';
import { WorkbookWriter } from './write-workbook';
import { serveWriting } from './writing-process';

let writer: WorkbookWriter | null = null;

serveWriting<ToWriter, WorkbookResult | null>(
  async (message) => {
    if (message.t === 'open') {
      writer = await WorkbookWriter.open(message.path, message.spec, { temp: message.temp });
      return null;
    }
    if (writer === null) throw new WorkbookError('crashed', 'not open');
    if (message.t === 'close') return writer.close();
    if (message.t === 'rows') await writer.appendRows(message.sheet, message.rows);
    return null;
  },
  async () => writer?.abort(),
);

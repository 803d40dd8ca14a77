/** Utility process: writes one file of statements and ends. Killed at any moment it leaves at most a temporary file, which its host removes. */
import { WorkbookError } from '../../shared/workbook/errors';
import type { ToStatements } from './statements/messages';
import { StatementsWriter } from './statements/statements-writer';
import { serveWriting } from './writing-process';

let writer: StatementsWriter | null = null;

serveWriting<ToStatements, unknown>(
  async (message) => {
    if (message.t === 'open') {
      writer = await StatementsWriter.open(message.path, message.options);
      return { result: null };
    }
    if (writer === null) throw new WorkbookError('crashed', 'not open');
    if (message.t === 'close') return { result: await writer.close(), last: true };
    return { result: message.t === 'add' ? await writer.add(message.statement) : null };
  },
  async () => writer?.abort(),
);

/** Utility process: writes one file of statements, until its host ends it. Killed at any moment it leaves at most a temporary file, which its host removes. */
import { WorkbookError } from '../../shared/workbook/errors';
import type { ToStatements } from './statements/messages';
import { StatementsWriter } from './statements/statements-writer';
import { serveWriting } from './writing-process';

let writer: StatementsWriter | null = null;

serveWriting<ToStatements, unknown>(
  async (message) => {
    if (message.t === 'open') {
      writer = await StatementsWriter.open(message.path, message.options);
      return null;
    }
    if (writer === null) throw new WorkbookError('crashed', 'not open');
    if (message.t === 'close') return writer.close();
    return message.t === 'add' ? writer.add(message.statement) : null;
  },
  async () => writer?.abort(),
);

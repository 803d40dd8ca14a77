/**
 * Appends without end and says on its output which number each note got, as soon as it was acknowledged. Started and killed by
 * kill.test.ts. Arguments: folder, a word for the notes, bytes per file, bytes per write (so that a kill can fall into a line).
 */
import { openJournal, type Journal } from '../../../electron/journal/journal';
import { realDisk, type Disk } from '../../../electron/journal/journal-writer';
import { say } from '../../support/say';

const LANES = 4;
const [, , dir = '', word = '', rotateBytes = '', writeBytes = ''] = process.argv;

const inPieces: Disk = {
  ...realDisk,
  write: (handle, bytes, position) => realDisk.write(handle, bytes.subarray(0, Number(writeBytes)), position),
};

async function appendForEver(journal: Journal, lane: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const notes = Array.from({ length: 1 + (n % 3) }, (_, i) => `${word}/${lane}/${n}/${i} 四舍五入`);
    const entries = await journal.append(
      notes.map((note) => ({
        kind: 'decision',
        breaks: ['b1'],
        period: '2026-09',
        action: 'explain',
        reason: 'other',
        note,
        owner: '示例用户',
      })),
      'li',
    );
    for (const [index, { seq }] of entries.entries()) say({ seq, note: notes[index] });
  }
}

const journal = await openJournal(dir, { clock: () => new Date(), rotateBytes: Number(rotateBytes), disk: inPieces });
say({ opened: journal.head().seq });
await Promise.all(Array.from({ length: LANES }, (_, lane) => appendForEver(journal, lane)));

/** What people did, as the journal says it: a table that leaves the desk as a file. */
import type { Build } from './view-records';
import { table } from './view-records';

export const actsTable: Build = async (core, _names, language) =>
  table(
    'actSeq:integer time:time actBy:text actKind:code period:period actWhat:text',
    (await core.store.acts.orderBy('seq').reverse().toArray()).map(({ seq, at, by, kind, period, summary }) => [
      String(seq),
      at,
      by,
      kind,
      period,
      summary[language],
    ]),
  );

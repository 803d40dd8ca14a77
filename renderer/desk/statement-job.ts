/** Figures of a bill that a person typed: kept as a document of their own, one for each month. */
import { sha256Hex } from '../../shared/digest';
import type { ImportResult } from '../../shared/desk/api';
import { STATEMENT_FIGURES } from '../../shared/documents/kinds';
import { checkStatement, statementText, type StatementInput } from '../../shared/documents/statement';
import type { BodyOf } from '../../shared/journal/entries';
import { formatUnits } from '../../shared/money';
import { refuseClosed } from './closed-months';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { recordWith } from './journal-apply';

/**
 * Archives and journals the figures; those typed before for the month are undone in the same append.
 * @throws DeskFailure `bad-document` for figures that do not hold, `period-closed`
 */
export async function enterStatement(core: DeskCore, input: StatementInput): Promise<ImportResult> {
  const checked = checkStatement(input);
  if ('fault' in checked) throw new DeskFailure('bad-document', checked.fault.kind);
  const { figures } = checked;
  const text = statementText(figures, core.currency);
  const digest = sha256Hex(text);
  const importId = `d-${sha256Hex(`${STATEMENT_FIGURES}|${digest}`).slice(0, 16)}`;
  const before = (await core.store.documents.toArray()).filter(
    (row) => !row.undone && row.document === STATEMENT_FIGURES && row.periods.includes(figures.period),
  );
  if (before.some((row) => row.importId === importId)) return { importId, rows: 1, changed: false };
  await refuseClosed(core, [figures.period]);
  const { sha256 } = await core.link.call('archivePut', { text });
  if (sha256 !== digest) throw new DeskFailure('journal-failed', 'archive digest');
  const { period, consumption, refunds, adjustments, due, number, note } = figures;
  const sums = { consumption: formatUnits(consumption), refunds: formatUnits(refunds), adjustments: formatUnits(adjustments) };
  const body: BodyOf<'document'> = {
    kind: 'document',
    importId,
    document: STATEMENT_FIGURES,
    file: `statement-${period}.json`,
    original: digest,
    rows: digest,
    rowCount: 1,
    mapping: { headRow: -1, columns: [] },
    encoding: null,
    sheet: null,
    leftOut: [],
    refused: [],
    sums: [{ period, currency: core.currency, rows: 1, ...sums }],
    statement: { due: due === null ? null : formatUnits(due), number, note },
    slices: 0,
  };
  await recordWith(core, [...before.map((row) => ({ kind: 'import-undone' as const, importId: row.importId })), body], {});
  return { importId, rows: 1, changed: true };
}

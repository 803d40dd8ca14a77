/** The report of interfaces.md from what is stored. */
import type { DeskApi } from '../../shared/desk/api';
import { signedMonth, stateAfter, withSignOff } from '../../shared/close';
import type { BreakStatus } from '../../shared/desk/api';
import { buildReport, NO_SYNC, renderReport, sourceOf, type ClosedMonth, type Report } from '../../shared/report';
import { formatUnits, parseUnits } from '../../shared/money';
import type { RateTable } from '../../shared/rates';
import type { DeskCore } from './core';
import { archiveText } from './drift';
import { activeImports } from './entries';
import { serviceNames } from '../store/names';

export type ReportExtra = Parameters<DeskApi['report']>[0];

export async function buildStoredReport(core: DeskCore, extra: ReportExtra): Promise<{ report: Report; text: string }> {
  const { store } = core;
  const outcome = (await store.runs.orderBy('id').last())?.outcome ?? null;
  const imports = await activeImports(core);
  const report = buildReport(
    {
      ...extra,
      site: core.site,
      ...((await store.meta.get('rates')) && { rates: (await store.meta.get('rates'))!.value as RateTable }),
      sync: outcome
        ? {
            requests: outcome.requests,
            retries: outcome.retries,
            throttled: outcome.throttled ?? 0,
            records: outcome.records,
            seconds: outcome.seconds,
            unpublished: outcome.unpublished.map((slice) => ({ ...slice })),
          }
        : NO_SYNC,
      imports: [
        ...(await documentParts(core)),
        ...imports.map(({ body }) => ({
          importId: body.importId,
          file: body.file,
          sha256: body.original,
          role: body.role,
          grain: body.grain,
          basis: body.basis,
          encoding: body.encoding,
          sheet: body.sheet,
          rows: body.rowCount,
          leftOut: body.leftOut,
          refused: body.refused.map(({ row, column, value, fault }) => ({ row, column, value, why: fault })),
          sums: body.sums,
        })),
      ],
      timings: { sync: outcome?.seconds ?? 0, import: 0, reconcile: 0, export: 0 },
      files: { export: null, sha256: null },
    },
    {
      figures: await store.figures.orderBy('period').toArray(),
      totals: await store.totals.orderBy('[period+id]').toArray(),
      matching: await store.matching.orderBy('[period+role]').toArray(),
      breaks: (await store.breaks.toArray()).map(({ customerName: _customer, decision: _decision, ...row }) => row),
      margin: await store.margin.orderBy('key').toArray(),
    },
    await closedMonths(core),
  );
  return { report, text: renderReport(report, extra.language) };
}

/** What the months that are signed off were signed with, from their archives. */
async function closedMonths(core: DeskCore): Promise<ClosedMonth[]> {
  const { store } = core;
  const closings = await store.closings.orderBy('period').toArray();
  if (closings.length === 0) return [];
  const signed = new Set(closings.map(({ period }) => period));
  const decisions = new Map((await store.decisions.toArray()).map((row) => [row.breakId, row.acts]));
  const statusOf = (id: string): BreakStatus => withSignOff(stateAfter(decisions.get(id) ?? []), signed).status;
  const serviceName = await serviceNames(store);
  const months: ClosedMonth[] = [];
  for (const { period, archive, drifted } of closings) {
    const text = await archiveText(core, archive);
    const month = text === null ? null : signedMonth(text);
    months.push({
      period,
      archive,
      signed:
        month &&
        sourceOf(
          { ...month, figures: month.figures === null ? [] : [month.figures] },
          statusOf,
          () => (drifted ? 'drifted' : 'closed'),
          serviceName,
        ),
    });
  }
  return months;
}

/** Imported files of Huawei Cloud's; their sums are what a month comes to, refunds and adjustments with their signs. */
async function documentParts(core: DeskCore): Promise<Report['imports']> {
  const files = (await core.store.documents.orderBy('importId').toArray()).filter((row) => !row.undone);
  return files.map((row) => ({
    file: row.file,
    sha256: row.sha256,
    document: row.document,
    role: null,
    grain: null,
    basis: null,
    encoding: row.read.encoding,
    sheet: row.read.sheet,
    rows: row.rows,
    leftOut: row.left,
    refused: row.bad,
    sums: row.sums.flatMap(({ period, currency, consumption, refunds, adjustments }) =>
      consumption === null
        ? []
        : [
            {
              period,
              currency,
              amount: formatUnits([consumption, refunds, adjustments].reduce((sum, text) => sum + parseUnits(text ?? '0'), 0n)),
            },
          ],
    ),
  }));
}

/** The report of interfaces.md from what is stored. */
import type { DeskApi } from '../../shared/desk/api';
import { buildReport, NO_SYNC, renderReport, type Report } from '../../shared/report';
import type { DeskCore } from './core';
import { activeImports } from './entries';

export type ReportExtra = Parameters<DeskApi['report']>[0];

export async function buildStoredReport(core: DeskCore, extra: ReportExtra): Promise<{ report: Report; text: string }> {
  const { store } = core;
  const outcome = (await store.runs.orderBy('id').last())?.outcome ?? null;
  const imports = await activeImports(core);
  const report = buildReport(
    {
      ...extra,
      site: core.site,
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
      imports: imports.map(({ body }) => ({
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
      timings: { sync: outcome?.seconds ?? 0, import: 0, reconcile: 0, export: 0 },
      files: { export: null, sha256: null },
    },
    {
      figures: await store.figures.orderBy('period').toArray(),
      totals: await store.totals.orderBy('[period+id]').toArray(),
      matching: await store.matching.orderBy('[period+role]').toArray(),
      breaks: (await store.breaks.orderBy('period').toArray()).map(({ customerName: _customer, decision: _decision, ...row }) => row),
      margin: await store.margin.orderBy('key').toArray(),
    },
  );
  return { report, text: renderReport(report, extra.language) };
}

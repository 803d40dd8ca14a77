/** Closed months against their archives: what was signed stays in sight, and what moved since is listed line by line. Nothing reopens by itself. */
import { closedRows, driftOf, NO_DRIFT, signedMonth, type ClosedRows, type DriftPart, type SignedMonth } from '../../shared/close';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import type { Period } from '../../shared/period';
import type { EngineInput } from '../../shared/reconcile/types';
import { keptTotal } from '../../shared/report/totals';
import type { ArchivedRow, ClosingRow, GenerationRow, ImportDataRow } from '../store/schema';
import type { DeskCore } from './core';
import { engineInput } from './engine-input';
import { LinkFailure } from './faults';
import { figuresRow } from './results';
import { refreshStates } from './statuses';

/**
 * Brings the closed months' archives and drift up to date. A month whose slices, books and names are what they were when it was last looked at
 * costs one digest; only the others are compared, and their lines only where a part's digest differs.
 */
export async function refreshDrift(core: DeskCore, atHand: EngineInput | null = null): Promise<void> {
  const { store } = core;
  const closings = await store.closings.toArray();
  const known = new Map((await store.archived.toArray()).map((row) => [row.period, row]));
  const gone = [...known.keys()].filter((period) => !closings.some((closing) => closing.period === period));
  const fresh: { readonly closing: ClosingRow; readonly row: ArchivedRow }[] = [];
  let input = atHand;
  const sources = closings.length === 0 ? null : await sourcesOf(core);
  for (const closing of closings) {
    const { period, archive } = closing;
    const before = known.get(period);
    const mark = sourcesMark(sources!, period);
    if (before?.archive === archive && before.mark === mark && !before.lost) {
      // Applied again from the journal, a sign-off knows nothing of what moved since.
      const drifted = before.drift.lines.length > 0;
      if (closing.drifted !== drifted) fresh.push({ closing: { ...closing, drifted }, row: before });
      continue;
    }
    const text = await archiveText(core, archive);
    if (text === null) {
      if (!before?.lost)
        fresh.push({ closing, row: { period, archive, mark, lost: true, rulesDigest: '', figures: null, totals: [], drift: NO_DRIFT } });
      continue;
    }
    input ??= await engineInput(core);
    const drift = driftOf(JSON.parse(text) as ClosedRows, closedRows(period, input), presentParts(sources!, period));
    const row = archivedRow(period, archive, mark, signedMonth(text), drift);
    fresh.push({ closing: { ...closing, drifted: drift.lines.length > 0 }, row });
  }
  if (fresh.length === 0 && gone.length === 0) return;
  await store.transaction('rw', [store.closings, store.archived, store.figures, store.decisionSets, store.explanations], async () => {
    await store.closings.bulkPut(fresh.map(({ closing }) => closing));
    await store.archived.bulkPut(fresh.map(({ row }) => row));
    await store.archived.bulkDelete(gone);
    await refreshStates(core);
  });
}

function archivedRow(
  period: Period,
  archive: string,
  mark: string,
  { figures, totals, rulesDigest }: SignedMonth,
  drift: ArchivedRow['drift'],
): ArchivedRow {
  return {
    period,
    archive,
    mark,
    lost: false,
    rulesDigest,
    figures: figures && figuresRow(figures),
    totals: totals.map(keptTotal),
    drift,
  };
}

/** Null when the archive is missing or damaged: the screen says so, and the sign-off still stands in the journal. */
export async function archiveText(core: DeskCore, sha256: string): Promise<string | null> {
  try {
    return (await core.link.call('archiveGet', { sha256 })).text;
  } catch (error) {
    if (error instanceof LinkFailure && (error.fault.code === 'missing' || error.fault.code === 'damaged')) return null;
    throw error;
  }
}

/** Of the rows in `archived`: one of another form is made again. */
const ROW_FORM = 3;

/** What months' rows are made of here, read once for all of them. */
interface Sources {
  readonly slices: ReadonlyMap<string | null, readonly GenerationRow[]>;
  readonly imports: readonly ImportDataRow[];
  readonly aliases: unknown;
  readonly parties: readonly unknown[];
}

async function sourcesOf(core: DeskCore): Promise<Sources> {
  const { store } = core;
  const { rows } = await core.generations.published();
  const slices = new Map<string | null, GenerationRow[]>();
  for (const row of rows) {
    const own = slices.get(row.period);
    if (own) own.push(row);
    else slices.set(row.period, [row]);
  }
  return {
    slices,
    imports: await store.importData.toArray(),
    aliases: (await store.meta.get('aliases'))?.value ?? null,
    parties: (await store.parties.toArray()).map(({ id, name, accountName, reseller }) => [id, name, accountName, reseller]),
  };
}

/** Digest of everything the month's rows are made of here. */
function sourcesMark({ slices: byMonth, imports: all, aliases, parties }: Sources, period: Period): string {
  const slices = (byMonth.get(period) ?? []).map((row) => [row.slice, row.digest]);
  const imports = all
    .filter(({ body }) => body.sums.some((sum) => sum.period === period))
    .map(({ importId, body }) => [importId, body.rows]);
  return sha256Hex(canonicalJson({ form: ROW_FORM, slices, imports, aliases, parties }));
}

/** A source that is not synced here has nothing to compare with. */
function presentParts({ slices }: Sources, period: Period): Set<DriftPart> {
  const sources = new Set((slices.get(period) ?? []).map((row) => row.source));
  const parts = new Set<DriftPart>(['ledger']);
  if (sources.has('bill-lines')) parts.add('bill');
  if (sources.has('fee-records')) parts.add('fees');
  return parts;
}

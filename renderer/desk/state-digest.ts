/**
 * One SHA-256 over all that is published, found and decided: equal states give equal digests, however they came about. Findings go in as keys and
 * parameters of their sentences: what words they are said in is not part of a state.
 */
import { canonicalJson, Digest } from '../../shared/digest';
import { matchPlaces } from '../../shared/reconcile/match-columns';
import type { LedgerRole, MatchColumns } from '../../shared/reconcile/types';
import { breakAt, reasonIn } from '../store/breaks';
import type { DeskCore } from './core';
import { storedMatchColumns } from './results';

/**
 * Dates, generations and the order of arrival do not count: a slice's own digest is the same for its rows in any order
 * (shared/columns/content-digest.ts), and everything else is sorted here.
 */
export async function stateDigest(core: DeskCore): Promise<string> {
  const { store } = core;
  const digest = new Digest();
  const add = (name: string, rows: readonly unknown[]): void => {
    digest.update(`${name} ${String(rows.length)}\n`);
    for (const row of rows.map((one) => canonicalJson(one)).sort()) digest.update(`${row}\n`);
  };
  await store.transaction('r', store.tables, async () => {
    add(
      'slices',
      (await store.generations.toArray()).map((row) => [row.slice, row.rows, row.announced, row.currency, row.digest]),
    );
    add(
      'failures',
      (await store.failures.toArray()).map((row) => [row.slice, row.failure, row.announced, row.received]),
    );
    add('rollups', await store.rollups.toArray());
    add('figures', await store.figures.toArray());
    add(
      'totals',
      (await store.totals.toArray()).map(({ explained, ...row }) => ({
        ...row,
        explained: explained && [explained.note, explained.owner],
      })),
    );
    add('matching', await store.matching.toArray());
    add('margin', await store.margin.toArray());
    const decided = await store.breaks.decided();
    const breaks = (await store.breaks.sets(null)).flatMap((set) =>
      set.ids.map((_, at) => {
        const { decision: _decision, reason: _words, ...row } = breakAt(set, at, decided);
        return { ...row, reason: reasonIn(set, at) };
      }),
    );
    add('breaks', breaks);
    const texts = (await store.blobs.toArray()).filter((row) => !row.columns).map((row) => [row.key, row.text, null]);
    const sets = await storedMatchColumns(core);
    const matches = [...new Set(sets.map(({ role }) => role))].map((role) => [
      `matches#${role}`,
      '',
      matchesDigest(
        role,
        sets.filter((columns) => columns.role === role),
      ),
    ]);
    add('results', [...texts, ...matches]);
    add(
      'decisions',
      (await store.decisions.toArray()).map(({ breakId, period, acts }) => [
        breakId,
        period,
        acts.map(({ at: _at, by: _by, seq: _seq, ...act }) => act),
      ]),
    );
    add(
      'closings',
      (await store.closings.toArray()).map((row) => [row.period, row.carried, row.carriedTotal, row.drifted]),
    );
    add(
      'imports',
      (await store.importData.toArray()).map((row) => [row.importId, row.body.rows, row.body.role, row.body.grain, row.body.basis]),
    );
    add(
      'files',
      (await store.documents.toArray()).filter((row) => !row.undone).map((row) => [row.importId, row.document, row.records]),
    );
    add(
      'mappings',
      (await store.mappings.toArray()).map(({ at: _at, ...row }) => row),
    );
    add(
      'documents',
      (await store.meta.bulkGet(['aliases', 'price-rules', 'rule-set', 'rates', 'policy'])).map((row) => row?.value ?? null),
    );
  });
  return digest.hex();
}

/**
 * A role's matches in order of month and book row, whatever the run's codes and sets were; each goes in as texts, because those follow the bill's rows.
 */
function matchesDigest(role: LedgerRole, sets: readonly MatchColumns[]): string {
  const { set, match } = matchPlaces(sets);
  const digest = new Digest().update(`${role} ${String(match.length)}\n`);
  const lineOf = sets.map(linesOf);
  let lines: string[] = [];
  for (let at = 0; at < match.length; at++) {
    lines.push(lineOf[set[at]!]!(match[at]!));
    if (lines.length === LINES || at === match.length - 1) {
      digest.update(`${lines.join('\n')}\n`);
      lines = [];
    }
  }
  return digest.hex();
}

/** A set's matches as texts. */
function linesOf(columns: MatchColumns): (match: number) => string {
  const { keys, texts } = columns;
  const reasons = columns.reasons.map((reason) => canonicalJson(reason));
  const places = Array.from(keys.period, (period, key) =>
    canonicalJson([
      columns.periods[period],
      ...[keys.counterparty, keys.customer, keys.service, keys.party].map((codes) => texts[codes[key]!]),
    ]),
  );
  const groups = new Map<number, string[]>();
  columns.groupMatch.forEach((match, at) => {
    const bill = canonicalJson([texts[columns.groupParty[at]!], texts[columns.groupService[at]!]]);
    groups.set(match, [...(groups.get(match) ?? []), bill].sort());
  });
  return (m) => {
    const entries: string[] = [];
    for (let at = columns.start[m]!; at < columns.start[m + 1]!; at++)
      entries.push(`${columns.imports[columns.entryImport[at]!]!}:${String(columns.entryRow[at]!)}`);
    const place = places[columns.key[m]!]!;
    const amounts = `${String(columns.ledger[m]!)} ${String(columns.bill[m]!)}`;
    return [String(columns.pass[m]!), place, amounts, reasons[columns.reason[m]!]!, ...entries, ...(groups.get(m) ?? [])].join('|');
  };
}

/** Matches hashed at once. */
const LINES = 2_000;

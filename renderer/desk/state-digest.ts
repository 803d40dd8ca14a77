/** One SHA-256 over all that is published, found and decided: equal states give equal digests, however they came about. */
import { canonicalJson, Digest } from '../../shared/digest';
import type { DeskCore } from './core';

/** Dates, generations and the order of arrival do not count. */
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
    add(
      'breaks',
      (await store.breaks.toArray()).map(({ decision: _decision, ...row }) => row),
    );
    add(
      'results',
      (await store.blobs.toArray()).map((row) => [row.key, row.text]),
    );
    add(
      'decisions',
      (await store.decisions.toArray()).map(({ at: _at, by: _by, ...row }) => row),
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
      (await store.meta.bulkGet(['aliases', 'price-rules', 'rule-set'])).map((row) => row?.value ?? null),
    );
  });
  return digest.hex();
}

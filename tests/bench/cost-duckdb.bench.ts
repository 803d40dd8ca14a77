import { reconcile } from '../../shared/reconcile/engine';
import { costRows, type Side } from './cost-rows';
import { costInput } from './engine-input';

export const name = 'cost matching beside DuckDB: FULL OUTER JOIN with four filtered counts over the same rows';
export const where = 'node';

interface Bench {
  note(text: string): void;
  time(label: string, work: () => unknown, options?: { runs?: number }): Promise<number>;
  ratio(label: string, value: number, bounds: { atMost?: number; atLeast?: number }): void;
  peer(name: string): Promise<DuckDb>;
}

/** What is used of the peer; it is not there when types are checked. */
interface DuckDb {
  readonly INTEGER: object;
  readonly BIGINT: object;
  readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
  readonly DuckDBDataChunk: { create(types: readonly object[], rows: number): { setColumns(columns: readonly unknown[][]): void } };
}

interface Connection {
  run(sql: string): Promise<{ getRows(): Promise<unknown[][]> }>;
  createAppender(table: string): Promise<{ appendDataChunk(chunk: object): void; closeSync(): void }>;
}

const ROWS = 1_000_000;
/** Rows of a data chunk, DuckDB's own vector size. */
const CHUNK = 2_048;

/**
 * DuckDB answers how many rows agree, differ, stand alone on either side; the engine says which, why, and makes breaks, totals and
 * figures of it. Both hold their rows in memory. DuckDB with one thread, as the engine has, and with all it takes.
 */
export async function run(bench: Bench): Promise<void> {
  const rows = costRows(ROWS);
  const { DuckDBInstance, DuckDBDataChunk, INTEGER, BIGINT } = await bench.peer('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const load = async (table: string, side: Side): Promise<void> => {
    await connection.run(`create table ${table} (period integer, customer integer, service integer, amount bigint)`);
    const appender = await connection.createAppender(table);
    for (let start = 0; start < side.rows; start += CHUNK) {
      const end = Math.min(side.rows, start + CHUNK);
      const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, INTEGER, BIGINT], end - start);
      chunk.setColumns([side.period, side.customer, side.service, side.amount].map((column) => [...column.subarray(start, end)]));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  };
  await load('bill', rows.bill);
  await load('ledger', rows.ledger);
  const query = `select count(*) filter (where b.amount = l.amount), count(*) filter (where b.amount <> l.amount),
      count(*) filter (where l.amount is null), count(*) filter (where b.amount is null)
    from bill b full outer join ledger l using (period, customer, service)`;
  const { equal, differ, onlyBill, onlyLedger } = rows.planted;
  const ask = async (): Promise<void> => {
    const found = (await (await connection.run(query)).getRows())[0]!.map(Number).join();
    if (found !== [equal, differ, onlyBill, onlyLedger].join()) throw new Error(`DuckDB counts ${found}`);
  };
  const duckAll = await bench.time('DuckDB, all threads', ask, { runs: 5 });
  await connection.run('set threads to 1');
  const duckOne = await bench.time('DuckDB, one thread', ask, { runs: 5 });
  const input = costInput(rows);
  reconcile(costInput(costRows(ROWS / 4)));
  const engine = await bench.time('engine', () => reconcile(input), { runs: 5 });
  bench.ratio('engine to DuckDB with one thread', engine / duckOne, { atMost: 3 });
  bench.ratio('engine to DuckDB with all threads', engine / duckAll, {});
}

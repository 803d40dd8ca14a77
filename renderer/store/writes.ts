/**
 * What was written to the store through one connection, table by table: what was read from a table is still what it holds while its number is the same.
 * One worker writes a profile's store; pages read it.
 */
import type { DBCore, DBCoreMutateRequest } from 'dexie';
import type Dexie from 'dexie';

/** Keys written since they were asked for last, or all where nobody knows which. */
export type Written = ReadonlySet<string> | 'all';

export class Writes {
  private readonly counts = new Map<string, number>();
  private written: Set<string> | 'all' = 'all';

  /** @param followed the table whose keys are told */
  constructor(
    db: Dexie,
    private readonly followed: string,
  ) {
    db.use({
      stack: 'dbcore',
      name: 'writes',
      create: (core): Partial<DBCore> => ({
        table: (name) => {
          const table = core.table(name);
          return {
            ...table,
            mutate: (request) => {
              this.note(name, request, (row) => table.schema.primaryKey.extractKey?.(row) as string | undefined);
              return table.mutate(request);
            },
          };
        },
      }),
    });
  }

  /** Moves with every write, before it happens: to be asked before the reading begins, which then waits for the write. */
  of(table: string): number {
    return this.counts.get(table) ?? 0;
  }

  /** Keys of the followed table that were written since the last call; to be read again after it. */
  take(): Written {
    const { written } = this;
    this.written = new Set();
    return written;
  }

  /** Nothing that was read counts any more. */
  forget(): void {
    this.written = 'all';
  }

  private note(table: string, request: DBCoreMutateRequest, keyOf: (row: unknown) => string | undefined): void {
    this.counts.set(table, this.of(table) + 1);
    if (table !== this.followed || this.written === 'all') return;
    if (request.type === 'deleteRange') {
      this.written = 'all';
      return;
    }
    const keys = request.type === 'delete' ? request.keys : (request.keys ?? request.values.map(keyOf));
    for (const key of keys as (string | undefined)[]) {
      if (key === undefined) {
        this.written = 'all';
        return;
      }
      this.written.add(key);
    }
  }
}

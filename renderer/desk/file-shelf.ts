/** Tables read for import, kept while a person looks at them: a preview with another mapping reads nothing again. */
import type { Progress } from '../../shared/desk/api';
import type { Cell, SheetTable } from '../../shared/ledger/types';
import { DeskFailure, LinkFailure } from './faults';
import type { LinkClient } from './link';

/** Tables kept at most. */
const TABLES = 4;
/** Cells over all kept tables; the one read last stays in any case. */
const CELLS = 12_000_000;

/** What is to be read: a chosen file, or the kept original of an import. */
export type Asked =
  | {
      readonly token: string;
      readonly sheet?: string | null | undefined;
      readonly encoding?: string | null | undefined;
      readonly separator?: string | null | undefined;
    }
  | {
      readonly kept: string;
      readonly name: string;
      readonly sheet: string | null;
      readonly encoding: string | null;
      readonly separator: string | null;
    };

interface Kept {
  readonly asked: Asked;
  readonly table: SheetTable;
  readonly cells: number;
}

const idOf = (asked: Asked): string => ('kept' in asked ? `kept ${asked.kept}` : asked.token);

export class FileShelf {
  /** The one used last stands last. */
  private kept: Kept[] = [];

  constructor(private readonly link: Pick<LinkClient, 'call'>) {}

  /** The table, read once. @throws LinkFailure of reading; DeskFailure `cancelled` */
  async table(asked: Asked, onProgress: (progress: Progress) => void, signal?: AbortSignal): Promise<SheetTable> {
    const known = this.kept.find((one) => fits(one, asked));
    if (known) {
      this.kept = [...this.kept.filter((one) => one !== known), known];
      return known.table;
    }
    const rows: (readonly Cell[])[] = [];
    let cells = 0;
    const { sheet = null, encoding = null, separator = null } = asked;
    const from = 'kept' in asked ? { token: '', kept: asked.kept, name: asked.name.slice(0, 255) } : { token: asked.token };
    const head = await this.link.call(
      'tableRead',
      { ...from, sheet, encoding, separator },
      {
        onItem: (batch) => {
          if (signal?.aborted) throw new DeskFailure('cancelled');
          for (const row of batch) {
            rows.push(row);
            cells += row.length;
          }
          onProgress({ step: 'reading', done: rows.length, total: null });
        },
        ...(signal ? { signal } : {}),
      },
    );
    const table: SheetTable = { ...head, rows };
    this.kept = [...this.kept.filter((one) => !fits(one, asked)), { asked, table, cells }];
    this.makeRoom();
    return table;
  }

  /**
   * Keeps a chosen file beside the journal as it was read. One that has changed since is forgotten, so that it is read anew.
   * @throws LinkFailure `table` with the detail `changed`, and as for reading
   */
  async keepOriginal(token: string, sha256: string): Promise<void> {
    try {
      await this.link.call('originalKeep', { token, sha256 });
    } catch (error) {
      if (error instanceof LinkFailure && error.fault.code === 'table') this.forget(token);
      throw error;
    }
  }

  /** Forgets all that was read of a chosen file. */
  forget(token: string): void {
    this.kept = this.kept.filter((one) => idOf(one.asked) !== token);
  }

  private makeRoom(): void {
    let cells = this.kept.reduce((sum, one) => sum + one.cells, 0);
    while (this.kept.length > 1 && (this.kept.length > TABLES || cells > CELLS)) cells -= this.kept.shift()?.cells ?? 0;
  }
}

/** A declared value fits what was declared the same, or was found to be so. */
function fits({ asked, table }: Kept, wanted: Asked): boolean {
  if (idOf(asked) !== idOf(wanted)) return false;
  return (['sheet', 'encoding', 'separator'] as const).every((name) => {
    const want = wanted[name] ?? null;
    return want === (asked[name] ?? null) || (want !== null && want === table[name]);
  });
}

/** Lets a cancel come in between two steps of work. @throws DeskFailure `cancelled` */
export async function pause(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (signal.aborted) throw new DeskFailure('cancelled');
}

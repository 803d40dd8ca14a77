/**
 * What the engine takes of fee records, gathered as their slices are published: a month is thousands of small slices with three dozen columns, of
 * which the engine wants nine. Parts only save reading: a slice of which there is none (its run was killed before it was stored) is read from its
 * segments, and one that is no longer published is passed over (fee-rows.ts).
 */
import { concatColumns, sliceColumns, textAt, type PackedColumn } from '../../shared/columns';
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { ENGINE_VERSION } from '../../shared/reconcile/engine-version';
import { checkFeeRows, mergeRowChecks } from '../../shared/reconcile/row-checks';
import type { RowCheck } from '../../shared/reconcile/types';
import type { FeePartRow, FeeSlice, GenerationRow, SegmentRow } from '../store/schema';
import type { DeskCore } from './core';

/** The columns the engine wants. Another one needs a higher `ENGINE_VERSION`, so that all parts are made again. */
const COLUMNS = [
  'customer_id',
  'service_type_code',
  'payment_amount',
  'charging_mode',
  'bill_detail_type',
  'association_type',
  'trade_id',
  'coupon_amount',
  'flexipurchase_coupon_amount',
] as const;
/** Rows held until they are stored: some megabytes. */
const HELD_ROWS = 50_000;

type Columns = Readonly<Record<string, PackedColumn>>;

export interface FeePiece {
  readonly slice: FeeSlice;
  readonly columns: Columns;
}

/** Tells a slice's content from every other that it had. */
function identityOf({ slice, generation, digest, rows }: Omit<FeeSlice, 'checks'>): string {
  return `${slice}#${generation}#${digest}#${rows}`;
}

/** Parts of published slices that are not stored yet. */
export class HeldFeeParts {
  private readonly months = new Map<string, FeePiece[]>();
  private rows = 0;
  /** Key of the part that a slice went into last, of those stored here. */
  private readonly keys = new Map<string, string>();

  /** @param most rows held until they are stored */
  constructor(private readonly most = HELD_ROWS) {}

  /** Takes a slice that was just published, with its segments in reading order; stores what is held when it is much. */
  async add(core: DeskCore, row: GenerationRow, segments: readonly Pick<SegmentRow, 'rows' | 'columns'>[]): Promise<void> {
    const period = row.period ?? '';
    const month = this.months.get(period);
    const piece = feePiece(core, row, segments);
    if (month) month.push(piece);
    else this.months.set(period, [piece]);
    this.rows += row.rows;
    if (this.rows >= this.most) await this.store(core);
  }

  /** The newest first: a slice may have come back as it was. */
  all(): FeePiece[] {
    return [...this.months.values()].flat().reverse();
  }

  /** Where the slices most likely are: to be read before all other parts of their months. */
  keysOf(slices: Iterable<string>): Set<string> {
    return new Set([...slices].flatMap((slice) => this.keys.get(slice) ?? []));
  }

  private async store(core: DeskCore): Promise<void> {
    const rows = [...this.months].map(([period, pieces]) => partRow(period, pieces));
    this.months.clear();
    this.rows = 0;
    for (const { key, slices } of rows) for (const { slice } of slices) this.keys.set(slice, key);
    await core.store.feeParts.bulkPut(rows);
  }
}

/** A part without the slices that are out of date. @param live places of the others in it */
export function livePart(part: FeePartRow, live: readonly number[]): FeePartRow {
  const starts = new Map<number, number>();
  let from = 0;
  part.slices.forEach(({ rows }, at) => {
    starts.set(at, from);
    from += rows;
  });
  const pieces = live.map((at): FeePiece => {
    const start = starts.get(at)!;
    const slice = part.slices[at]!;
    return { slice, columns: sliceColumns(part.columns, start, start + slice.rows) };
  });
  return partRow(part.key.slice(0, part.key.indexOf('#')), pieces);
}

function partRow(period: string, pieces: readonly FeePiece[]): FeePartRow {
  const slices = pieces.map(({ slice }) => slice);
  return {
    key: `${period}#${sha256Hex(canonicalJson(slices.map(identityOf)))}`,
    engine: ENGINE_VERSION,
    slices,
    columns: concatColumns(pieces.map(({ slice, columns }) => ({ rows: slice.rows, columns }))),
  };
}

/** A slice's part, made from its segments. */
export function feePiece(core: DeskCore, row: GenerationRow, segments: readonly Pick<SegmentRow, 'rows' | 'columns'>[]): FeePiece {
  const checks: RowCheck[] = [];
  const parts = segments.map(({ rows, columns }) => {
    checks.push(...checkFeeRows(columns, rows, row.period ?? '', (at) => nameOf(columns, at, core)));
    return { rows, columns: Object.fromEntries(COLUMNS.flatMap((name) => (columns[name] ? [[name, columns[name]] as const] : []))) };
  });
  const { slice, generation, digest, rows } = row;
  return {
    slice: { slice, generation, digest, rows, checks: mergeRowChecks(checks) },
    columns: parts.length === 0 ? {} : concatColumns(parts),
  };
}

/** Names a fee record for people: its ID, else its trade's, else its customer's. */
function nameOf(columns: Columns, row: number, core: DeskCore): string {
  for (const name of ['id', 'trade_id', 'customer_id']) {
    const column = columns[name];
    const text = column ? textAt(column, row, core.dictionary) : null;
    if (text !== null && text !== '') return text;
  }
  return '';
}

/** Sums for the charts: one row per counterparty, customer, service, charge mode and kind of a bill-lines slice. Pure. */
import { formatUnits } from '../../shared/money';
import { unitsAt, type CodeTexts, type PackedColumn } from '../../shared/columns';
import type { SliceKey } from '../../shared/sync/slices';
import type { RollupRow } from '../store/schema';

interface Sum {
  units: bigint;
  lines: number;
}

const KINDS = new Set(['0', '1', '2']);

/** Adds segments of one slice up. */
export class RollupBuilder {
  private readonly sums = new Map<string, Sum>();

  constructor(
    private readonly slice: string,
    private readonly key: SliceKey,
    private readonly texts: CodeTexts,
  ) {}

  add(rows: number, columns: Readonly<Record<string, PackedColumn>>): void {
    const codes = ['customer_id', 'cloud_service_type', 'charge_mode', 'bill_type'].map((name) => codesOf(columns[name], rows));
    const amount = columns['amount'];
    for (let row = 0; row < rows; row++) {
      const key = codes.map((column) => column[row]).join('|');
      let sum = this.sums.get(key);
      if (!sum) this.sums.set(key, (sum = { units: 0n, lines: 0 }));
      sum.units += (amount && unitsAt(amount, row)) ?? 0n;
      sum.lines++;
    }
  }

  /** Keys begin with the slice, so that a new generation replaces exactly its own rows. */
  rows(currency: string): RollupRow[] {
    const rows: RollupRow[] = [];
    for (const [key, sum] of this.sums) {
      const [customer = '', service = '', chargeMode = '', kind = ''] = key.split('|').map((code) => this.texts.text(Number(code)));
      // Kinds outside the contract are kept in the lines and in no sum of the three.
      if (!KINDS.has(kind)) continue;
      rows.push({
        key: `${this.slice}#${[customer, service, chargeMode, kind].map(encodeURIComponent).join('#')}`,
        period: this.key.period ?? '',
        counterparty: this.key.reseller ?? customer,
        customer,
        service,
        chargeMode,
        kind: kind as RollupRow['kind'],
        currency,
        amount: formatUnits(sum.units),
        lines: sum.lines,
      });
    }
    return rows;
  }
}

function codesOf(column: PackedColumn | undefined, rows: number): Uint32Array {
  return column?.kind === 'code' ? column.codes : new Uint32Array(rows);
}

/** Codes that are small numbers: charge modes, kinds, associations. */
import type { PackedColumn } from '../../shared/columns';

export type TypedNumbers = Uint8Array | Uint16Array | Uint32Array | BigInt64Array;

/** More than any code of the contract: a charge mode or kind nobody knows is no 0, 1 or 2. */
export const UNKNOWN = 255;

/** Numbers of a column, whether they came as text or as integers. */
export function numbersOf(column: PackedColumn | undefined, rows: number, texts: { text(code: number): string }): Uint8Array {
  const numbers = new Uint8Array(rows);
  const small = (value: number): number => (Number.isInteger(value) && value >= 0 && value < UNKNOWN ? value : UNKNOWN);
  if (column?.kind === 'int') for (let row = 0; row < rows; row++) numbers[row] = small(column.values[row] ?? 0);
  if (column?.kind === 'code') {
    const known = new Map<number, number>();
    const valueOf = (code: number): number => {
      let value = known.get(code);
      if (value === undefined) known.set(code, (value = /^\d+$/.test(texts.text(code)) ? small(Number(texts.text(code))) : UNKNOWN));
      return value;
    };
    let [last, value] = [-1, 0];
    for (let row = 0; row < rows; row++) {
      const code = column.codes[row] ?? 0;
      if (code !== last) value = valueOf((last = code));
      numbers[row] = value;
    }
  }
  return numbers;
}

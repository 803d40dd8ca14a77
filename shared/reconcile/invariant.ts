import { halvesOf } from '../columns';

/** The engine contradicted itself (a residue, a row used twice, a sum out of range): a programming fault, never a finding. */
export class InvariantError extends Error {
  constructor(
    readonly invariant: 'residue' | 'row-used-twice' | 'amounts-too-large' | 'columns',
    detail: string,
  ) {
    super(`${invariant}: ${detail}`);
    this.name = 'InvariantError';
  }
}

/** Columns never change: each is gone through once. */
const summable = new WeakSet<BigInt64Array>();

/**
 * Refuses columns whose absolute sum could leave int64 (a little over 92 billion yuan), so that sums in a BigInt64Array never wrap.
 * Looks at the upper halves only: every element is below (|upper| + 1) x 2^32.
 * @throws InvariantError `amounts-too-large`
 */
export function assertSummable(column: BigInt64Array, rows: number, name: string): void {
  if (summable.has(column)) return;
  const halves = halvesOf(column);
  let bound = 0;
  for (let i = 0; i < rows; i++) bound += Math.abs(halves[2 * i + 1]!) + 1;
  if (bound >= 0x7fff_ffff) throw new InvariantError('amounts-too-large', `the ${name} of ${rows} rows may sum past 64 bits`);
  summable.add(column);
}

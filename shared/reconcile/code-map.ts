/** Codes below this are looked up in an array; dictionaries are far smaller, codes of one run (CodeSpace) far above. */
const DENSE = 1 << 22;

/** A number per dictionary code: an array for the dictionary's own codes, a map for the codes of one run. Absent codes give `absent`. */
export class CodeMap {
  private dense: Int32Array;
  private readonly sparse = new Map<number, number>();
  size = 0;

  /** @param absent what codes without a number give; 0 or -1 */
  constructor(private readonly absent: 0 | -1 = 0) {
    this.dense = new Int32Array(1024).fill(absent);
  }

  copy(): CodeMap {
    const copy = new CodeMap(this.absent);
    copy.dense = this.dense.slice();
    for (const [code, value] of this.sparse) copy.sparse.set(code, value);
    copy.size = this.size;
    return copy;
  }

  get(code: number): number {
    if (code < this.dense.length) return this.dense[code]!;
    return this.sparse.size === 0 ? this.absent : (this.sparse.get(code) ?? this.absent);
  }

  set(code: number, value: number): void {
    if (this.get(code) === this.absent) this.size++;
    if (code >= DENSE) {
      this.sparse.set(code, value);
      return;
    }
    if (code >= this.dense.length) {
      let room = this.dense.length;
      while (room <= code) room *= 2;
      const dense = new Int32Array(room).fill(this.absent);
      dense.set(this.dense);
      this.dense = dense;
    }
    this.dense[code] = value;
  }
}

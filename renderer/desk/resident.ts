/**
 * What runs of the engine read, kept in memory between them: a run after one changed slice reads that slice alone. Void when its stamp is another
 * one; gone with the profile. What was used longest ago goes first when the budget is passed.
 */
import { bytesOf, type PackedColumn } from '../../shared/columns';

/** Bytes kept at most: the columns of about a million fee records, bill lines and entries. */
const BUDGET = 256_000_000;

interface Kept {
  readonly stamp: string;
  readonly value: unknown;
  readonly bytes: number;
}

export class Resident {
  /** Least recently used first. */
  private readonly kept = new Map<string, Kept>();
  bytes = 0;

  constructor(private readonly budget = BUDGET) {}

  /** What is kept under the name and the stamp, else what `make` gives, which is kept then. Nobody may write into it. */
  async of<T>(name: string, stamp: string, make: () => Promise<T>, bytesIn: (value: T) => number): Promise<T> {
    const found = this.kept.get(name);
    this.drop(name);
    const value = found?.stamp === stamp ? (found.value as T) : await make();
    this.keep(name, { stamp, value, bytes: found?.value === value ? found.bytes : bytesIn(value) });
    return value;
  }

  /** What was put under the name last, unless it had to go: to be made anew from, by who can tell what of it still counts. */
  peek<T>(name: string): T | null {
    return (this.kept.get(name)?.value as T | undefined) ?? null;
  }

  put(name: string, value: unknown, bytes: number): void {
    this.drop(name);
    this.keep(name, { stamp: '', value, bytes });
  }

  private keep(name: string, one: Kept): void {
    if (one.bytes > this.budget) return;
    this.kept.set(name, one);
    this.bytes += one.bytes;
    for (const oldest of this.kept.keys()) {
      if (this.bytes <= this.budget) return;
      this.drop(oldest);
    }
  }

  private drop(name: string): void {
    this.bytes -= this.kept.get(name)?.bytes ?? 0;
    this.kept.delete(name);
  }
}

export function bytesOfColumns(columns: Readonly<Record<string, PackedColumn>>): number {
  return Object.values(columns).reduce((sum, column) => sum + bytesOf(column), 0);
}

import type { CodeSpace } from './code-space';
import type { CostMonths } from './cost-months';
import type { Books } from './context';
import type { Components } from './components';
import type { DealtColumns } from './shards';
import type { Shard } from './shard';
import type { JoinedBreaks } from './break-id';
import type { BillColumns, CustomerRecord, EngineInput, FeeColumns, LedgerColumns, MatchColumns, OrderRecord, Texts } from './types';

/** Rows of a shard on average: small enough for a processor's second-level cache, and for a changed customer to be a small part of a large run. */
const ROWS = 1_024;
/** Shards at most: each costs some tables. */
const MOST = 1_024;

/** What a run was made from and found, by shard. */
export interface LastRun {
  /** Everything that is not in a shard's rows and that a shard's findings hang on. */
  readonly facts: string;
  readonly files: EngineInput['files'];
  readonly texts: Texts;
  readonly tradeTexts: Texts;
  readonly codes: CodeSpace;
  readonly trades: CodeSpace;
  readonly customers: readonly CustomerRecord[];
  readonly orders: readonly OrderRecord[];
  readonly resellers: ReadonlySet<number>;
  readonly months: CostMonths;
  readonly books: Books;
  readonly components: Components;
  readonly bills: DealtColumns<BillColumns>;
  readonly fees: DealtColumns<FeeColumns>;
  readonly book: DealtColumns<LedgerColumns>;
  readonly shards: readonly Shard[];
}

/**
 * What the engine keeps between runs, in memory: findings of shards whose input is the same are taken as they are, so that a run after a small change
 * costs what changed. Results never hang on it: without it they are the same.
 */
export class RunMemory {
  last: LastRun | null = null;
  /** Matches of the revenue and of the prepayment ledgers. */
  others: readonly MatchColumns[] = [];
  breaks: JoinedBreaks | null = null;
  /** Shards of the last run that were worked out anew. */
  fresh = 0;

  /** @param rowsPerShard on average; smaller in tests, so that small worlds have several */
  constructor(private readonly rowsPerShard = ROWS) {}

  /** Number of shards for so many rows of the largest source. */
  shardsFor(rows: number): number {
    let count = 1;
    while (count < MOST && count * this.rowsPerShard < rows) count *= 2;
    return count;
  }
}

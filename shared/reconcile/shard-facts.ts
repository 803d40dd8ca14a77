import { servicesOf } from './cost-keys';
import { GRAINS, type LedgerColumns } from './types';
import type { CostMonths } from './cost-months';
import type { RunContext, ShardContext } from './context';

const ORDER = GRAINS.indexOf('order');

/**
 * The cost book's months. Books kept by order may name a service through their fee records alone: where that decides, it is looked up shard by shard.
 * @param contexts shards' rows; their months are not looked at
 */
export function costMonths(
  { periods, input, periodOfLedger }: Pick<RunContext, 'periods' | 'input' | 'periodOfLedger'>,
  book: LedgerColumns,
  contexts: () => (shard: number) => ShardContext,
  shards: number,
): CostMonths {
  const direct = named(book, periods.length, input.periods.length, periodOfLedger);
  const { takesPart, unsure } = direct;
  if (!unsure.some((one, month) => one === 1 && direct.names[month] === 0)) return direct;
  const names = direct.names.slice();
  const contextOf = contexts();
  for (let shard = 0; shard < shards; shard++) {
    const context = contextOf(shard);
    const service = servicesOf(context);
    for (let row = 0; row < service.length; row++) if (service[row] !== 0) names[periodOfLedger[context.book.period[row]!]!] = 1;
  }
  return { takesPart, names };
}

interface Named extends CostMonths {
  /** Months in which an order's fee records may tell the service. */
  readonly unsure: Uint8Array;
  readonly periods: string;
}

/** Columns never change: the book is gone through once, and not again while its months mean the same. */
const known = new WeakMap<LedgerColumns, Named>();

function named(book: LedgerColumns, periods: number, synced: number, periodOfLedger: Uint16Array): Named {
  const key = [periods, synced, ...periodOfLedger].join(' ');
  const before = known.get(book);
  if (before?.periods === key) return before;
  const takesPart = new Uint8Array(periods);
  const names = new Uint8Array(periods);
  const unsure = new Uint8Array(periods);
  for (let row = 0; row < book.rows; row++) {
    const month = periodOfLedger[book.period[row]!]!;
    if (month < synced) takesPart[month] = 1;
    if (book.service[row] !== 0) names[month] = 1;
    else if (book.grain[row] === ORDER && book.reference[row] !== 0) unsure[month] = 1;
  }
  const made = { takesPart, names, unsure, periods: key };
  known.set(book, made);
  return made;
}

/** What the months of the cost book say about the whole run: the part of its keys that one shard cannot know. */
export interface CostMonths {
  /** 1 for judged months: synced, and named by at least one cost entry. */
  readonly takesPart: Uint8Array;
  /** 1 for months in which an entry names its service: who has no entry there is compared by service. */
  readonly names: Uint8Array;
}

export function sameMonths(a: CostMonths, b: CostMonths): boolean {
  return sameBytes(a.takesPart, b.takesPart) && sameBytes(a.names, b.names);
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** What proving the whole journal and its archives again found. */
import type { JournalHead } from './entries';

/** Why a line does not continue the chain; words in the i18n (`audit.broken`). */
export type BreakWhy = 'unreadable' | 'changed' | 'unlinked' | 'out-of-order' | 'cut-short' | 'missing-file';

/** `seq` is the number that was due in that line. */
export interface BreakPlace {
  readonly file: string;
  readonly line: number;
  readonly seq: number;
  readonly why: BreakWhy;
  /** The number of the last entry that is lost there, where that is known. */
  readonly last?: number;
}

export interface JournalCheck {
  readonly head: JournalHead;
  readonly files: number;
  readonly entries: number;
  readonly breaks: readonly BreakPlace[];
  /** Archives that entries name: how many there are, and those that are gone or no longer have their digest. */
  readonly archives: number;
  readonly damaged: readonly { readonly sha256: string; readonly why: 'missing' | 'damaged'; readonly seq: number }[];
}

/** Accounts rolled forward, kept as one blob: a few rows a month. */
import type { AccountRoll } from '../../shared/reconcile/types';

/** Key of the blob. */
export const ACCOUNTS = 'accounts#000000';

/** A month of an account; amounts as decimal text. */
export interface StoredRoll {
  readonly period: string;
  readonly account: AccountRoll['account'];
  readonly opening: string | null;
  readonly closing: string | null;
  readonly movements: readonly { readonly kind: string; readonly count: number; readonly units: string }[];
  readonly bookOpening: string | null;
  readonly bookClosing: string | null;
}

export function parseRolls(text: string | undefined): StoredRoll[] {
  return text === undefined ? [] : (JSON.parse(text) as StoredRoll[]);
}

/** 期初余额 and 期末余额 rows of a general-ledger account: no entries, but what the account stood at. */
import { formatUnits, type Units } from '../money';
import { isBlank, readDirection } from './cells';
import { plainHead } from './headings';
import { readAmount } from './amounts';
import { rowWord } from './row-kind';
import type { Cell, Side } from './types';

/** A balance as a book states it; amount as decimal text, what the account holds positive. */
export interface StatedBalance {
  readonly row: number;
  readonly period: string;
  readonly at: 'opening' | 'closing';
  readonly amount: string;
  readonly currency: string;
  /** Whose account; blank for the one the book is of. */
  readonly party: string;
  readonly partyName: string | null;
}

const CLOSING = /^(?:期末余额|期末|月末余额|年末余额|closingbalance|endingbalance|balancec\/f)$/;
const BALANCE_HEAD =
  /^(?:(?:期末|期初|月末|账户|本币|原币)?余额(?:\((?:元|本币|cny|rmb|usd)\))?|(?:running|closing|ending|account)?balance(?:amount)?)$/;

/** Which balance a row states by its words; null for totals and all other rows. */
export function balanceWord(cells: readonly Cell[], texts: readonly number[]): StatedBalance['at'] | null {
  for (const index of texts) {
    const cell = cells[index] ?? null;
    const word = rowWord(cell);
    if (word === 'opening') return 'opening';
    if (word === 'total' && cell !== null && CLOSING.test(plainHead(cell).replace(/[()[\]【】-]/g, ''))) return 'closing';
  }
  return null;
}

/** The columns a balance row is read from; prepared once for a book. */
export interface BalanceColumns {
  /** Column whose head says balance, if there is one. */
  readonly balance: number | null;
  readonly direction: number | undefined;
  readonly money: readonly { readonly index: number; readonly side: Side | null }[];
  readonly plus: Side;
}

/** The column of the running balance: its head says so and it is not mapped to anything. */
export function balanceColumn(heads: readonly Cell[], columns: readonly (string | null)[]): number | null {
  const at = heads.findIndex((head, index) => head !== null && (columns[index] ?? null) === null && BALANCE_HEAD.test(plainHead(head)));
  return at < 0 ? null : at;
}

/** The figure of a balance row: of its balance column, else its only amount; null where neither can be read for sure. */
export function readBalance(cells: readonly Cell[], { balance, direction, money, plus }: BalanceColumns): Units | null {
  const said = direction === undefined ? null : readDirection(cells[direction] ?? null);
  const signed = (cell: Cell, own: Side | null): Units | null => {
    const read = readAmount(cell, 1, { sides: true });
    if (!read.ok) return null;
    const side = own ?? read.value.side ?? (said?.ok && said.value !== 'flat' ? said.value : null);
    return side === null || side === plus ? read.value.units : -read.value.units;
  };
  if (balance !== null && !isBlank(cells[balance] ?? null)) return signed(cells[balance]!, null);
  const filled = money.filter(({ index }) => !isBlank(cells[index] ?? null));
  return filled.length === 1 ? signed(cells[filled[0]!.index]!, filled[0]!.side) : null;
}

/** A balance row as read, before its month is known. */
export interface BalanceRow {
  readonly row: number;
  readonly at: StatedBalance['at'];
  readonly units: Units;
  readonly period: string | null;
  readonly currency: string;
  readonly party: string;
  readonly partyName: string | null;
}

/** Gives balances that name no month the month of the entry after an opening, before a closing; those without one are left out. */
export function datedBalances(
  found: readonly BalanceRow[],
  entries: readonly { readonly row: number; readonly period: string }[],
): StatedBalance[] {
  return found.flatMap(({ units, period, ...rest }): StatedBalance[] => {
    const near = rest.at === 'opening' ? entries.find((entry) => entry.row > rest.row) : entries.findLast((entry) => entry.row < rest.row);
    const month = period ?? near?.period ?? null;
    return month === null ? [] : [{ ...rest, period: month, amount: formatUnits(units) }];
  });
}

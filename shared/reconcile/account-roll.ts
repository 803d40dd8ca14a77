import { byCodeUnit } from '../digest';
import { isContiguous, type BalanceChain, type ChainStep } from './account-chain';
import { groupBy } from './group-by';
import type { EngineContext } from './context';
import type { AccountRoll, BookBalance, Movement } from './types';
import type { Period } from '../period';
import type { Units } from '../money';

type Account = Movement['account'];

/** The account that a book's own balances are compared with: money. The credit account holds a limit, which no book of prepayments has. */
const BOOK_ACCOUNT: Account = 'BALANCE_TYPE_DEBIT';

/**
 * Every account's months rolled forward: the balance before the first movement, the movements by kind, the balance after the last one
 * (semantics.md #44). Months whose movements were not read have no roll. Accounts and months ascending.
 */
export function rollAccounts(context: EngineContext, chain: BalanceChain, readIn: (period: Period) => boolean): AccountRoll[] {
  const rolls: AccountRoll[] = [];
  for (const [account, steps] of chain.accounts) {
    const byPeriod = groupBy(steps, (step) => step.period);
    for (const period of context.input.periods) {
      if (!readIn(period)) continue;
      const month = byPeriod.get(period) ?? [];
      const book = account === BOOK_ACCOUNT ? bookBalancesOf(context, period) : NO_BOOK;
      rolls.push({
        period,
        account,
        ...monthEnds(context, steps, month, period),
        movements: byKind(month),
        bookOpening: book.opening,
        bookClosing: book.closing,
      });
    }
  }
  return rolls.sort((a, b) => byCodeUnit(a.account, b.account) || byCodeUnit(a.period, b.period));
}

/** What an account of a chain held before and after a month whose movements were read; null where that is not known. @param month its steps of the month */
export function monthEnds(
  context: EngineContext,
  steps: readonly ChainStep[],
  month: readonly ChainStep[],
  period: Period,
): { readonly opening: Units | null; readonly closing: Units | null } {
  const opening = openingOf(context, steps, month, period);
  return { opening, closing: month.length === 0 ? opening : month.at(-1)!.movement.balanceAfter };
}

/** The balance before a month: after the last movement earlier, unless an unread month lies between; else before the month's first. */
function openingOf(context: EngineContext, steps: readonly ChainStep[], month: readonly ChainStep[], period: Period): Units | null {
  const before = steps.findLast((step) => step.period < period);
  if (before && isContiguous(context, before.period, period) && before.movement.balanceAfter !== null) return before.movement.balanceAfter;
  const [first] = month;
  if (first && first.movement.balanceAfter !== null) return first.movement.balanceAfter - first.signed;
  // Nothing moved before either: the balance stood as the first later movement found it.
  const after = month.length > 0 ? undefined : steps.find((step) => step.period > period);
  if (!after || after.movement.balanceAfter === null || !isContiguous(context, period, after.period)) return null;
  return after.movement.balanceAfter - after.signed;
}

function byKind(month: readonly ChainStep[]): AccountRoll['movements'] {
  const kinds = groupBy(month, (step) => step.movement.detailType);
  return [...kinds]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([kind, steps]) => ({ kind, count: steps.length, units: steps.reduce((sum, step) => sum + step.signed, 0n) }));
}

interface BookOfMonth {
  readonly opening: Units | null;
  readonly closing: Units | null;
}
const NO_BOOK: BookOfMonth = { opening: null, closing: null };

/**
 * The month's balances of the partner's own account in a book. Where a book repeats a balance (on every page, of every subaccount) the one that
 * all agree on counts; several different ones say nothing.
 */
function bookBalancesOf({ input }: EngineContext, period: Period): BookOfMonth {
  const own = (input.bookBalances ?? []).filter(
    (one) => one.period === period && one.customer === null && one.reseller === null && one.currency === input.currency,
  );
  const agreed = (at: BookBalance['at']): Units | null => {
    const found = new Set(own.filter((one) => one.at === at).map((one) => one.units));
    return found.size === 1 ? [...found][0]! : null;
  };
  return { opening: agreed('opening'), closing: agreed('closing') };
}

/** The account's balance at an instant: after its last movement at or before it; null where months between were not read (#44). */
export function balanceAt(
  context: EngineContext,
  chain: BalanceChain,
  readIn: (period: Period) => boolean,
  account: Account,
  at: string,
  period: Period,
): Units | null {
  if (!readIn(period)) return null;
  const instant = Date.parse(at);
  const steps = chain.accounts.get(account) ?? [];
  const last = steps.findLast((step) => Date.parse(step.movement.time) <= instant);
  if (!last || !isContiguous(context, last.period, period)) return null;
  return last.movement.balanceAfter;
}

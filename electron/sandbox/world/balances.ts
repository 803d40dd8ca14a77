import { ONE } from '../../../shared/money';
import type { WireRecord } from '../wire';
import type { BalanceType, Movement } from './model';

function lastBalance(movements: readonly Movement[], type: BalanceType): bigint {
  let balance = 0n;
  for (const movement of movements) if (movement.balanceType === type) balance = movement.balance;
  return balance;
}

/** Balances of the partner's cash and credit accounts: those of their last movements (semantics.md #44). `movements` oldest first. */
export function accountBalances(movements: readonly Movement[], currency: string): WireRecord[] {
  const cash = lastBalance(movements, 'BALANCE_TYPE_DEBIT');
  const credit = lastBalance(movements, 'BALANCE_TYPE_CREDIT');
  return [
    { account_id: 'demo-cash', account_type: 1, amount: cash, currency, designated_amount: 0n, measure_id: 1 },
    {
      account_id: 'demo-credit',
      account_type: 2,
      amount: credit,
      currency,
      designated_amount: 1000n * ONE,
      credit_amount: credit,
      measure_id: 1,
    },
  ];
}

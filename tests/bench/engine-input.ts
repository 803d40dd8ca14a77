/** Made rows as the engine's input. */
import { emptyInput } from '../../shared/reconcile/empty-input';
import { emptyLedger } from '../../shared/reconcile/ledger-columns';
import { shiftPeriod } from '../../shared/period';
import type { BillColumns, EngineInput, Texts } from '../../shared/reconcile/types';
import type { CostRows, Side } from './cost-rows';

const texts: Texts = {
  text: (code) => (code === 0 ? '' : code === CNY ? 'CNY' : `t${code}`),
  code: (text) => (text === 'CNY' ? CNY : Number(text.slice(1)) || 0),
};
const CNY = 900_000;

export function billOf(side: Side): BillColumns {
  const { rows } = side;
  return {
    ...side,
    reseller: new Uint32Array(rows),
    resourceType: new Uint32Array(rows).fill(CNY - 1),
    chargeMode: new Uint8Array(rows).fill(3),
    kind: new Uint8Array(rows),
    debt: new BigInt64Array(rows),
    adjustment: new BigInt64Array(rows),
    discount: new BigInt64Array(rows),
    paid: side.amount,
  };
}

export function frame(months: number): EngineInput {
  const periods = Array.from({ length: months }, (_, i) => shiftPeriod('2025-10', i));
  const trades: Texts = { text: (code) => `trade${code}`, code: (text) => Number(text.slice(5)) || 0 };
  return emptyInput({ site: 'cn', currency: 'CNY', periods, texts, trades });
}

/** Bill lines and one cost book. */
export function costInput(rows: CostRows): EngineInput {
  const { ledger } = rows;
  const input = frame(rows.months);
  const book = {
    ...emptyLedger(ledger.rows, ['book'], input.periods),
    row: Uint32Array.from({ length: ledger.rows }, (_, i) => i + 2),
    grain: new Uint8Array(ledger.rows).fill(1),
    basis: new Uint8Array(ledger.rows),
    period: ledger.period,
    party: ledger.customer,
    customer: ledger.customer,
    service: ledger.service,
    currency: new Uint32Array(ledger.rows).fill(CNY),
    units: ledger.amount,
  };
  return { ...input, bills: billOf(rows.bill), ledger: book };
}

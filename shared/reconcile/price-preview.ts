import { byCodeUnit } from '../digest';
import type { Units } from '../money';
import type { Period } from '../period';
import { finishBreaks } from './break-id';
import { engineContext, type EngineContext } from './context';
import { rowsWhere } from './ledger-columns';
import { marginRows } from './margin';
import { rollUpMargin } from './margin-report';
import { pricedLines } from './priced-lines';
import { matchRevenue } from './revenue';
import { LEDGER_ROLES, type Break, type EngineInput, type PriceRules } from './types';

/** One side of a preview, of one counterparty in the month; null where the month has no revenue ledger, or the counterparty no part in it. */
export interface PreviewSide {
  /** What the rules price, with tax as the ledger has it (with tax where there is none); null where nothing is priced. */
  readonly expected: Units | null;
  /** Lines of the bill that no rule prices. */
  readonly unpriced: number;
  readonly margin: Units | null;
  readonly breaks: number;
}

export interface PreviewParty {
  readonly counterparty: string;
  /** Sum of the revenue ledger's rows as they stand. */
  readonly ledger: Units | null;
  readonly before: PreviewSide;
  readonly after: PreviewSide;
}

/** What other price rules would do to one month; nothing is stored. */
export interface PricePreview {
  readonly period: Period;
  readonly hasLedger: boolean;
  /** Every counterparty of the month, in code-unit order. */
  readonly parties: readonly PreviewParty[];
  readonly appear: readonly Break[];
  readonly vanish: readonly Break[];
  /** Breaks that stay, with another difference. */
  readonly moved: readonly { readonly before: Break; readonly after: Break }[];
}

interface Side {
  readonly parties: ReadonlyMap<string, PreviewSide>;
  readonly breaks: readonly Break[];
  readonly ledger: ReadonlyMap<string, Units>;
}

/** Prices one month twice: by the input's own rules and by others. Everything that does not hang on prices is left out. */
export function previewPrices(input: EngineInput, after: PriceRules, period: Period): PricePreview {
  const context = engineContext(input);
  const at = context.ledger.periods.indexOf(period);
  const revenue = LEDGER_ROLES.indexOf('revenue');
  const ledger = rowsWhere(context.ledger, (row) => context.ledger.role[row] === revenue && context.ledger.period[row] === at);
  const month: EngineContext = { ...context, ledger };
  const [old, fresh] = [sideOf(month, period), sideOf({ ...month, input: { ...input, priceRules: after } }, period)];
  const parties = [...new Set([...old.parties.keys(), ...fresh.parties.keys()])].sort(byCodeUnit);
  const before = new Map(old.breaks.map((one) => [one.id, one]));
  const later = new Map(fresh.breaks.map((one) => [one.id, one]));
  return {
    period,
    hasLedger: ledger.rows > 0,
    parties: parties.map((counterparty) => ({
      counterparty,
      ledger: old.ledger.get(counterparty) ?? null,
      before: old.parties.get(counterparty) ?? NOTHING,
      after: fresh.parties.get(counterparty) ?? NOTHING,
    })),
    appear: fresh.breaks.filter(({ id }) => !before.has(id)),
    vanish: old.breaks.filter(({ id }) => !later.has(id)),
    moved: fresh.breaks.flatMap((one) => {
      const same = before.get(one.id);
      return same && same.difference !== one.difference ? [{ before: same, after: one }] : [];
    }),
  };
}

const NOTHING: PreviewSide = { expected: null, unpriced: 0, margin: null, breaks: 0 };

function sideOf(context: EngineContext, period: Period): Side {
  const { groups, breaks: drafts } = matchRevenue(context);
  const breaks = finishBreaks(drafts);
  const parties = new Map<string, PreviewSide>();
  const change = (counterparty: string, how: (side: PreviewSide) => Partial<PreviewSide>): void => {
    const side = parties.get(counterparty) ?? NOTHING;
    parties.set(counterparty, { ...side, ...how(side) });
  };
  for (const line of pricedLines(context, groups, new Set([period]))) {
    const { expected } = line;
    change(line.counterparty, (side) =>
      expected === null ? { unpriced: side.unpriced + 1 } : { expected: (side.expected ?? 0n) + expected },
    );
  }
  for (const line of rollUpMargin(marginRows(context, groups), ['counterparty']))
    change(line.counterparty ?? '', () => ({ margin: line.margin }));
  for (const one of breaks) if (one.counterparty !== null) change(one.counterparty, (side) => ({ breaks: side.breaks + 1 }));
  const ledger = new Map<string, Units>();
  for (const group of groups.groups) {
    const counterparty = context.codes.text(group.counterparty);
    for (const entry of group.entries) ledger.set(counterparty, (ledger.get(counterparty) ?? 0n) + entry.units);
  }
  return { parties, breaks, ledger };
}

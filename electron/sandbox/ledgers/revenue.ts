import { CENT, multiply, halfUpToCent, parseUnits, sum, type Units } from '../../../shared/money';
import type { Period } from '../../../shared/period';
import type { PlantedWorld } from '../world';
import type { World } from '../world/model';
import { breakNote, type PlantNote } from '../world/notes';
import { customerById, ROLES } from '../world/parties';
import { cellsOf, counterpartyOf, type Cell } from './cells';
import { expectedOf, sampleRules } from './prices';

/** One row of the sample revenue ledger, before it is written. */
export interface RevenueRow {
  readonly period: Period;
  /** Real name, ERP code or reseller as the ledger writes it. */
  readonly party: string;
  readonly amount: Units;
  readonly currency: string;
  readonly invoice: string;
}

interface Group {
  readonly period: Period;
  readonly counterparty: string;
  readonly expected: Units | null;
  readonly cost: Units;
}

/** How the ledger names a counterparty: every second customer by ERP code, the one who left by name. */
export function ledgerName(world: World, counterparty: string): string {
  const reseller = world.resellers.findIndex((candidate) => candidate.id === counterparty);
  const channel = world.resellers[reseller];
  if (channel) return reseller === 0 ? channel.erpCode : channel.name;
  const customer = customerById(world, counterparty);
  if (!customer) return counterparty;
  const index = world.customers.indexOf(customer);
  return index % 2 === 1 && customer.leftOn === null ? customer.erpCode : customer.name;
}

function groupsOf(world: World): Group[] {
  const rules = sampleRules(world);
  const groups = new Map<string, Cell[]>();
  for (const cell of cellsOf(world)) {
    const key = `${cell.period}|${counterpartyOf(cell)}`;
    const group = groups.get(key);
    if (group) group.push(cell);
    else groups.set(key, [cell]);
  }
  return [...groups.values()].map((cells) => {
    const first = cells[0] as Cell;
    const prices = cells.map((cell) => expectedOf(cell, rules));
    return {
      period: first.period,
      counterparty: counterpartyOf(first),
      expected: prices.includes(null) ? null : sum(prices.map((price) => price ?? 0n)),
      cost: sum(cells.map((cell) => cell.amount)),
    };
  });
}

/** What is billed for a group that no rule prices: the usual mark-up and tax, from habit. */
const UNRULED = parseUnits('1.1448');

type Bill = (group: Group) => { amounts: Units[]; notes: PlantNote[] };

const faithful: Bill = (group) => ({ amounts: [group.expected ?? halfUpToCent(multiply(group.cost, UNRULED))], notes: [] });

/** Deviations by month and counterparty; everything else is billed as the rules say. */
function plantsFor(planted: PlantedWorld): Bill {
  const { world, spec } = planted;
  if (spec.clean || world.site === 'intl') return faithful;
  const deviations: readonly (readonly [Period, string | undefined, Units])[] =
    world.size === 'tiny'
      ? [['2026-10', world.customers[1]?.id, -5000n * CENT]]
      : [
          ['2026-09', world.customers[2]?.id, -10_000n * CENT],
          ['2026-10', world.resellers[0]?.id, 1234n * CENT],
        ];
  const unbilled = world.size === 'tiny' ? undefined : world.customers[ROLES.stranger]?.id;
  const split = world.size === 'tiny' ? undefined : world.customers[0]?.id;
  return (group) => {
    const direct = customerById(world, group.counterparty) !== undefined;
    const where = {
      role: 'revenue' as const,
      period: group.period,
      counterparty: group.counterparty,
      customer: direct ? group.counterparty : null,
    };
    const amount = group.expected ?? halfUpToCent(multiply(group.cost, UNRULED));
    if (group.expected === null) {
      return {
        amounts: [amount],
        notes: [breakNote({ ...where, class: 'no-price-rule', ledgerAmount: amount, expectedAmount: 0n, difference: -amount })],
      };
    }
    if (group.counterparty === unbilled && group.period === '2026-10') {
      return { amounts: [], notes: [breakNote({ ...where, class: 'consumed-not-billed', expectedAmount: amount, difference: amount })] };
    }
    const deviation = deviations.find(([period, counterparty]) => period === group.period && counterparty === group.counterparty);
    if (deviation) {
      const billed = amount + deviation[2];
      return {
        amounts: [billed],
        notes: [
          breakNote({ ...where, class: 'price-deviation', ledgerAmount: billed, expectedAmount: amount, difference: amount - billed }),
        ],
      };
    }
    if (group.counterparty === split && group.period === '2026-10') {
      const half = halfUpToCent(amount / 2n);
      return { amounts: [half, amount - half], notes: [] };
    }
    return { amounts: [amount], notes: [] };
  };
}

/** Billed to a customer in a month in which it was gone. */
function afterLeaving(planted: PlantedWorld): { rows: Omit<RevenueRow, 'invoice'>[]; notes: PlantNote[] } {
  const { world, spec } = planted;
  const leaver = world.customers.find((customer) => customer.leftOn !== null);
  if (spec.clean || world.site === 'intl' || !leaver) return { rows: [], notes: [] };
  const period: Period = '2026-10';
  const amount = 53_000n * CENT;
  return {
    rows: [{ period, party: ledgerName(world, leaver.id), amount, currency: world.currency }],
    notes: [
      breakNote({
        role: 'revenue',
        class: 'billed-not-consumed',
        period,
        counterparty: leaver.id,
        customer: leaver.id,
        ledgerAmount: amount,
        difference: -amount,
      }),
    ],
  };
}

/** Rows of the sample revenue ledger (counterparty x month, 6 % tax included) and what was planted into them. */
export function revenueLedger(planted: PlantedWorld): { rows: RevenueRow[]; notes: PlantNote[] } {
  const { world } = planted;
  const bill = plantsFor(planted);
  const notes: PlantNote[] = [];
  const entries: Omit<RevenueRow, 'invoice'>[] = [];
  for (const group of groupsOf(world)) {
    const billed = bill(group);
    notes.push(...billed.notes);
    for (const amount of billed.amounts)
      entries.push({ period: group.period, party: ledgerName(world, group.counterparty), amount, currency: world.currency });
  }
  const gone = afterLeaving(planted);
  notes.push(...gone.notes);
  const rows = [...entries, ...gone.rows]
    .sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0))
    .map((entry, i): RevenueRow => ({ ...entry, invoice: `FP${entry.period.replace('-', '')}${String(i + 1).padStart(4, '0')}` }));
  return { rows, notes };
}

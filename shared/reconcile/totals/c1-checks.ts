import { absolute, formatUnits, ONE, type Units } from '../../money';
import { statementReadings } from '../figures';
import { reason } from '../reasons';
import { check, inOrder } from './total';
import type { EngineContext } from '../context';
import type { BillDocument, PeriodFigures, Statement, TotalCheck } from '../types';

/** Three kinds, each rounded half up at its total (semantics.md #41). */
const THREE_HALF_CENTS = (3n * ONE) / 200n;
const IDENTITY: Readonly<Record<string, string>> = { '1': '1', '1+tax': '2', '40': '40' };

/** What C1 tests beside its sides: the readings of a statement's amount due (#1, #2, #40) and the distributor's sum by reseller (#43). */
export function c1Checks(context: EngineContext, figures: PeriodFigures, file: BillDocument | undefined): TotalCheck[] {
  const statement = context.input.statements.find(({ period }) => period === figures.period);
  const usable = file && !file.isSource && file.currency === figures.currency ? file : null;
  const side = statement ?? usable;
  // An imported China file is exact; a statement's and typed figures are rounded at the total of each kind.
  const within = statement || usable?.kind === 'statement-figures' ? THREE_HALF_CENTS : 0n;
  const stated = side ? { units: sumOf(side), within } : null;
  return inOrder([...(context.input.site === 'intl' && statement ? readingsOf(statement) : []), ...byReseller(context, figures, stated)]);
}

const sumOf = ({ consumption, refunds, adjustments }: Pick<Statement, 'consumption' | 'refunds' | 'adjustments'>): Units =>
  consumption + refunds + adjustments;

/** The documents contradict each other, so each reading is tried and the one that holds is named; the others are no errors. */
function readingsOf(statement: Statement): TotalCheck[] {
  const readings = statementReadings(statement);
  const held = readings.find(({ confirmed }) => confirmed === true);
  return readings.map(({ name, amount }) => {
    const identity = IDENTITY[name]!;
    const one = { left: statement.due, right: amount };
    const params = {
      left: formatUnits(one.left),
      right: formatUnits(name === '40' ? sumOf(statement) : amount),
      difference: formatUnits(one.left - one.right),
    };
    if (name === held?.name) {
      const words = ({ '1': 'check-1-held', '2': 'check-2-held', '40': 'check-40-held' } as const)[identity as '1' | '2' | '40'];
      return check(identity, 'documented', { ...one, tested: 1, broken: 0 }, reason(words, params));
    }
    if (held)
      return check(identity, 'documented', { ...one, tested: 0, broken: 0 }, reason('check-reading-other', { held: IDENTITY[held.name]! }));
    return check(identity, 'documented', { ...one, tested: 1, broken: name === '1' ? 1 : 0 }, reason('check-due-broken', params));
  });
}

interface Stated {
  readonly units: Units;
  /** How far rounding may take it from the lines. */
  readonly within: Units;
}

/**
 * A distributor's month is its own customers and each reseller's (semantics.md #43); nothing for who has no reseller. Arrears count as in the month's amount
 * due (#6): by the reading that the bill confirms, else the one the lines show.
 */
function byReseller(context: EngineContext, { period, dueReadings }: PeriodFigures, stated: Stated | null): TotalCheck[] {
  const { arrears, billed, input } = context;
  const month = billed[input.periods.indexOf(period)]!;
  const { resellers } = month;
  if (resellers.size === 0) return [];
  const reading = dueReadings.find(({ confirmed }) => confirmed === true)?.name ?? arrears.reading;
  const counts = reading !== '6b';
  const right = month.consumption + month.refunds + month.writeOffs + (counts ? month.arrears : 0n);
  const through = month.through + (counts ? month.arrearsThrough : 0n);
  const own = right - through;
  const params = { own: formatUnits(own), through: formatUnits(through), resellers: String(resellers.size), right: formatUnits(right) };
  if (stated === null) return [check('43', 'inferred', { left: null, right, tested: 0, broken: 0 }, reason('check-43-alone', params))];
  const left = stated.units;
  const off = absolute(left - right);
  const broken = off > stated.within;
  const sides = { left, right, tested: resellers.size + 1, broken: broken ? 1 : 0, within: off > 0n };
  const said = broken
    ? reason('check-43-broken', { ...params, left: formatUnits(left), difference: formatUnits(left - right) })
    : reason('check-43', params);
  return [check('43', 'inferred', sides, said)];
}

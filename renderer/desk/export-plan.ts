/** What is known of a workbook before its rows go out: where rows will stand, which columns need all their digits in text. */
import { formatUnits, parseUnits, type Units } from '../../shared/money';
import type { EngineInput } from '../../shared/reconcile/types';
import type { ChosenSheet } from '../../shared/workbook/chosen';
import { isHeld } from '../../shared/workbook/exactness';
import { sheetLinks, type BillKey, type LineRange, type SheetLinks } from '../../shared/workbook/links';
import type { SheetFacts } from '../../shared/workbook/sheet-definition';
import type { SheetContext } from '../../shared/workbook/sheets';
import type { ExportPart } from './export-months';
import { adjustmentsOf, breaksOf, ownOf, recordsOf, todayOf, type ExportSource } from './export-rows';

/** Links of all sheets; rows are counted as {@link recordsOf} and the bill lines' segments give them. */
export function linksOf(source: ExportSource): SheetLinks {
  const breaks = breaksOf(source);
  const matches = ownOf(source, (result) => result.matches);
  const wanted: BillKey[] = [
    ...matches,
    ...breaks,
    ...breaks.flatMap(({ rows }) => rows.flatMap((row) => (row.kind === 'bill' ? [row] : []))),
  ];
  const lines = linesOf(source, wanted);
  return sheetLinks({
    breaks,
    matches: matches.length,
    lines,
    refunds: ownOf(source, (result) => result.refundTrace).map(({ refundOrder }) => refundOrder),
    adjustments: adjustmentsOf(source).map(({ adjustment }) => adjustment.id),
  });
}

/** Lines stand part after part, as they are sent. */
function linesOf(source: ExportSource, wanted: readonly BillKey[]): (key: BillKey) => LineRange | null {
  let start = 0;
  const parts = source.months.parts.map((part) => {
    const first = start;
    start += countOf(part);
    const own = wanted.filter(({ period }) => part.periods.has(period));
    return { part, first, find: lineIndex(part.input, part.periods, own) };
  });
  return (key) => {
    const at = parts.find(({ part }) => part.periods.has(key.period));
    const range = at?.find(key) ?? null;
    return range && { ...range, first: range.first + at!.first };
  };
}

const NONE: LineRange = { first: -1, count: 0 };

/** Where the lines of the wanted keys begin among the lines of the chosen months, and how many they are; one pass over the codes. */
export function lineIndex(
  input: EngineInput,
  periods: ReadonlySet<string>,
  wanted: readonly BillKey[],
): (key: BillKey) => LineRange | null {
  const { bills, texts } = input;
  const month = new Map(input.periods.map((period, index) => [period, index]));
  const customers = new Map<number, number>();
  const services = new Map<number, number>();
  const numberOf = (numbers: Map<number, number>, code: number): number => {
    const known = numbers.get(code) ?? numbers.size + 1;
    numbers.set(code, known);
    return known;
  };
  const WIDE = 2 ** 20;
  const packed = (period: number, customer: number, service: number): number => (period * WIDE + customer) * WIDE + service;
  // A service of 0 stands for all of the customer's lines.
  const keyOf = ({ period, customer, service }: BillKey, known: boolean): number | null => {
    const at = month.get(period);
    const customerCode = customer === null ? 0 : texts.code(customer);
    const serviceCode = service === null ? 0 : texts.code(service);
    if (at === undefined || customerCode === 0 || (service !== null && serviceCode === 0)) return null;
    const one = known ? customers.get(customerCode) : numberOf(customers, customerCode);
    const two = service === null ? 0 : known ? services.get(serviceCode) : numberOf(services, serviceCode);
    return one === undefined || two === undefined ? null : packed(at, one, two);
  };
  const found = new Map<number, LineRange>();
  for (const key of wanted) {
    const number = keyOf(key, false);
    if (number !== null) found.set(number, NONE);
  }
  if (found.size > 0) {
    const chosen = input.periods.map((period) => periods.has(period));
    let row = 0;
    const count = (key: number): void => {
      const range = found.get(key);
      if (range) found.set(key, range.count === 0 ? { first: row, count: 1 } : { first: range.first, count: range.count + 1 });
    };
    for (let line = 0; line < bills.rows; line++) {
      const period = bills.period[line]!;
      if (chosen[period] !== true) continue;
      const customer = customers.get(bills.customer[line]!);
      if (customer !== undefined) {
        count(packed(period, customer, 0));
        const service = services.get(bills.service[line]!);
        if (service !== undefined) count(packed(period, customer, service));
      }
      row++;
    }
  }
  return (key) => {
    const number = keyOf(key, true);
    const range = number === null ? undefined : found.get(number);
    return range === undefined || range.count === 0 ? null : range;
  };
}

/** Currency, and the amount columns of which a cell or the total has more digits than a double holds. */
export function factsOf(source: ExportSource, chosen: readonly ChosenSheet[], context: SheetContext): SheetFacts {
  const exact = new Set<string>();
  for (const { key, sheet } of chosen) {
    const columns = sheet.columns.filter(({ type }) => type === 'amount');
    if (key === 'billLines') {
      for (const column of columns) if (!linesHeld(source, column.key)) exact.add(`${key}.${column.key}`);
      continue;
    }
    const records = columns.length === 0 ? [] : recordsOf(source, key);
    for (const column of columns) {
      let sum = 0n;
      let held = true;
      for (const record of records) {
        const cell = column.value(record as never, context);
        if (cell === null) continue;
        const units = parseUnits(String(cell));
        sum += units;
        held &&= isHeld(units);
      }
      if (!held || (column.total === 'sum' && !isHeld(sum))) exact.add(`${key}.${column.key}`);
    }
  }
  return {
    currency: todayOf(source).input.currency,
    // Months signed by engine 7 and before have the class alone.
    mixedLedger: breaksOf(source).some((one) => one.ledgerCurrency !== undefined || one.class === 'currency'),
    exact,
  };
}

function linesHeld({ months }: ExportSource, column: string): boolean {
  if (column !== 'amount' && column !== 'debt' && column !== 'adjustment' && column !== 'discount') return false;
  let sum: Units = 0n;
  for (const { input, periods } of months.parts) {
    const amounts = input.bills[column];
    const chosen = input.periods.map((period) => periods.has(period));
    for (let line = 0; line < input.bills.rows; line++) {
      if (chosen[input.bills.period[line]!] !== true) continue;
      const units = amounts[line]!;
      sum += units;
      if ((units >= 1_000_000_000_000_000n || units <= -1_000_000_000_000_000n) && !isHeld(units)) return false;
    }
  }
  return isHeld(sum);
}

/** Bill lines that will be sent. */
export const lineCount = ({ months }: ExportSource): number => months.parts.reduce((count, part) => count + countOf(part), 0);

function countOf({ input, periods }: ExportPart): number {
  const chosen = input.periods.map((period) => periods.has(period));
  let count = 0;
  for (let line = 0; line < input.bills.rows; line++) if (chosen[input.bills.period[line]!] === true) count++;
  return count;
}

/** `what: found instead of expected` for the failure's text. */
export function unlike(what: string, found: Units, expected: Units): string {
  return `${what}: ${formatUnits(found)} instead of ${formatUnits(expected)}`;
}

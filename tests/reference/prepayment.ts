/**
 * A slow, obvious second telling of shared/reconcile/README.md, "Prepayment". Shares no code with the engine; movements carry the sign of their account,
 * amounts are units.
 */
import { formatUnits, type Units } from '../../shared/money';
import { groupsOf } from './groups';

export interface Moved {
  readonly id: string;
  readonly time: string;
  readonly period: string;
  readonly kind: string;
  readonly party: string;
  readonly units: Units;
  readonly trade: string;
}

export interface Booked {
  readonly importId: string;
  readonly row: number;
  readonly period: string;
  readonly party: string;
  readonly known: boolean;
  readonly units: Units;
  readonly currency: string;
  readonly reference: string;
}

export interface Told {
  readonly what: string;
  readonly period: string;
  readonly other: string | null;
  readonly difference: Units | null;
  readonly rows: readonly string[];
}

interface Entry extends Booked {
  readonly signed: Units;
}

const LEFT_OUT = ['SOURCE_OPERAIION_USAGE', 'SOURCE_OPERAIION_ADJUST_CREDIT'];

export function referencePrepayment(
  months: readonly string[],
  movements: readonly Moved[],
  book: readonly Booked[],
  reach: number,
): Told[] {
  const told: Told[] = [];
  const rowOf = (entry: Booked): string => `${entry.importId}|${entry.row}`;
  const judged = months.filter((month) => book.some((row) => row.period === month) && movements.some((one) => one.period === month));
  const inBook = [...book].sort((a, b) => (a.importId === b.importId ? a.row - b.row : a.importId < b.importId ? -1 : 1));
  const nameless = !book.some((row) => row.party !== '');
  let moved = movements
    .filter((one) => judged.includes(one.period) && one.units !== 0n && !LEFT_OUT.includes(one.kind))
    .map((one) => (nameless ? { ...one, party: '' } : one))
    .sort((a, b) => (a.time === b.time ? (a.id < b.id ? -1 : 1) : a.time < b.time ? -1 : 1));
  const all = moved;
  const plain = inBook.filter((row) => row.units !== 0n && row.known && row.currency === 'CNY');

  // Which sign a book gives to what went to a party.
  const hits = (importId: string, sign: bigint): number => {
    const rest = [...moved];
    let count = 0;
    for (const row of plain.filter((one) => one.importId === importId && one.party !== '')) {
      const at = rest.findIndex((one) => one.party === row.party && one.period === row.period && one.units === sign * row.units);
      if (at < 0) continue;
      rest.splice(at, 1);
      count++;
    }
    return count;
  };
  const sign = new Map([...new Set(book.map((row) => row.importId))].map((id) => [id, hits(id, -1n) > hits(id, 1n) ? -1n : 1n]));
  const signed = (row: Booked): Units => (row.party === '' ? row.units : sign.get(row.importId)! * row.units);
  let left: Entry[] = plain.map((row) => ({ ...row, signed: signed(row) }));
  const entries = left;
  const settledEntries: Entry[] = [];
  const settledMoves: Moved[] = [];

  for (const row of inBook) {
    if (row.units === 0n || !judged.includes(row.period)) continue;
    if (!row.known)
      told.push({
        what: 'unknown-customer',
        period: row.period,
        other: null,
        difference: row.currency === 'CNY' ? -row.units : null,
        rows: [rowOf(row)],
      });
    else if (row.currency !== 'CNY') told.push({ what: 'currency', period: row.period, other: null, difference: null, rows: [rowOf(row)] });
  }

  const take = (rows: readonly Entry[], ones: readonly Moved[]): void => {
    left = left.filter((row) => !rows.includes(row));
    moved = moved.filter((one) => !ones.includes(one));
  };
  const meet = (what: string, rows: readonly Entry[], ones: readonly Moved[]): void => {
    take(rows, ones);
    settledEntries.push(...rows);
    settledMoves.push(...ones);
    told.push({
      what: `=${what}`,
      period: ones[0]!.period,
      other: null,
      difference: null,
      rows: [...rows.map(rowOf), ...ones.map((one) => one.id)].sort(),
    });
  };
  const same = (row: Entry, one: Moved): boolean => row.period === one.period && row.party === one.party;
  const open = (): Entry[] => left.filter((row) => judged.includes(row.period));
  const total = (amounts: readonly Units[]): Units => amounts.reduce((sum, amount) => sum + amount, 0n);
  const keys = (): { rows: Entry[]; ones: Moved[] }[] => {
    const found: { rows: Entry[]; ones: Moved[] }[] = [];
    for (const row of open()) {
      if (found.some((key) => key.rows.includes(row))) continue;
      const rows = open().filter((other) => other.period === row.period && other.party === row.party);
      found.push({ rows, ones: moved.filter((one) => same(row, one)) });
    }
    return found.filter((key) => key.ones.length > 0);
  };

  for (const row of open()) {
    const one = moved.find(
      (candidate) =>
        row.reference !== '' &&
        [candidate.id, candidate.trade].includes(row.reference) &&
        same(row, candidate) &&
        candidate.units === row.signed,
    );
    if (one) meet('reference', [row], [one]);
  }
  for (const row of open()) {
    const one = moved.find((candidate) => same(row, candidate) && candidate.units === row.signed);
    if (one) meet('exact', [row], [one]);
  }
  for (const { rows, ones } of keys())
    if (total(rows.map((row) => row.signed)) === total(ones.map((one) => one.units))) meet('key-sum', rows, ones);
  for (const { rows, ones } of keys()) {
    const groups = groupsOf(
      ones.map((of) => ({ of, amount: of.units, kind: formatUnits(of.units), lone: true })),
      rows.map((of) => ({ of, amount: of.signed, kind: formatUnits(of.signed), lone: true })),
    );
    for (const group of groups.found) {
      const chosenMoves: Moved[] = [];
      for (const item of group.left)
        chosenMoves.push(moved.find((one) => ones.includes(one) && one.units === item.amount && !chosenMoves.includes(one))!);
      const chosenRows: Entry[] = [];
      for (const item of group.right)
        chosenRows.push(left.find((row) => rows.includes(row) && row.signed === item.amount && !chosenRows.includes(row))!);
      meet('group', chosenRows, chosenMoves);
    }
    for (const amount of new Set(groups.contested.flatMap((group) => group.right.map((item) => item.amount)))) {
      for (const row of left.filter((one) => rows.includes(one) && one.signed === amount)) {
        take([row], []);
        told.push({ what: 'ambiguous', period: row.period, other: null, difference: -row.signed, rows: [rowOf(row)] });
      }
    }
  }

  // Neighbouring months: what every pile could take is decided before anything is taken.
  const shift = (month: string, by: number): string => {
    const [year, number] = month.split('-').map(Number);
    return new Date(Date.UTC(year!, number! - 1 + by, 1)).toISOString().slice(0, 7);
  };
  const piles: { rows: Entry[]; beside: { month: string; ones: Moved[] }[] }[] = [];
  for (const row of left) {
    if (piles.some((pile) => pile.rows.includes(row))) continue;
    const rows = left.filter((other) => other.period === row.period && other.party === row.party && other.signed === row.signed);
    const beside = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach)
      .filter((by) => by !== 0)
      .map((by) => shift(row.period, by))
      .map((month) => ({ month, ones: moved.filter((one) => one.period === month && one.party === row.party && one.units === row.signed) }))
      .filter(({ ones }) => ones.length > 0);
    piles.push({ rows, beside });
  }
  for (const { rows, beside } of piles) {
    if (beside.length === 0) continue;
    const ones = beside.flatMap((month) => month.ones);
    const rivals = piles.some((other) => other.rows !== rows && other.beside.some((month) => month.ones.some((one) => ones.includes(one))));
    if (!rivals && (beside.length === 1 || rows.length >= ones.length)) {
      for (let i = 0; i < Math.min(rows.length, ones.length); i++) {
        const [row, one] = [rows[i]!, ones[i]!];
        take([row], [one]);
        settledEntries.push(row);
        settledMoves.push(one);
        told.push({ what: 'timing', period: one.period, other: row.period, difference: one.units, rows: [rowOf(row), one.id].sort() });
      }
    } else if (judged.includes(rows[0]!.period)) {
      for (const row of rows) {
        take([row], []);
        told.push({ what: 'ambiguous', period: row.period, other: null, difference: -row.signed, rows: [rowOf(row)] });
      }
    }
  }

  for (const row of open()) {
    const twin = entries.some(
      (other) => settledEntries.includes(other) && other.period === row.period && other.party === row.party && other.signed === row.signed,
    );
    if (!twin) continue;
    take([row], []);
    told.push({ what: 'duplicate-in-ledger', period: row.period, other: null, difference: -row.signed, rows: [rowOf(row)] });
  }
  for (const one of moved) {
    const like = (other: Moved): boolean =>
      other.trade === one.trade &&
      other.kind === one.kind &&
      other.units === one.units &&
      other.period === one.period &&
      other.party === one.party;
    if (one.trade === '' || !all.some((other) => settledMoves.includes(other) && like(other))) continue;
    take([], [one]);
    told.push({ what: 'duplicate-in-bill', period: one.period, other: null, difference: one.units, rows: [one.id] });
  }
  const pairs = keys().filter(({ rows, ones }) => rows.length === 1 && ones.length === 1);
  for (const { rows, ones } of pairs) {
    const [row, one] = [rows[0]!, ones[0]!];
    if (row.signed > 0n !== one.units > 0n && row.signed !== -one.units) continue;
    take(rows, ones);
    told.push({ what: 'amount', period: one.period, other: null, difference: one.units - row.signed, rows: [rowOf(row), one.id].sort() });
  }
  for (const row of open())
    told.push({ what: 'missing-in-bill', period: row.period, other: null, difference: -row.signed, rows: [rowOf(row)] });
  for (const one of moved) told.push({ what: 'missing-in-ledger', period: one.period, other: null, difference: one.units, rows: [one.id] });
  return told;
}

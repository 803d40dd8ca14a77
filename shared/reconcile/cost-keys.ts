import { halvesOf } from '../columns';
import { byCodeUnit } from '../digest';
import { counterpartyOf, resellerOfCustomer, type ShardContext } from './context';
import { KeyTable } from './key-table';
import type { CostMonths } from './cost-months';
import { PlaceIndex } from './place-index';
import { sumBy } from './sum-by';
import { GRAINS } from './types';

/**
 * Bill and cost book on one grain. A *key* is (period, party, service), service 0 where the party is compared as a whole; its bill side is
 * the netted cell.
 */
export interface CostKeys {
  readonly count: number;
  readonly period: Uint16Array;
  readonly party: Uint32Array;
  readonly service: Uint32Array;
  /** Netted bill of a key, units of 10^-8. */
  readonly bill: BigInt64Array;
  readonly counterparty: Uint32Array;
  /** Key of a bill cell, -1 when its month takes no part. */
  readonly keyOfCell: Int32Array;
  /** Key of an entry; -1 when unresolved, in another currency, or zero. */
  readonly keyOf: Int32Array;
  /** Keys of entries in other currencies, by entry. */
  readonly foreign: ReadonlyMap<number, number>;
  /** Judged months: synced, and named by at least one cost entry. */
  readonly takesPart: Uint8Array;
  /** Key of (period, party, service), or -1. */
  find(period: number, party: number, service: number): number;
}

/**
 * Grain is found per party and month: a party with an entry that names no service is compared as a whole there, and so is a reseller
 * with an entry of its own. Who has no entry follows the month: whole when none of its entries names a service.
 */
export function costKeys(context: ShardContext): CostKeys {
  const { book, cells, input, codes, months } = context;
  const { takesPart } = months;
  const count = book.rows;
  const period = new Uint32Array(count);
  for (let i = 0; i < count; i++) period[i] = context.periodOfLedger[book.period[i]!]!;
  const service = servicesOf(context);
  const partyOf = partiesOf(context, period);
  let party = book.customer;
  if (partyOf || book.customer.includes(0)) {
    party = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      const customer = book.customer[i]!;
      party[i] = customer === 0 ? book.reseller[i]! : partyOf ? partyOf(period[i]!, customer, book.reseller[i]!) : customer;
    }
  }
  const grainOf = grains(months, period, party, service);

  const { space } = context;
  const index = new PlaceIndex(space.size);
  // Cells of one customer and service stand together: its key is looked up once.
  const placeOfCell = PlaceIndex.places(space.size, cells.count);
  for (let cell = 0; cell < cells.count; cell++) {
    const at = cells.period[cell]!;
    if (takesPart[at] === 0) continue;
    const who = partyOf ? partyOf(at, cells.customer[cell]!, cells.reseller[cell]!) : cells.customer[cell]!;
    const what = cells.service[cell]!;
    const place = space.place(at, who, grainOf ? grainOf(at, who, what) : what);
    placeOfCell[cell] = place;
    index.add(place);
  }
  const currency = codes.code(input.currency);
  const halves = halvesOf(book.units);
  const placeOfEntry = PlaceIndex.places(space.size, count);
  const takes = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const own = book.currency[i] === currency;
    if (party[i] === 0 || (own && halves[2 * i] === 0 && halves[2 * i + 1] === 0)) continue;
    const place = space.place(period[i]!, party[i]!, grainOf ? grainOf(period[i]!, party[i]!, service[i]!) : service[i]!);
    takes[i] = own ? OWN : FOREIGN;
    placeOfEntry[i] = place;
    index.add(place);
  }
  index.seal();
  const columns = space.columns(index.all());
  const billed = new Uint8Array(index.size);
  const keyOfCell = new Int32Array(cells.count).fill(-1);
  for (let cell = 0; cell < cells.count; cell++) {
    if (takesPart[cells.period[cell]!] === 0) continue;
    const key = index.idOf(placeOfCell[cell]!);
    keyOfCell[cell] = key;
    billed[key] = 1;
  }
  const keyOf = new Int32Array(count).fill(-1);
  const foreign = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    if (takes[i] === OWN) keyOf[i] = index.idOf(placeOfEntry[i]!);
    else if (takes[i] === FOREIGN) foreign.set(i, index.idOf(placeOfEntry[i]!));
  }
  return {
    count: index.size,
    ...columns,
    bill: sumBy(cells.amount, keyOfCell, index.size),
    counterparty: counterparties(context, party, columns.party, { keyOfCell, keyOf, foreign, billed }),
    keyOfCell,
    keyOf,
    foreign,
    takesPart,
    find: (at, who, what) => index.find(space.place(at, who, what)),
  };
}

const OWN = 1;
const FOREIGN = 2;

/** Counterparty of each key: of its cells, else of its entries. Where nobody settles through a reseller it is the party itself. */
function counterparties(
  context: ShardContext,
  party: Uint32Array,
  partyOfKey: Uint32Array,
  { keyOfCell, keyOf, foreign, billed }: Pick<CostKeys, 'keyOfCell' | 'keyOf' | 'foreign'> & { readonly billed: Uint8Array },
): Uint32Array {
  const { book, cells, codes } = context;
  if (context.resellers.size === 0) return partyOfKey;
  const counterparty = new Uint32Array(partyOfKey.length);
  const settle = (key: number, other: number): void => {
    const known = counterparty[key]!;
    // A customer that moved in mid-month has two counterparties: the key shows the later by text, whatever the row order.
    if (known === 0 || (known !== other && byCodeUnit(codes.text(known), codes.text(other)) < 0)) counterparty[key] = other;
  };
  for (let cell = 0; cell < cells.count; cell++) {
    const key = keyOfCell[cell]!;
    if (key >= 0) settle(key, counterpartyOf(context, partyOfKey[key]!, cells.reseller[cell]!));
  }
  for (let i = 0; i < book.rows; i++) {
    const key = keyOf[i]! >= 0 ? keyOf[i]! : (foreign.get(i) ?? -1);
    if (key >= 0 && billed[key] === 0) settle(key, counterpartyOf(context, party[i]!, book.reseller[i]!));
  }
  return counterparty;
}

/** Whom an entry or cell is compared under: the customer, or its reseller where that one has an entry of its own; null when none has. */
function partiesOf(context: ShardContext, period: Uint32Array): ((at: number, customer: number, reseller: number) => number) | null {
  const { book } = context;
  const whole = new KeyTable();
  for (let i = 0; i < book.rows; i++) if (book.customer[i] === 0 && book.reseller[i] !== 0) whole.idOf(period[i]!, book.reseller[i]!);
  if (whole.size === 0) return null;
  return (at, customer, reseller) => {
    const through = reseller !== 0 ? reseller : resellerOfCustomer(context, customer);
    return through !== 0 && whole.find(at, through) >= 0 ? through : customer;
  };
}

/** The service a row is compared under; 0 where its party is compared as a whole. Null when every row names its service. */
function grains(
  { takesPart, names }: CostMonths,
  period: Uint32Array,
  party: Uint32Array,
  service: Uint32Array,
): ((at: number, who: number, what: number) => number) | null {
  if (!service.includes(0) && takesPart.every((takes, month) => takes === 0 || names[month] === 1)) return null;
  const parties = new KeyTable();
  let whole = new Uint8Array(64);
  for (let i = 0; i < period.length; i++) {
    if (party[i] === 0) continue;
    const id = parties.idOf(period[i]!, party[i]!);
    if (id >= whole.length) {
      const longer = new Uint8Array(whole.length * 2);
      longer.set(whole);
      whole = longer;
    }
    if (service[i] === 0) whole[id] = 1;
  }
  return (at, who, what) => {
    const id = parties.find(at, who);
    if (id >= 0) return whole[id] === 1 ? 0 : what;
    return names[at] === 1 ? what : 0;
  };
}

const ORDER = GRAINS.indexOf('order');

/** Services of the entries; books kept by order get the only one among the fee records of the order or trade in its month. */
export function servicesOf(context: ShardContext): Uint32Array {
  const { book, fees, periodOfLedger } = context;
  const service = book.service.slice();
  for (let i = 0; i < book.rows; i++) {
    if (service[i] !== 0 || book.grain[i] !== ORDER || book.reference[i] === 0) continue;
    let only = 0;
    for (const deduction of context.deductionsOf(book.reference[i]!)) {
      const bucket = fees.bucketOf[deduction]!;
      if (fees.period[bucket] !== periodOfLedger[book.period[i]!]) continue;
      if (only !== 0 && fees.service[bucket] !== only) {
        only = 0;
        break;
      }
      only = fees.service[bucket]!;
    }
    service[i] = only;
  }
  return service;
}

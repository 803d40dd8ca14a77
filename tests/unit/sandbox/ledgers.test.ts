import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { answerKey } from '../../../electron/sandbox/answer-key';
import { plantedWorld, type PlantedWorld, type WorldSize } from '../../../electron/sandbox/world';
import type { BreakNote } from '../../../electron/sandbox/world/notes';
import { cellKey, cellsOf } from '../../../electron/sandbox/ledgers/cells';
import { costLedger } from '../../../electron/sandbox/ledgers/cost';
import { expectedOf, sampleRules } from '../../../electron/sandbox/ledgers/prices';
import { ledgerName, revenueLedger } from '../../../electron/sandbox/ledgers/revenue';
import { writeSampleLedgers } from '../../../electron/sandbox/ledgers/sample';
import { CENT, halfUpToCent, multiply, parseUnits, sum, truncateToCent, type Units } from '../../../shared/money';

const SEEDS = [0, 1, 2, 3, 7, 11, 42, 99, 1234, 4_294_967_295];
const world = (size: WorldSize, seed: number, clean = false): PlantedWorld => plantedWorld({ site: 'cn', size, seed, clean });
const breaks = (notes: readonly { kind: string }[]): BreakNote[] => notes.filter((note): note is BreakNote => note.kind === 'break');

function totals<T>(items: readonly T[], key: (item: T) => string, amount: (item: T) => Units): Map<string, Units> {
  const map = new Map<string, Units>();
  for (const item of items) map.set(key(item), (map.get(key(item)) ?? 0n) + amount(item));
  return map;
}

describe.each(SEEDS)('the cost ledger of seed %i', (seed) => {
  const planted = world('small', seed);
  const cells = new Map(cellsOf(planted.world).map((cell) => [cellKey(cell), cell]));
  const { rows, notes } = costLedger(planted);
  const found = breaks(notes);

  test('a clean one books every cell as it is', () => {
    const clean = world('small', seed, true);
    const ledger = costLedger(clean);
    expect(ledger.notes).toEqual([]);
    expect(totals(ledger.rows, cellKey, (row) => row.amount)).toEqual(
      new Map(cellsOf(clean.world).map((cell) => [cellKey(cell), cell.amount])),
    );
  });

  test('has every class, nothing before August, and a place of its own for each break', () => {
    expect(new Set(found.map((note) => note.class))).toEqual(
      new Set([
        'missing-in-ledger',
        'missing-in-bill',
        'amount',
        'rounding',
        'duplicate-in-ledger',
        'duplicate-in-bill',
        'timing',
        'tax-basis',
        'currency',
        'ambiguous',
        'unknown-customer',
      ]),
    );
    expect(found.every((note) => note.period >= '2026-08')).toBe(true);
    const places = found
      .filter((note) => note.customer !== null)
      .map((note) => `${note.period}|${note.customer ?? ''}|${note.service ?? ''}`);
    expect(new Set(places).size).toBe(places.length);
  });

  test('bill less ledger is the sum of the differences in every month, in yuan', () => {
    const currency = found.filter((note) => note.class === 'currency');
    for (const period of planted.world.periods) {
      const bill = sum([...cells.values()].filter((cell) => cell.period === period).map((cell) => cell.amount));
      const ledger = sum(rows.filter((row) => row.period === period && row.currency === 'CNY').map((row) => row.amount));
      const own = found.filter((note) => note.period === period).map((note) => note.difference ?? 0n);
      const late = found.filter((note) => note.otherPeriod === period).map((note) => -(note.difference ?? 0n));
      const foreign = currency.filter((note) => note.period === period).map((note) => note.billAmount ?? 0n);
      expect(bill - ledger).toBe(sum([...own, ...late, ...foreign]));
    }
  });

  test('rows outside the planted places agree with their cells', () => {
    const planted = new Set(
      found.flatMap((note) =>
        [note.period, note.otherPeriod].map((period) => `${period ?? ''}|${note.customer ?? ''}|${note.service ?? ''}`),
      ),
    );
    const booked = totals(
      rows.filter((row) => row.customerName !== '样本未建档有限公司'),
      cellKey,
      (row) => row.amount,
    );
    for (const [key, cell] of cells) if (!planted.has(key)) expect(booked.get(key)).toBe(cell.amount);
    for (const key of booked.keys()) if (!planted.has(key)) expect(cells.has(key)).toBe(true);
  });

  test('each figure can be read in one way only', () => {
    const taxes = ['1.01', '1.03', '1.06', '1.09', '1.13'].map((factor) => parseUnits(factor));
    for (const note of found.filter((candidate) => ['amount', 'rounding', 'tax-basis'].includes(candidate.class))) {
      const [bill, ledger] = [note.billAmount ?? 0n, note.ledgerAmount ?? 0n];
      const fees = [...planted.world.fees].filter(
        (fee) => fee.period === note.period && fee.customerId === note.customer && fee.service === note.service,
      );
      const rounded = halfUpToCent(sum(fees.map((fee) => fee.payment)));
      const perDeduction = sum(
        [
          ...totals(
            fees,
            (fee) => fee.tradeId,
            (fee) => fee.payment,
          ).values(),
        ].map(halfUpToCent),
      );
      expect(ledger).not.toBe(bill);
      expect(taxes.some((factor) => halfUpToCent(multiply(bill, factor)) === ledger)).toBe(note.class === 'tax-basis');
      if (note.class === 'rounding') expect(ledger).toBe(rounded);
      else expect([rounded, perDeduction]).not.toContain(ledger);
    }
    const centOff = found.filter((note) => note.class === 'amount' && note.difference === CENT);
    expect(centOff).toHaveLength(1);
  });

  test('what is late, or between two months, stands alone on its key', () => {
    const late = found.find((note) => note.class === 'timing');
    const middle = found.find((note) => note.class === 'ambiguous');
    if (!late || !middle) throw new Error('not planted');
    const key = (period: string, note: BreakNote): string => `${period}|${note.customer ?? ''}|${note.service ?? ''}`;
    expect(rows.filter((row) => cellKey(row) === key(late.period, late))).toHaveLength(0);
    expect(cells.has(key(late.otherPeriod ?? '', late))).toBe(false);
    expect(cells.has(key(middle.period, middle))).toBe(false);
    for (const period of ['2026-08', '2026-10']) {
      expect(cells.get(key(period, middle))?.amount).toBe(middle.ledgerAmount);
      expect(rows.filter((row) => cellKey(row) === key(period, middle))).toHaveLength(0);
    }
  });
});

describe.each(SEEDS)('the revenue ledger of seed %i', (seed) => {
  test('bills the price of the rules, except where it was planted otherwise', () => {
    const planted = world('small', seed);
    const rules = sampleRules(planted.world);
    const { rows, notes } = revenueLedger(planted);
    const found = breaks(notes);
    expect(found.map((note) => note.class).sort()).toEqual([
      'billed-not-consumed',
      'consumed-not-billed',
      'no-price-rule',
      'price-deviation',
      'price-deviation',
    ]);
    const billed = totals(
      rows,
      (row) => `${row.period}|${row.party}`,
      (row) => row.amount,
    );
    const expected = totals(
      cellsOf(planted.world),
      (cell) => `${cell.period}|${ledgerName(planted.world, cell.resellerId ?? cell.customerId)}`,
      (cell) => expectedOf(cell, rules) ?? 0n,
    );
    const differences = new Map(
      found.map((note) => [`${note.period}|${ledgerName(planted.world, note.counterparty ?? '')}`, note.difference]),
    );
    for (const key of new Set([...billed.keys(), ...expected.keys()])) {
      expect((expected.get(key) ?? 0n) - (billed.get(key) ?? 0n)).toBe(differences.get(key) ?? 0n);
    }
  });
});

test('the expected price is rounded once per cell, after tax', () => {
  const planted = world('small', 7);
  const rules = sampleRules(planted.world);
  const of = (index: number): Units | null =>
    expectedOf(
      {
        period: '2026-10',
        customerId: planted.world.customers[index]?.id ?? '',
        resellerId: null,
        service: 's',
        amount: 10_001n * CENT,
        discount: 999n * CENT,
        plain: true,
      },
      rules,
    );
  expect(of(0)).toBe(10_494n * CENT); // (100.01 + 9.99) x 0.9 x 1.06 = 104.94
  expect(of(4)).toBe(11_449n * CENT); // 100.01 x 1.08 x 1.06 = 114.491448
  expect(of(12)).toBeNull();
});

describe('the planted records', () => {
  test('a lost fee record and a repeated line break their buckets by more than truncation explains', () => {
    for (const seed of SEEDS) {
      const key = answerKey({ site: 'cn', size: 'small', seed, clean: false });
      const buckets = key.entries.filter((entry) => entry['id'] === 'C2').flatMap((entry) => entry['buckets'] as { difference: string }[]);
      expect(buckets).toHaveLength(2);
      for (const bucket of buckets) expect(parseUnits(bucket.difference) > 0n).toBe(true);
      const classes = key.entries.filter((entry) => entry['kind'] === 'break' && entry['role'] === null).map((entry) => entry['class']);
      expect(classes.sort()).toEqual(['adjustment-without-movement', 'over-refund', 'refund-without-order']);
    }
  });

  test('tiny has three breaks, all in October, and a clean world none', () => {
    for (const seed of SEEDS) {
      const tiny = answerKey({ site: 'cn', size: 'tiny', seed, clean: false });
      expect(tiny.entries.map((entry) => entry['class']).sort()).toEqual(['amount', 'missing-in-ledger', 'price-deviation']);
      expect(tiny.entries.every((entry) => entry['period'] === '2026-10')).toBe(true);
      expect(answerKey({ site: 'cn', size: 'small', seed, clean: true }).entries).toEqual([]);
    }
  });

  test('the figures of the key are those of the lines as they are served', () => {
    const planted = world('small', 7);
    const key = answerKey({ site: 'cn', size: 'small', seed: 7, clean: false });
    for (const month of key.months) {
      const lines = planted.world.billLines.filter((line) => line.period === month.period);
      expect(parseUnits(month.due)).toBe(sum(lines.map((line) => line.amount)));
    }
    expect(key.records['ListSubcustomerMonthlyBills']).toBe(planted.world.billLines.length);
  });
});

describe('the sample files', () => {
  test('are readable and carry the rows', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sample-'));
    try {
      const planted = world('small', 7);
      const files = await writeSampleLedgers(planted, dir);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.readFile(files.cost);
      const sheet = workbook.worksheets[0];
      const { rows } = costLedger(planted);
      expect(sheet?.getRow(1).values).toEqual([
        undefined,
        '账期',
        '客户ID',
        '客户名称',
        '云服务类型编码',
        '云服务类型',
        '币种',
        '成本金额(不含税)',
        '凭证号',
        '摘要',
      ]);
      expect(sheet?.rowCount).toBe(rows.length + 1);
      const cents = sheet
        ?.getColumn(7)
        .values.slice(2)
        .map((value) => Math.round(Number(value) * 100));
      expect(cents).toEqual(rows.map((row) => Number(truncateToCent(row.amount) / CENT)));
      const csv = new TextDecoder('gb18030', { fatal: true }).decode(await readFile(files.revenue));
      expect(csv.startsWith('账期,客户,含税金额,税率,币种,发票号\r\n')).toBe(true);
      expect(csv).toMatch(/2026年10月/);
      expect(csv).toMatch(/"\d{1,3},\d{3}\.\d\d"/);
      const aliases = JSON.parse(await readFile(files.aliases, 'utf8')) as { aliases: { ledger: string }[] };
      expect(aliases.aliases.map((alias) => alias.ledger)).toContain('R-0001');
      const known = new Set([
        ...aliases.aliases.map((alias) => alias.ledger),
        ...planted.world.customers.filter((c) => c.leftOn === null).map((c) => c.name),
      ]);
      expect(revenueLedger(planted).rows.every((row) => known.has(row.party))).toBe(true);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

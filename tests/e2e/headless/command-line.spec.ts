import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'playwright/test';
import { parseReport, type Report } from '../../../shared/report';
import { startBareGateway, startDataGateway, type OwnGateway } from '../../support/gateways';
import { runHeadless, type HeadlessRun } from '../../support/headless';
import { CUSTOMERS, SMALL_TODAY, writeSmallBooks, type SmallBooks } from '../../support/small-books';
import { userDataFolder } from '../support/launch';

/** The contract of interfaces.md, "Command line" and "Report", on a world whose figures are known by hand. */

let place: ReturnType<typeof userDataFolder>;
let books: SmallBooks;
let gateway: OwnGateway;

test.beforeAll(async () => {
  place = userDataFolder();
  books = writeSmallBooks(place.path);
  gateway = await startDataGateway(books.data, SMALL_TODAY);
});

test.afterAll(async () => {
  await gateway.stop();
  place.remove();
});

const at = (name: string): string => path.join(place.path, name);

function desk(userData: string, args: readonly string[], from: OwnGateway = gateway): Promise<HeadlessRun> {
  return runHeadless(['--endpoint', from.url, '--today', SMALL_TODAY, '--user-data', at(userData), ...args], from.keys);
}

const reportOf = (file: string): Report => parseReport(JSON.parse(readFileSync(file, 'utf8')) as unknown);

/** What has to be the same however a result came about. */
const result = ({ periods, breaks, margin, imports, digest }: Report): Partial<Report> => ({ periods, breaks, margin, imports, digest });

/** The last line of a failed run: one sentence, no stack. */
function lastSentence(run: HeadlessRun): string {
  expect(run.code).toBe(2);
  expect(run.stdout).toBe('');
  expect(run.stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  const last = run.stderr.trimEnd().split('\n').at(-1) ?? '';
  expect(last).toMatch(/[.。]$/);
  expect(last.match(/[.。](?=\s|$)/g)).toHaveLength(1);
  return last;
}

test('figures, breaks and residues are those of the books; twice and offline they are the same', async () => {
  const workbook = at('small.xlsx');
  const first = await desk('desk', ['--ledger', `${books.ledger}:cost`, '--report', at('1.json'), '--export', workbook]);
  expect(first.code, first.stderr).toBe(1);
  const report = reportOf(at('1.json'));
  expect(
    report.periods.map(({ period, consumption, refunds, adjustments, due }) => [period, consumption, refunds, adjustments, due]),
  ).toEqual([
    ['2026-09', '150.00', '0.00', '0.00', '150.00'],
    ['2026-10', '272.34000015', '0.00', '0.00', '272.34000015'],
  ]);
  const found = report.breaks.map((item) => [
    item.class,
    item.period,
    item.otherPeriod,
    item.customer,
    item.ledgerAmount,
    item.billAmount,
    item.difference,
  ]);
  expect(found.sort()).toEqual([
    ['amount', '2026-10', null, CUSTOMERS.a, '199.99', '200.00', '0.01'],
    ['timing', '2026-09', '2026-10', CUSTOMERS.b, '50.00', '50.00', '50.00'],
  ]);
  const cost = report.periods.map(({ matching }) => matching.find((one) => one.role === 'cost'));
  expect(cost.map((one) => [one?.entries, one?.matched, one?.byPass, one?.open, one?.residue])).toEqual([
    [1, 1, { exact: 1 }, '50.00', '0.00'],
    [4, 2, { exact: 2 }, '-49.99', '0.00'],
  ]);
  expect(report.imports[0]?.sums).toEqual([
    { period: '2026-09', amount: '100.00', currency: 'CNY' },
    { period: '2026-10', amount: '322.33000015', currency: 'CNY' },
  ]);

  // The workbook's summary says of each month what the report says.
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(workbook);
  const summary = book.worksheets[0]!;
  const heads = summary.getRow(1).values as string[];
  const shown = [2, 3].map((row) => [
    summary.getRow(row).getCell(1).value,
    // A live sum over the breaks, with its value beside.
    summary.getRow(row).getCell(heads.indexOf('未处理差异金额')).result,
  ]);
  expect(shown).toEqual([
    ['2026-09', 50],
    ['2026-10', -49.99],
  ]);

  const again = await desk('desk', ['--ledger', `${books.ledger}:cost`, '--report', at('2.json')]);
  expect(again.code).toBe(1);
  expect(result(reportOf(at('2.json')))).toEqual(result(report));

  await gateway.stop();
  const offline = await desk('desk', ['--offline', '--report', at('3.json')], { ...gateway, keys: {} });
  gateway = await startDataGateway(books.data, SMALL_TODAY);
  expect(offline.code, offline.stderr).toBe(1);
  expect(result(reportOf(at('3.json')))).toEqual(result(report));
});

test('without a ledger nothing is missing; the report alone is on stdout', async () => {
  const run = await desk('pure', ['--periods', '2026-10']);
  expect(run.code, run.stderr).toBe(0);
  const report = parseReport(JSON.parse(run.stdout) as unknown);
  expect(report.periods.map(({ period, matching }) => [period, matching])).toEqual([['2026-10', []]]);
  expect(report.breaks).toEqual([]);
});

test('bad cells end a run with their list, and with --skip-bad-rows are left out and listed', async () => {
  const head = '账期,客户ID,云服务类型编码,金额';
  const ecs = 'hws.service.type.ec2';
  const bad = books.file(
    'bad.csv',
    [head, `2026-10,${CUSTOMERS.a},${ecs},200.00`, `2026-10,${CUSTOMERS.b},${ecs},6o.00`, `2026-13,${CUSTOMERS.c},${ecs},1.00`].join('\n'),
  );
  const refused = await desk('bad', ['--periods', '2026-10', '--ledger', `${bad}:cost`]);
  expect(lastSentence(refused)).toContain('bad.csv');
  expect(refused.stderr).toContain('6o.00');
  expect(refused.stderr).toContain('2026-13');
  const skipped = await desk('bad', ['--periods', '2026-10', '--ledger', `${bad}:cost`, '--skip-bad-rows', '--report', at('bad.json')]);
  expect(skipped.code).toBe(1);
  const [imported] = reportOf(at('bad.json')).imports;
  expect(imported?.rows).toBe(1);
  expect(imported?.refused.map(({ row, value, why }) => [row, value, why])).toEqual([
    [3, '6o.00', 'not-a-number'],
    [4, '2026-13', 'bad-period'],
  ]);
});

test('a file put into another month is another import', async () => {
  const file = books.file('monthless.csv', ['客户ID,云服务类型编码,金额', `${CUSTOMERS.a},hws.service.type.ec2,100.00`].join('\n'));
  for (const period of ['2026-10', '2026-09']) {
    const run = await desk('months', ['--periods', '2026-09', '--ledger', `${file}:cost:period=${period}`, '--report', at('months.json')]);
    expect(run.code, run.stderr).not.toBe(2);
    // Rows of a month that was not synced are not compared, and the run says so.
    expect(run.stderr).toMatch(/monthless\.csv.*2026-10/);
  }
  const sums = reportOf(at('months.json')).imports.flatMap((one) => one.sums.map(({ period }) => period));
  expect(sums.sort()).toEqual(['2026-09', '2026-10']);
});

test('a book that was corrected takes the place of what the same file gave before', async () => {
  const heads = '账期,客户ID,云服务类型编码,金额';
  const row = (amount: string): string => `2026-09,${CUSTOMERS.a},hws.service.type.ec2,${amount}`;
  for (const amount of ['99.00', '100.00']) {
    const file = books.file('corrected.csv', [heads, row(amount)].join('\n'));
    const run = await desk('corrected', ['--periods', '2026-09', '--ledger', `${file}:cost`, '--report', at('corrected.json')]);
    expect(run.code, run.stderr).not.toBe(2);
  }
  const { imports, periods } = reportOf(at('corrected.json'));
  expect(imports.map((one) => one.sums)).toMatchObject([[{ period: '2026-09', amount: '100.00' }]]);
  expect(periods[0]!.matching).toMatchObject([{ role: 'cost', entries: 1 }]);
});

test('refused keys end the run in one sentence that names the call, and are not tried again', async () => {
  const strict = await startBareGateway(() => ({ status: 401, code: 'APIGW.0301' }));
  try {
    const run = await desk('keys', [], strict);
    expect(lastSentence(run)).toMatch(/ListIndirectPartners.*401 APIGW\.0301/);
    expect(strict.calls.length).toBeLessThanOrEqual(2);
    const { RECONCILE_DESK_AK: _ak, ...without } = strict.keys;
    const none = await runHeadless(['--endpoint', strict.url, '--user-data', at('keys')], { ...without, RECONCILE_DESK_AK: '' });
    expect(lastSentence(none)).toContain('RECONCILE_DESK_AK');
  } finally {
    await strict.stop();
  }
});

test('a bill that is refused is no month without bills', async () => {
  const shut = await startBareGateway((url) => (url.includes('/monthly-sum') ? { status: 403, code: 'CBC.0150' } : null));
  try {
    const run = await desk('refused', ['--report', at('refused.json')], shut);
    expect(run.code, run.stderr).toBe(1);
    const report = reportOf(at('refused.json'));
    expect(report.periods.map(({ period }) => period)).toEqual(['2026-10']);
    expect(report.periods[0]?.controlTotals.find(({ id }) => id === 'C7')).toMatchObject({
      status: 'broken',
      blocking: true,
      buckets: { broken: 3 },
    });
    expect(report.sync.unpublished.map(({ reason }) => reason)).toEqual(['permission', 'permission', 'permission']);
  } finally {
    await shut.stop();
  }
});

test('a bill line of a kind nobody knows stands in no sum, and the run says that it is missing', async () => {
  const folder = at('odd');
  mkdirSync(folder, { recursive: true });
  const odd = writeSmallBooks(folder);
  const line = {
    _cycle: '2026-10',
    customer_id: CUSTOMERS.a,
    cloud_service_type: 'hws.service.type.ec2',
    bill_type: '7',
    charge_mode: '1',
    amount: 9,
  };
  appendFileSync(path.join(odd.data, 'ListSubcustomerMonthlyBills.jsonl'), JSON.stringify(line) + '\n');
  const own = await startDataGateway(odd.data, SMALL_TODAY);
  try {
    const run = await desk('odd-desk', ['--periods', '2026-10', '--report', at('odd.json')], own);
    expect(run.code, run.stderr).toBe(1);
    const [period] = reportOf(at('odd.json')).periods;
    expect(period?.due).toBe('272.34000015');
    expect(period?.controlTotals.find(({ id }) => id === 'C7')).toMatchObject({ status: 'broken', difference: '1.00' });
  } finally {
    await own.stop();
  }
});

test('what cannot work ends before anything is synced, and names what is at fault', async () => {
  const rules = books.file('rules.json', '{"version":1,"rules":[{"id":"a","from":"2026-01","price":{"kind":"cost-plus","markup":0.08}}]}');
  const nothing = books.file('null.json', 'null');
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--colour=red'], /--colour/],
    [['stray.csv'], /stray\.csv/],
    [['--ledger', at('none.csv') + ':cost'], /none\.csv/],
    [['--price-rules', rules], /rules\.json.*rules\[0\]\.price\.markup/],
    [['--aliases', nothing], /null\.json/],
    [['--offline'], /--offline/],
  ];
  for (const [args, words] of cases) {
    expect(lastSentence(await desk('early', [...args, '--report', at('early.json')])), args.join(' ')).toMatch(words);
  }
  expect(existsSync(at('early.json'))).toBe(false);
});

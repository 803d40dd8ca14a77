import { afterEach, describe, expect, it } from 'vitest';
import type { Desk } from '../../../renderer/desk/desk';
import type { DeskStore } from '../../../renderer/store/schema';
import { exitCodeOf, parseReport, type Report } from '../../../shared/report';
import { aDesk, aName, Main, quiet } from './a-desk';
import { bill, ECS, MONTH, NEXT } from './two-months';

const SIGNED = bill([MONTH, 'a', '10.00'], [MONTH, 'b', '5.00'], [NEXT, 'a', '7.00']);
const MOVED = bill([MONTH, 'a', '12.50'], [MONTH, 'b', '5.00'], [NEXT, 'a', '7.00']);

let desk: Desk;
let store: DeskStore;
const sync = () => desk.sync({ periods: [MONTH, NEXT], today: '2026-11-10', language: 'zh' }, quiet);
const APP = {
  app: { name: 'd', version: '1' },
  runtime: { electron: '', chrome: '', node: '' },
  site: 'cn',
  today: '2026-11-10',
  language: 'zh',
} as const;
const report = async (): Promise<Report> => parseReport((await desk.report(APP)).report);
const monthOf = ({ periods }: Report, period: string) => periods.find((one) => one.period === period)!;

/** September is signed with one break explained (9.00 booked, 10.00 billed), one row that was booked a month late. */
async function closed(main: Main): Promise<void> {
  ({ desk, store } = await aDesk(main, aName()));
  await sync();
  main.add('book', {
    name: '成本.csv',
    rows: [
      ['账期', '客户ID', '云服务类型编码', '成本金额(未税)'],
      [MONTH, 'a', ECS, '9.00'],
      [NEXT, 'b', ECS, '5.00'],
      [NEXT, 'a', ECS, '7.00'],
    ],
  });
  const preview = await desk.preview({ token: 'book', options: { role: 'cost' }, mapping: null }, quiet);
  await desk.confirmImport({ preview: preview.preview, skipBadRows: false, replace: [] });
  const breaks = (await store.breaks.toArray()).map(({ id }) => id);
  expect(breaks).toHaveLength(2);
  await desk.decide({ breaks, action: 'explain', period: MONTH, reason: 'other', note: 'known', owner: '示例会计' });
  await desk.signOff({ period: MONTH, note: '' });
}

afterEach(async () => {
  await desk.close();
  store.close();
});

describe('the report of a closed month', () => {
  it('is what was signed; equal data of today are said to be the same', async () => {
    await closed(Object.assign(new Main(), { gateway: SIGNED }));
    const month = monthOf(await report(), MONTH);
    expect(month).toMatchObject({ consumption: '15.00', state: 'closed', today: null, asSigned: { read: true, today: 'same' } });
    const made = await report();
    expect(monthOf(made, NEXT)).toMatchObject({ asSigned: null, today: null });
    expect(exitCodeOf(made)).toBe(0);
  });

  it('keeps the signed figures, totals and breaks when data move, and has today beside', async () => {
    const main = Object.assign(new Main(), { gateway: SIGNED });
    await closed(main);
    const before = await report();
    main.gateway = MOVED;
    await sync();
    const after = await report();
    const [was, is] = [monthOf(before, MONTH), monthOf(after, MONTH)];
    expect(is).toMatchObject({ state: 'drifted', asSigned: { today: 'differs' } });
    const { state: _a, asSigned: _b, today: _c, ...signed } = was;
    expect(is).toMatchObject(signed);
    expect(is.today).toMatchObject({ consumption: '17.50', matching: [{ role: 'cost', residue: '0.00' }] });
    expect(is.today!.breaks.map(({ class: kind, difference }) => [kind, difference])).toEqual(
      expect.arrayContaining([
        ['amount', '3.50'],
        ['timing', '5.00'],
      ]),
    );
    expect(
      after.breaks
        .filter(({ period }) => period === MONTH)
        .map(({ difference, asSigned, today }) => [difference, asSigned, today?.difference ?? null]),
    ).toEqual(
      expect.arrayContaining([
        ['1.00', true, '3.50'],
        ['5.00', true, null],
      ]),
    );
    expect((await desk.report(APP)).text).toContain('17.50');
  });

  it('says when the archive cannot be read, and that the figures are of today then', async () => {
    const main = Object.assign(new Main(), { gateway: SIGNED });
    await closed(main);
    main.archives.clear();
    main.gateway = MOVED;
    await sync();
    const made = await desk.report(APP);
    expect(monthOf(parseReport(made.report), MONTH)).toMatchObject({
      consumption: '17.50',
      today: null,
      asSigned: { read: false, today: null },
    });
    expect(made.text).toContain('存档读不到');
  });
});

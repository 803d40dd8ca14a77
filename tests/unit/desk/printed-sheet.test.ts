import { expect, it } from 'vitest';
import { aDesk, aName, Main } from './a-desk';

it('a sheet that was printed is recorded in the journal of its own profile, and in none when another is open by then', async () => {
  const main = new Main();
  const profile = aName();
  const { desk, store } = await aDesk(main, profile);
  const sheet = { file: '签署单.pdf', sha256: 'a'.repeat(64), period: '2026-10', rows: 7 };
  await expect(desk.recordExport({ ...sheet, profile: 'another' })).rejects.toMatchObject({ code: 'not-open' });
  expect(main.journal).toEqual([]);
  await desk.recordExport({ ...sheet, profile });
  expect(main.journal.map(({ body }) => body)).toEqual([
    { kind: 'export', file: sheet.file, sha256: sheet.sha256, periods: ['2026-10'], rows: 7 },
  ]);
  await desk.close();
  store.close();
});

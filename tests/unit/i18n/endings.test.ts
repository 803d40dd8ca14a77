import { expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en';
import { ofSeveral } from '../../../renderer/i18n/endings';
import { wordsIn } from '../help/support';

it('one of a thing is said in the singular', async () => {
  const t = await wordsIn('en');
  expect([t('app.grid.rows', { n: '1' }), t('app.grid.rows', { n: '0' }), t('app.grid.rows', { n: '1,001' })]).toEqual([
    '1 row',
    '0 rows',
    '1,001 rows',
  ]);
  expect(t('app.grid.copied', { rows: 1, columns: 2 })).toBe('Copied 1 row × 2 columns');
});

it('what is looked through has its endings', () => {
  expect(ofSeveral(en.app.grid.copied)).toBe('Copied {{rows}} rows × {{columns}} columns');
});

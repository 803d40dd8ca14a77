import { expect, it } from 'vitest';
import { TOTAL_NAMES } from '../../../shared/workbook/words';
import { totals as en } from '../../../renderer/help/en/totals';
import { totals as zh } from '../../../renderer/help/zh/totals';
import { textOf } from '../i18n/code';

it.each([
  ['zh', zh],
  ['en', en],
])('%s: help names exactly the control totals that do not hold up a sign-off', (_, topic) => {
  const informative = Object.keys(TOTAL_NAMES).filter((id) =>
    textOf(`shared/reconcile/totals/${id.toLowerCase()}.ts`).includes('blocking: false'),
  );
  const reading = JSON.stringify(topic.passages.find(({ at }) => at === 'reading'));
  const said = /[（(](C\d(?:[、,] ?C\d)+)[）)]/.exec(reading)?.[1]?.match(/C\d/g);
  expect(said).toEqual(informative);
});

import { expect, it } from 'vitest';
import { ended } from '../../../renderer/app/activity/work';

it.each([
  [null, 'done'],
  ['cancelled', 'cancelled'],
  ['network', 'failed'],
  ['credentials', 'failed'],
] as const)('a sync stopped by %s is shown as %s', (stopped, state) => {
  expect(ended({ stopped }).state).toBe(state);
});

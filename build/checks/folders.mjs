// Which folders of tests/ belong to which stage of `npm test`.
import path from 'node:path';
import { filesBelow } from '../setup/digest.mjs';
import { root } from '../setup/paths.mjs';

export const FOLDERS = {
  unit: ['unit', 'property', 'reference', 'contract', 'fuzz'],
  /** Run again in other time zones and locales: whatever reads dates, sorts, or makes results and digests. */
  places: ['unit/period', 'unit/reconcile', 'unit/report', 'unit/close', 'unit/columns', 'unit/ledger', 'property/reconcile'],
  fuzz: ['property', 'fuzz'],
  fault: ['fault'],
  e2e: ['e2e'],
};

/** The test files of a folder of tests/, as paths from the project's root. */
export function testFiles(folder) {
  const ending = folder === 'e2e' ? /\.spec\.ts$/ : /\.test\.tsx?$/;
  return filesBelow(path.join(root, 'tests', folder))
    .filter((file) => ending.test(file))
    .map((file) => path.relative(root, file));
}

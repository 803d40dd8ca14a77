// Settings of the tests that run in plain Node. The stage (RD_STAGE) is chosen by build/checks/stages.mjs.
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { FOLDERS } from './checks/folders.mjs';
import { output, root } from './setup/paths.mjs';

const stage = process.env.RD_STAGE ?? 'unit';
const drivesTheApp = stage === 'fault';

export default defineConfig({
  root,
  cacheDir: path.join(output, 'vite-cache'),
  test: {
    include: FOLDERS[stage].map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`),
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    // Tests that start the app share two cores with it: one at a time, with patience.
    fileParallelism: !drivesTheApp,
    testTimeout: drivesTheApp ? 300_000 : 30_000,
    hookTimeout: drivesTheApp ? 120_000 : 30_000,
    passWithNoTests: true,
    env: { RD_SEEDS: process.env.RD_SEEDS ?? '10' },
  },
});

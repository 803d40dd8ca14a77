// End-to-end tests drive the built app in Electron: no browser is installed, one app at a time.
import path from 'node:path';
import { defineConfig } from 'playwright/test';

const root = path.resolve(import.meta.dirname, '..');

export default defineConfig({
  testDir: path.join(root, 'tests/e2e'),
  testMatch: '**/*.spec.ts',
  outputDir: path.join(root, '.build/tests/e2e'),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: { trace: 'off' },
});

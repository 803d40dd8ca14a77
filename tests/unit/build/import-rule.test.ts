import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const SIDE = 'desk/side-imports';
const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: path.join(root, 'build/eslint.config.mjs'),
  // The rules under test need no types, and the files of these snippets do not exist.
  overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: null } } },
  ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
});

async function rulesBroken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, filePath) });
  const fatal = result?.messages.find((message) => message.fatal);
  if (fatal) throw new Error(fatal.message);
  return (result?.messages ?? []).map((message) => message.ruleId);
}

describe('the import rule refuses', () => {
  it.each([
    ['shared/money/x.ts', "import fs from 'node:fs'; export default fs;"],
    ['shared/money/x.ts', "import fs from 'fs'; export default fs;"],
    ['shared/money/x.ts', "export { app } from 'electron';"],
    ['shared/money/x.ts', "import { useState } from 'react'; export default useState;"],
    ['shared/desk/x.ts', "import Dexie from 'dexie'; export default Dexie;"],
    ['shared/desk/x.ts', "import { parse } from 'lossless-json'; export default parse;"],
    ['shared/desk/x.ts', "export type Page = import('../../renderer/pages/overview').Page;"],
    ['shared/bridge/x.ts', "export * from '../../electron/main';"],
    ['electron/windows/x.ts', "import { store } from '../../renderer/store/store'; export default store;"],
    ['electron/windows/x.ts', "import type { FC } from 'react'; export type X = FC;"],
    ['electron/journal/x.ts', "export const later = () => import('dexie');"],
    ['electron/sync/x.ts', "import { world } from '../sandbox/world'; export default world;"],
    ['electron/sync/x.ts', "import { match } from '../../shared/reconcile/passes'; export default match;"],
    ['electron/sandbox/x.ts', "import { sign } from '../sync/sign'; export default sign;"],
    ['electron/sandbox/x.ts', "import { match } from '../../shared/reconcile'; export default match;"],
    ['renderer/pages/x.tsx', "import { ipcRenderer } from 'electron'; export default ipcRenderer;"],
    ['renderer/pages/x.tsx', "import path from 'node:path'; export default path;"],
    ['renderer/pages/x.tsx', "import { vault } from '../../electron/vault/vault'; export default vault;"],
    ['renderer/pages/x.tsx', "const fs = require('fs'); export default fs;"],
    ['build/x.mjs', "import { Amount } from '../shared/money/amount.ts'; export default Amount;"],
  ])('%s: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toContain(SIDE);
  });
});

describe('the import rule allows', () => {
  it.each([
    ['shared/money/x.ts', "import { z } from 'zod'; export default z;"],
    ['shared/digest/x.ts', "import { sha256 } from '@noble/hashes/sha2.js'; export default sha256;"],
    ['shared/reconcile/x.ts', "import { sum } from '../money/amount'; export default sum;"],
    [
      'electron/windows/x.ts',
      "import fs from 'node:fs'; import { app } from 'electron'; import { channel } from '../../shared/bridge'; export default [fs, app, channel];",
    ],
    ['electron/sync/x.ts', "import { catalogue } from '../../shared/api/catalogue'; export default catalogue;"],
    ['electron/x.ts', "import { sandbox } from './sandbox/server'; import { sync } from './sync/client'; export default [sandbox, sync];"],
    [
      'renderer/pages/x.tsx',
      "import { useState } from 'react'; import { row } from '../../shared/desk/rows'; import '../theme/page.css'; export default [useState, row];",
    ],
    ['tests/unit/x.test.ts', "import fs from 'node:fs'; import { sign } from '../../electron/sync/sign'; export default [fs, sign];"],
  ])('%s: %s', async (file, code) => {
    expect(await rulesBroken(file, code)).toEqual([]);
  });
});

describe('money is never a float', () => {
  it.each([
    ['no-restricted-globals', 'export const x = parseFloat("1.10");'],
    ['no-restricted-properties', 'export const x = Number.parseFloat("1.10");'],
    ['no-restricted-syntax', 'export const x = (1.1).toFixed(2);'],
  ])('%s refuses %s', async (rule, code) => {
    for (const file of ['shared/report/x.ts', 'electron/sync/x.ts', 'renderer/pages/x.tsx'])
      expect(await rulesBroken(file, code)).toEqual([rule]);
    expect(await rulesBroken('shared/money/x.ts', code)).toEqual([]);
  });
});

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REASON_CODES } from '../../../shared/journal/entries';
import { TABLE_ERROR_CODES } from '../../../shared/workbook/errors';
import { SOURCE_IDS } from '../../../shared/api/sources';
import type { ViewSource } from '../../../shared/desk/api';
import { codeSetOf, columnsOf, headKeyOf } from '../../../renderer/grid/columns';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';

interface Words {
  readonly [key: string]: string | Words;
}

/** Dotted paths of all leaves with their texts. */
function leaves(words: Words, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [path, text] of leaves(value, `${prefix}${key}.`)) found.set(path, text);
  }
  return found;
}

const chinese = leaves(zh);
const english = leaves(en);
const VIEWS = [
  'bill-lines',
  'fee-records',
  'orders',
  'movements',
  'adjust-records',
  'matches',
  'breaks',
  'ledger-entries',
  'customers',
  'refunds',
  'margin',
  'coupon-rolls',
  'quotas',
  'coupons',
  'coupon-log',
  'own-coupons',
  'period-resources',
  'on-demand-resources',
  'units',
  'resource-types',
  'service-resources',
  'budget-records',
  'online-invoices',
] as const satisfies readonly ViewSource[];
const root = path.resolve(import.meta.dirname, '../../../renderer');

function sources(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? (entry.name === 'i18n' ? [] : sources(file)) : /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

describe('words of the screens', () => {
  it('exist in both languages under the same keys', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('say of every refused file what happened and what to do', () => {
    // A cancel is no refusal: the desk has its own word for it.
    for (const code of TABLE_ERROR_CODES.filter((one) => one !== 'cancelled'))
      for (const part of ['happened', 'means', 'todo']) expect(chinese.get(`faults.table.${code}.${part}`), `${code} ${part}`).toBeTruthy();
  });

  it('are never empty and put the same values in', () => {
    for (const [key, text] of chinese) {
      expect(text.trim(), key).not.toBe('');
      expect(english.get(key)?.trim(), key).not.toBe('');
      expect(placeholders(english.get(key) ?? ''), key).toEqual(placeholders(text));
      // An ending is of a number that is said.
      for (const [, name] of (english.get(key) ?? '').matchAll(/\{\{(\w+), s\}\}/g)) expect(placeholders(text), key).toContain(name);
    }
  });

  it('have no Chinese left in English', () => {
    for (const [key, text] of english) if (key !== 'app.header.language') expect(text, key).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('are there for every key the code asks for', () => {
    const missing: string[] = [];
    for (const file of sources(root)) {
      const text = fs.readFileSync(file, 'utf8');
      for (const [, , key = ''] of text.matchAll(/\bt\(\s*(['"])([\w.-]+)\1/g))
        if (!chinese.has(key)) missing.push(`${path.relative(root, file)}: ${key}`);
      // A key made at run time must at least begin like an existing one.
      for (const [, stem = ''] of text.matchAll(/\bt\(\s*`([\w.-]+)\$\{/g))
        if (![...chinese.keys()].some((key) => key.startsWith(stem))) missing.push(`${path.relative(root, file)}: ${stem}…`);
    }
    expect(missing).toEqual([]);
  });

  it('name every reason code, source and grid column', () => {
    for (const code of REASON_CODES) expect(chinese.has(`codes.reason.${code}`), code).toBe(true);
    for (const source of SOURCE_IDS) expect(chinese.has(`codes.source.${source}`), source).toBe(true);
    for (const source of VIEWS) {
      for (const column of columnsOf(source, false)) {
        expect(chinese.has(`columns.${headKeyOf(source, column)}`), `${source} ${column}`).toBe(true);
        const set = codeSetOf(source, column);
        if (set !== undefined)
          expect(
            [...chinese.keys()].some((key) => key.startsWith(`codes.${set}.`)),
            `${source} ${column}`,
          ).toBe(true);
      }
    }
  });
});

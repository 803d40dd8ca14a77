import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../renderer/theme');

test('every rule of a style sheet is closed where it ends: an open one swallows all that follows', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.css'))) {
    const text = readFileSync(join(folder, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    // Rules nest inside @media and the like only.
    for (const [rule = ''] of text.matchAll(/^[^@{}\s][^{}]*\{[^{}]*[{}]/gm))
      expect(rule.endsWith('}'), `${file}: ${rule.slice(0, 60)}`).toBe(true);
    expect(text.split('{').length, file).toBe(text.split('}').length);
  }
});

import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** Files reachable from an entry by relative imports, dynamic ones included. */
function reachable(entry: string): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const found of readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.{1,2}\/[^']+)'/g)) {
      const base = join(dirname(file), found[1] ?? '');
      for (const candidate of [`${base}.ts`, join(base, 'index.ts')]) {
        try {
          readFileSync(candidate);
        } catch {
          continue;
        }
        visit(candidate);
        break;
      }
    }
  };
  visit(entry);
  return seen;
}

test('the server, and so the app, cannot reach the answer key', () => {
  const files = reachable('electron/sandbox/server.ts');
  expect(files.has('electron/sandbox/ledgers/sample.ts')).toBe(true);
  expect(files.has('electron/sandbox/answer-key.ts')).toBe(false);
  expect(reachable('electron/sandbox/cli.ts').has('electron/sandbox/answer-key.ts')).toBe(true);
});

test('the sandbox uses neither Electron, nor the sync client, nor the engine', () => {
  for (const file of reachable('electron/sandbox/cli.ts')) {
    expect(file).not.toMatch(/^(electron\/sync|shared\/reconcile)\//);
    expect(readFileSync(file, 'utf8')).not.toMatch(/from 'electron'/);
  }
});

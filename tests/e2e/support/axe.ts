import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import type { AxeResults } from 'axe-core';
import { ROOT } from './launch';

const SOURCE = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
/** What keeps somebody from working; axe's "moderate" and "minor" are advice. */
const SERIOUS = new Set(['serious', 'critical']);

/** Findings of axe on what the page shows now, one line each: impact, rule, element, what is wrong. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // The protocol evaluates outside of the page's content policy; the page itself could not take the script in.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(SOURCE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<AxeResults> } }).axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return results.violations
    .filter((rule) => SERIOUS.has(rule.impact ?? ''))
    .flatMap((rule) =>
      rule.nodes.map(
        (node) => `${rule.impact ?? ''} ${rule.id}: ${node.target.join(' ')} | ${(node.failureSummary ?? '').replace(/\s+/g, ' ')}`,
      ),
    );
}

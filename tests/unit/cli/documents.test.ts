import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../electron/cli/options';
import { aliasesFrom, faultPlanFrom, mappingFrom, priceRulesFrom, ratesFrom, ruleSetFrom } from '../../../electron/headless/documents';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'documents-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string): string {
  const to = path.join(folder, 'document.json');
  writeFileSync(to, text);
  return to;
}

describe('documents of the command line', () => {
  it('a fault plan is read, or refused with file and place', async () => {
    expect(await faultPlanFrom(file('{"rules":[{"status":503}]}'))).toEqual({ rules: [{ status: 503 }] });
    await expect(faultPlanFrom(file('{"rules":[{"status":200}]}'))).rejects.toThrow(/document\.json is no fault plan: rules\[0\]\.status/);
    await expect(faultPlanFrom('nowhere.json')).rejects.toThrow(UsageError);
  });

  it('are read, with a byte order mark and defaults', () => {
    expect(aliasesFrom(file('\uFEFF{"version":1,"aliases":[{"ledger":"C-1","customer":"c"}]}')).aliases).toEqual([
      { ledger: 'C-1', customer: 'c' },
    ]);
    expect(ruleSetFrom(file('{"version":1,"tolerance":"0.01"}'))).toMatchObject({ tolerance: '0.01', movementHours: 24 });
    expect(priceRulesFrom(file('{"version":1,"rules":[]}')).rules).toEqual([]);
  });

  it.each([
    [aliasesFrom, 'null', /object/],
    [aliasesFrom, '{"version":2,"aliases":[]}', /version/],
    [aliasesFrom, '{"version":1,"aliases":[{"ledger":"x","customer":"y"},{"ledger":"z"}]}', /aliases\[1\]/],
    [aliasesFrom, '{"version":1,"aliases":[{"ledger":"x","customer":"y"},{"ledger":"x","customer":"z"}]}', /aliases\[1\]\.ledger/],
    [priceRulesFrom, 'null', /object/],
    [priceRulesFrom, '{"version":1,"rules":[{"id":"a","from":"2026-01","price":{"kind":"magic"}}]}', /rules\[0\]\.price\.kind/],
    [ruleSetFrom, '{"version":1,"tolerance":0.01}', /tolerance/],
    [
      ratesFrom,
      '{"version":1,"rates":[{"month":"2026-09","from":"CNY","to":"USD","rate":"0","date":"2026-09-30","source":"x"}]}',
      /rates\[0\]\.rate/,
    ],
    [ruleSetFrom, '{"version":1,"tolerence":"0.01"}', /tolerence/],
    [ruleSetFrom, '{"version":1,', /JSON/],
    [mappingFrom, '[]', /mapping/],
  ])('%o refuses %s in one sentence that names file and place', (read, text, place) => {
    const name = file(text);
    expect(() => read(name)).toThrow(UsageError);
    expect(() => read(name)).toThrow(place);
    expect(() => read(name)).toThrow(/^[^\n]*document\.json[^\n]*[^.]\.$/);
    expect(() => read(name)).not.toThrow(/\.\s/);
  });

  it('name a file that is not there', () => {
    expect(() => aliasesFrom(path.join(folder, 'none.json'))).toThrow(/none\.json.*ENOENT/);
  });
});

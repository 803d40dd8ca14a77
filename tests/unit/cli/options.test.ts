import { describe, expect, it } from 'vitest';
import { readCommandLine, UsageError } from '../../../electron/cli/options';
import { ownArguments } from '../../../electron/cli/own-arguments';

describe('the command line', () => {
  it('has documented defaults', () => {
    expect(readCommandLine([])).toMatchObject({
      headless: false,
      sandbox: null,
      site: 'cn',
      periods: null,
      ledgers: [],
      rate: null,
      offline: false,
    });
    expect(readCommandLine(['--headless', '--sandbox']).sandbox).toBe('small');
    expect(readCommandLine(['--sandbox=tiny']).sandbox).toBe('tiny');
  });

  it('takes a fault plan for the built-in sandbox only', () => {
    expect(readCommandLine(['--headless', '--sandbox=tiny', '--faults', 'plan.json']).faults).toBe('plan.json');
    expect(() => readCommandLine(['--headless', '--endpoint', 'https://a.example', '--faults', 'plan.json'])).toThrow(
      /--faults needs --sandbox/,
    );
  });

  it('reads periods as a range and as a list', () => {
    expect(readCommandLine(['--periods', '2025-11..2026-02']).periods).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(readCommandLine(['--periods', '2026-10, 2026-09,2026-10']).periods).toEqual(['2026-09', '2026-10']);
  });

  it('reads ledgers with options, colons in the name included', () => {
    const { ledgers, sampleLedgers } = readCommandLine([
      '--ledger',
      'C:\\books\\cost.xlsx:cost:grain=customer:tax=0.06',
      '--ledger',
      'sample',
      '--ledger',
      'r.csv:revenue:period=2026-09:sheet=Sheet 1',
    ]);
    expect(sampleLedgers).toBe(true);
    expect(ledgers).toEqual([
      { file: 'C:\\books\\cost.xlsx', role: 'cost', grain: 'customer', tax: '0.06' },
      { file: 'r.csv', role: 'revenue', period: '2026-09', sheet: 'Sheet 1' },
    ]);
  });

  it("reads Huawei Cloud's files, their kind left to be found unless it is given", () => {
    const { documents, files } = readCommandLine([
      '--files',
      '--document',
      'C:\\bills\\bill.xlsx',
      '--document',
      'D:\\a.csv:kind=partner-bill:period=2026-09:separator=tab:encoding=gb18030:sheet=明细',
      '--document',
      'b.csv:separator=;',
    ]);
    expect(files).toBe(true);
    expect(documents).toEqual([
      { file: 'C:\\bills\\bill.xlsx' },
      { file: 'D:\\a.csv', kind: 'partner-bill', period: '2026-09', separator: '\t', encoding: 'gb18030', sheet: '明细' },
      { file: 'b.csv', separator: ';' },
    ]);
    expect(readCommandLine(['--ledger', 'c.txt:cost:side=credit']).ledgers).toEqual([{ file: 'c.txt', role: 'cost', side: 'credit' }]);
    expect(readCommandLine(['--statement', '2026-09=10.00000001,-1,0,9.00000001', '--statement', '2026-10=1,-3,0,0']).statements).toEqual([
      { period: '2026-09', consumption: '10.00000001', refunds: '-1', adjustments: '0', due: '9.00000001', number: '', note: '' },
      { period: '2026-10', consumption: '1', refunds: '-3', adjustments: '0', due: '0', number: '', note: '' },
    ]);
    expect(readCommandLine(['--ledger', 'c.txt:cost:separator=|']).ledgers).toEqual([{ file: 'c.txt', role: 'cost', separator: '|' }]);
  });

  it.each([
    [['--files', '--sandbox'], /exclude/],
    [['--files', '--endpoint', 'https://x'], /exclude/],
    [['--document', 'a.csv:kind=bill'], /bill/],
    [['--document', 'a.csv:role=cost'], /role/],
    [['--document', ''], /no file/],
    [['--statement', '2026-09'], /MONTH=/],
    [['--statement', '2026-13=1,2,3'], /MONTH=/],
    [['--statement', '2026-09=1,234.00,0,0'], /add up to/],
    [['--statement', '2026-09=1,x,0'], /Refunds/],
    [['--statement', '2026-09=10,-1,0,8'], /9\.00.*8\.00/],
    [['--ledger', 'c.txt:cost:separator=#'], /separator/],
    [['--ledger', 'c.txt:cost:side=left'], /side/],
    [['--unknown'], /--unknown/],
    [['--periods', '2026-13'], /--periods/],
    [['--periods', '2026-10..2026-09'], /--periods/],
    [['--today', '2026-02-30'], /--today/],
    [['--site', 'eu'], /--site/],
    [['--rate', '0'], /--rate/],
    [['--sandbox=giant'], /--sandbox/],
    [['--sandbox', '--endpoint', 'https://x'], /exclude/],
    [['--ledger', 'cost.xlsx'], /role/],
    [['--ledger', 'cost.xlsx:cost:colour=red'], /colour/],
    [['--ledger', 'cost.xlsx:cost:grain=week'], /week/],
    [['stray'], /stray/],
  ])('refuses %j in one sentence', (argv, words) => {
    expect(() => readCommandLine(argv)).toThrow(UsageError);
    expect(() => readCommandLine(argv)).toThrow(words);
    expect(() => readCommandLine(argv)).not.toThrow(/\.\s/);
  });

  it("leaves Chromium's own switches alone", () => {
    expect(
      readCommandLine([
        '--no-sandbox',
        '--ozone-platform=headless',
        '--disable-gpu',
        '--user-data-dir=/x',
        '--remote-debugging-port=0',
        '--headless',
      ]).headless,
    ).toBe(true);
  });

  it('drops the folder a working copy is started with, and nothing in a package', () => {
    expect(ownArguments(['electron', '--no-sandbox', '.', '--headless'], true)).toEqual(['--no-sandbox', '--headless']);
    expect(ownArguments(['reconcile-desk', '--headless'], false)).toEqual(['--headless']);
  });
});

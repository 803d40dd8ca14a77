import { describe, expect, it } from 'vitest';
import { layoutFingerprint } from '../../../shared/ledger/fingerprint';
import { asColumnMapping, MappingFileError } from '../../../shared/ledger/mapping-file';
import { formatMappings, parseMappings, type RememberedMapping } from '../../../shared/ledger/mappings';

const fault = (check: () => unknown): string => {
  try {
    check();
  } catch (error) {
    if (error instanceof MappingFileError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('a mapping file', () => {
  it.each([
    ['the simple form', { headRow: 0, columns: ['period', null, 'customer', 'amount'] }],
    ['no heads', { headRow: -1, columns: ['period', 'customer', 'amount'] }],
    [
      'months side by side',
      { headRow: 1, headRows: 2, columns: ['customerName', 'monthAmount', 'monthAmount'], months: { 1: '2026-09', 2: '2026-10' } },
    ],
    [
      'a rule for the customer',
      { headRow: 0, columns: ['period', 'note', 'debit', 'credit'], partyRule: { kind: 'known-name', column: 1 } },
    ],
    [
      'year, decimal mark and unit',
      { headRow: 0, columns: ['period', 'customer', 'amount', 'direction'], year: 2026, decimal: ',', unit: 10_000 },
    ],
  ])('takes %s', (_, document) => expect(asColumnMapping(document)).toEqual(document));

  it.each([
    [null, 'the document: Invalid input'],
    [{ headRow: 0, columns: ['customer'] }, 'columns: no column holds the amount'],
    [{ headRow: 0, columns: ['amount'] }, 'columns: no column holds the customer'],
    [{ headRow: 0, columns: ['customer', 'amount', 'amount'] }, 'columns[2]: amount stands twice'],
    [{ headRow: 0, headRows: 2, columns: ['customer', 'amount'] }, 'headRows: a head of two rows'],
    [{ headRow: 0, columns: ['customer', 'monthAmount'] }, 'months: the month of column 1 is not said'],
    [{ headRow: 0, columns: ['customer', 'monthAmount'], months: { 1: '2026-13' } }, 'months.1: is not a month'],
    [{ headRow: 0, columns: ['customer', 'monthAmount'], months: { 1: '2026-10', 0: '2026-09' } }, 'months.0: that column holds no amount'],
    [{ headRow: 0, columns: ['customer', 'monthAmount', 'amount'], months: { 1: '2026-10' } }, 'columns: months side by side'],
    [{ headRow: 0, columns: ['customer', 'amount'], partyRule: { kind: 'label', column: 0, label: ' ' } }, 'partyRule.label'],
    [{ headRow: 0, columns: ['customer', 'amount'], unit: 100 }, 'unit: is not one of'],
    [{ headRow: 0, columns: ['customer', 'sum'] }, 'columns[1]'],
  ])('refuses %j with the place', (document, start) => expect(fault(() => asColumnMapping(document)).startsWith(start)).toBe(true));
});

describe('the document of remembered mappings', () => {
  const heads = ['账期', '客户', '金额'];
  const ledger: RememberedMapping = {
    use: 'ledger',
    fingerprint: layoutFingerprint(heads),
    heads,
    mapping: { headRow: 2, columns: ['period', 'customerName', 'amount'] },
    options: { role: 'cost', periodShift: -1 },
  };
  const bill: RememberedMapping = {
    use: 'partner-bill',
    fingerprint: 'ab'.repeat(32),
    heads: ['客户ID'],
    mapping: { headRow: 0, columns: ['customer_id'] },
    options: {},
  };

  it('comes back as it went out, in one order', () => {
    const document = formatMappings([bill, ledger]);
    expect(formatMappings([ledger, bill])).toEqual(document);
    expect(parseMappings(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document.mappings).toEqual([ledger, bill]);
  });

  it.each([
    [{ version: 2, mappings: [] }, 'version'],
    [
      { version: 1, mappings: [{ ...ledger, fingerprint: 'cd'.repeat(32) }] },
      'mappings[0].fingerprint: is not the fingerprint of these heads',
    ],
    [{ version: 1, mappings: [ledger, bill, ledger] }, 'mappings[2].fingerprint: the same layout stands at mappings[0]'],
    [{ version: 1, mappings: [bill, { ...ledger, mapping: { headRow: 0, columns: ['amount', 'x'] } }] }, 'mappings[1].mapping.columns[1]'],
    [{ version: 1, mappings: [{ ...ledger, options: { role: 'owner' } }] }, 'mappings[0].options.role'],
    [{ version: 1, mappings: [{ ...ledger, use: 'diary' }] }, 'mappings[0].use'],
    [{ version: 1, mappings: [{ ...ledger, extra: 1 }] }, 'mappings[0]'],
  ])('names the place of a fault: %#', (document, start) => expect(fault(() => parseMappings(document)).startsWith(start)).toBe(true));
});

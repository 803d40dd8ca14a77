import { describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../../../shared/documents/kinds';
import { TABLE_ERROR_CODES } from '../../../shared/workbook/errors';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';

describe('words of files', () => {
  it.each([
    ['zh', zh],
    ['en', en],
  ] as const)('%s: every refusal of the reader says what happened, what it means and what to do', (_, words) => {
    const told = words.faults.table as Readonly<Record<string, { happened: string; means: string; todo: string }>>;
    for (const code of TABLE_ERROR_CODES.filter((one) => one !== 'cancelled')) {
      const { happened, means, todo } = told[code] ?? { happened: '', means: '', todo: '' };
      expect(
        [happened, means, todo].every((text) => text.length > 3),
        code,
      ).toBe(true);
    }
  });

  it.each([
    ['zh', zh],
    ['en', en],
  ] as const)('%s: every kind of document has a name and says what it is good for', (_, words) => {
    for (const kind of DOCUMENT_KINDS) {
      expect(words.codes.documentKind[kind], kind).toBeTruthy();
      expect(words.ledgers.document.use[kind], kind).toBeTruthy();
    }
  });
});

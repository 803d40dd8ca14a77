import type { figures as zhFigures } from '../zh/tells';
import type { Words } from '../shape';

export const figures = {
  from: 'Source: {{source}}',
  interface: 'Interface {{id}}',
  file: 'File: {{file}}',
  period: 'Month {{period}}',
  synced: 'Synced {{at}}',
  source: {
    'typed-statement': 'the bill’s amounts as typed in',
    'bill-file': 'the imported partner bill',
    'cost-ledger': 'the imported cost ledger',
    'revenue-ledger': 'the imported revenue ledger',
    'prepayment-ledger': 'the imported prepayment ledger',
    ledger: 'the imported ledger',
    expected: 'worked out: bill lines by the price rules',
    margin: 'revenue ledger before tax less cost of the bill before tax',
    difference: 'bill (or expected amount) less ledger',
    'total-difference': 'left side less right side',
    tolerance: 'follows from the rounding rule',
    archive: 'the archive of the sign-off',
    statement: 'the partner bill',
  },
} satisfies Words<typeof zhFigures>;

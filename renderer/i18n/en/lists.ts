import type { Words } from '../shape';
import type { lists as zh } from '../zh/lists';

export const lists = {
  margin: {
    none: 'No margin for this period yet',
    noneHint: 'After a revenue ledger is imported, revenue, cost and margin stand here by counterparty.',
    hint: 'Revenue and cost are both before tax; a tax rate comes only from a price rule or the ledger.',
  },
  refunds: { hint: 'each refund is traced to its order and month' },
  accounts: {
    hint: 'adjustment records and movements are not part of the bill', chart: 'Allocated and reclaimed by period',
    roll: 'Roll-forward',
    kind: 'Kind',
    opening: 'Opening balance',
    closing: 'Closing balance',
    unexplained: 'Opening + movements − closing',
    bookOpening: 'Opening balance of your book',
    bookClosing: 'Closing balance of your book',
    bookOff: 'Account − book',
    noRoll: 'No movements of the partner account were read',
    noRollHint: 'On the China site a sync of the account movements shows each account here from opening to closing, by kind. The International site has no interface for them.',
  },
  orders: { hint: 'an order belongs to the period it was created in' },
  customers: { hint: 'names and association as of the last sync' },
} satisfies Words<typeof zh>;

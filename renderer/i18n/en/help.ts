import type { Words } from '../shape';
import type { help as zh } from '../zh/help';

export const help = {
  glossary: 'Glossary',
  keyboard: 'Keyboard',
  failures: 'When a sync fails',
  terms: {
    period: {
      name: 'Period',
      text: 'A billing month (YYYY-MM). A record belongs to the period it names itself, never to the month of its trade time.',
    },
    statement: { name: 'Statement', text: 'The monthly bill Huawei Cloud issues to the partner; it can be settled on.' },
    line: { name: 'Bill line', text: 'One row of the customers’ monthly summary: customer × service × charge mode × kind.' },
    fee: { name: 'Fee record', text: 'Detail by resource. It explains the bill; it is not settled on.' },
    adjustment: { name: 'Bill adjustment', text: 'A bill line of the kind write-off; part of the amount due.' },
    fund: {
      name: 'Fund adjustment',
      text: 'Money allocated to a customer or reseller, or reclaimed. It only moves money and is not part of the bill.',
    },
    counterparty: { name: 'Counterparty', text: 'Whom you settle with: a reseller, or a direct customer.' },
    ledger: { name: 'Ledger', text: 'Your own book: cost (what you owe Huawei Cloud), revenue (what you bill), prepayment (money moved).' },
    total: {
      name: 'Control total',
      text: 'An equality between two independent sources: equal, within tolerance, broken, or not provable yet.',
    },
    break: { name: 'Break', text: 'A place where ledger and bill disagree, with its class and reason.' },
    carry: {
      name: 'Carry forward',
      text: 'Takes a break into the next period, with reason and owner; its amount stands on the sign-off sheet.',
    },
    residue: { name: 'Residue', text: 'Bill total less ledger total less all differences; always 0: no amount is lost.' },
    signoff: {
      name: 'Sign-off',
      text: 'Possible when every break is explained or carried and no total is broken without an explanation. The data is archived then.',
    },
    drift: { name: 'Drift', text: 'The source of a signed period moved later. It is shown; nothing reopens by itself.' },
  },
  keys: {
    move: { keys: 'J K ↓ ↑', text: 'List of breaks: next, previous' },
    open: { keys: 'Enter', text: 'Why this is a break' },
    explain: { keys: 'E', text: 'Explain what is selected' },
    carry: { keys: 'C', text: 'Carry forward what is selected' },
    pick: { keys: 'X Space', text: 'Select or unselect' },
    all: { keys: 'Ctrl+A', text: 'Select everything undecided in the list' },
    close: { keys: 'Esc', text: 'Unselect, or close the panel' },
    grid: { keys: 'Shift+↓ Ctrl+C', text: 'Grid: extend the range, copy it as table text' },
  },
} satisfies Words<typeof zh>;

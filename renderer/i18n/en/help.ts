import type { Words } from '../shape';
import type { help as zh } from '../zh/help';

export const help = {
  glossary: 'Glossary',
  keyboard: 'Keyboard',
  filesTitle: 'Files: where to export them, what they prove, how they are read',
  files: {
    bill: {
      name: 'Partner bill details',
      text: 'China site: Partner Center > Sales > Finance > Partner bill; choose the period and export the details (xlsx). International site: Sales > Financial Information > Partner Bills > Details. Made before 12:00 on day 5 of the next month; a month that is not over is an estimate and refused. The only basis for settling with Huawei Cloud: it gives the figures, the reconciliation and C1. The pdf cannot be imported.',
    },
    push: {
      name: 'Bill pushed to a bucket (International site)',
      text: 'With the subscription, customerBill_YYYYMM.tar.gz arrives in your bucket each month. Download it and drop it as it is; its parts are joined in their order.',
    },
    expenditure: {
      name: 'Customer expenditure',
      text: 'Partner Center > Sales > Customers > Customer Expenditure. Near real time; it explains differences, is no basis for settlement and is never used as the partner bill.',
    },
    income: {
      name: 'Income and expense',
      text: 'China site: Sales > Finance > fund management; International site: Revenue & Expenditure. For the chain of the partner’s account (C4).',
    },
    incentive: {
      name: 'Performance and incentives',
      text: 'Partner Center > Sales > Incentives > Incentive management. Performance explains how incentives come about; incentive details are compared with the account’s movements (C9). Neither settles anything.',
    },
    adjustments: {
      name: 'Adjustment and operation records',
      text: 'China site: Sales > Customers > customer management > adjustment records. Allocations and reclaims only move funds and are never added to the bill; operations on coupons and quotas serve C5.',
    },
    invoices: {
      name: 'Invoices',
      text: 'The list of invoices is compared with what has to be invoiced (C8). Invoices by period can be asked for after day 3 of the next month.',
    },
    books: {
      name: 'Your books',
      text: 'Cost, revenue or prepayment, in any layout. Heads and content propose what each column means; you check it and it is remembered. The account tells which side adds (payables grow on the credit side). The customer comes from a column, from a label in a text, or from a row above its rows; months may stand side by side, and their total is compared with them. Totals, subtotals and opening balances are left out and listed.',
    },
    refused: {
      name: 'What is not read',
      text: 'Cells that cannot be read are listed one by one, never guessed: correct each, or leave its row out, on record. Long IDs that lost digits and formulas without a result are refused. Old .xls, encrypted, damaged and hostile files are refused as a whole, with how to save them anew. A customer’s own bill has list prices and is not imported.',
    },
    safe: {
      name: 'Before you confirm',
      text: 'Nothing is stored before you confirm, and an import is whole or leaves no trace. The same file again changes nothing; an import can be undone. Who, when and which file stays in the history.',
    },
  },
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
    leaveOut: { keys: 'Alt+Delete', text: 'List of bad cells: leave the row out, or take it back' },
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

import type { Mirror } from '../blocks';
import type { figures as zh } from '../zh/figures';

export const figures = {
  title: 'How to read amounts',
  summary: 'Currency, tax basis, decimals, signs, and where each figure comes from.',
  passages: [
    {
      at: 'hover',
      title: 'Ask a figure',
      body: [
        'Rest the pointer on any amount, or walk to it with `Alt` + `.`, and it says all its decimals, its currency, whether it holds tax, its source and when that was synced. `Alt` + `,` goes back, `Esc` closes.',
      ],
    },
    {
      at: 'decimals',
      title: 'Decimals',
      body: [
        'Amounts show two decimals at least and all there are, 8 at most; unit prices have up to 10. Everything is computed exactly: no floating point, and nothing is rounded silently.',
        'Amounts by resource come with 8 decimals, those of accounts with 2; what a pay-per-use fee has beyond the cent is dropped, so fee records come to slightly more than the bill (see [C2](/help/totals/C2)).',
      ],
    },
    {
      at: 'sign',
      title: 'Signs',
      body: [
        'Negative amounts are always written −1,234.50, never in brackets and never by colour alone. Refunds are negative; bill adjustments keep the sign they have on the bill. The difference of a break is bill (or expected amount) less ledger; that of a control total is left less right.',
      ],
    },
    {
      at: 'basis',
      title: 'With tax or without',
      body: [
        'Amounts of the monthly summary are before tax. Whether a ledger holds tax you say on importing, or the program finds out; where nothing is stated, amounts are matched as they are and marked so. Nothing is converted by itself.',
        'Margin is always before tax: revenue ledger before tax less cost of the bill before tax.',
      ],
    },
    {
      at: 'currency',
      title: 'Currency',
      body: [
        'The China site bills in yuan (CNY), the International site in US dollars (USD). Different currencies are never added or subtracted; the converted view uses your rate table and names rate, date and source.',
      ],
    },
    {
      at: 'adjustments',
      title: 'Three kinds of adjustment',
      body: [
        {
          table: {
            head: ['Name', 'What it is', 'Part of the amount due'],
            rows: [
              ['Bill adjustment', 'A bill line of the kind write-off', 'Yes'],
              ['Fund adjustment', 'Money allocated to a customer or reseller, or reclaimed', 'No, it only moves money'],
              [
                '“Adjustments” of the partner bill',
                'The third sum on the bill page; compensation and deductions may count there',
                'Yes; C1 compares it with the bill adjustments',
              ],
            ],
          },
        },
      ],
    },
  ],
} as const satisfies Mirror<typeof zh>;

import type { Mirror } from '../blocks';
import type { totals as zh } from '../zh/totals';

export const totals = {
  title: 'How to read the control totals',
  summary: 'What C1 to C9 prove, what the four results mean, and what is missing where nothing can be proved.',
  passages: [
    {
      at: 'reading',
      title: 'Four results',
      body: [
        'Each control total compares the sums of two independent sources. Rows that agree with themselves prove nothing and are not on the board.',
        {
          table: {
            head: ['Result', 'Meaning', 'What to do'],
            rows: [
              ['Equal', 'Both sides are the same.', 'Nothing.'],
              [
                'Within tolerance',
                'There is a difference, inside a documented rounding rule that stands beside it.',
                'Nothing; “Proof and the way down” shows where it comes from.',
              ],
              [
                'Broken',
                'The difference exceeds the tolerance. The first customer and service that differ are named.',
                'Go down to the rows and find the cause; what cannot be corrected needs an explanation before signing. Informative ones (C2, C5, C6, C8, C9) do not block it.',
              ],
              [
                'Not provable',
                'One side is missing.',
                'Sync or import what is named. Missing is not broken, and does not block the sign-off.',
              ],
            ],
          },
        },
        'Equalities are documented or inferred. Inferred ones follow from what fields mean: the first time one is broken, check in Partner Center before calling it an error.',
      ],
    },
    {
      at: 'C1',
      title: 'C1',
      body: [
        'Whether the partner bill that Huawei Cloud issues agrees with the bill lines. The root of the whole month: look at it first.',
        'The China site has no interface for the partner bill: import the file of its details, or type in the three sums of the PDF; without either it is not provable. The International site’s bill from the interface is compared with the exported details.',
        'Arrears can be read in two ways (inside the amount or beside it), and the International amount due with tax or without. All readings are tried, and the one that holds is named.',
      ],
    },
    {
      at: 'C2',
      title: 'C2',
      body: [
        'Whether bill lines and fee records fit. Fee records explain and are no basis for settlement, so C2 is informative.',
        'Pay-per-use fees are worked out to 8 decimals and charged to the cent; what is beyond is dropped and never rounded up. So fee records may come to slightly more than the bill, by less than 0.01 per deduction; no rule explains a difference the other way, and it is called broken.',
      ],
    },
    {
      at: 'C3',
      title: 'C3',
      body: [
        'Each unsubscription: refund details = refund order = refund on the bill; refunds of one order never exceed what was paid for it; each is traced to its original order and month.',
        'An original outside the synced months is asked for by its ID; only a plain “no such order” makes a refund without an order.',
      ],
    },
    {
      at: 'C4',
      title: 'C4',
      body: [
        'Every movement of the partner account continues the balance before it; allocations and reclaims among the fund adjustments are found among the movements with the same amount and customer, within the hours of the rule set.',
        'Allocations and reclaims only move money. They are not bill adjustments and never added to them.',
      ],
    },
    {
      at: 'C5',
      title: 'C5',
      body: [
        'Coupon quotas: quota - balance = issued - reclaimed. Coupons of customers: face value - balance = charged on bills + reclaimed.',
        'Charges may exceed the fall of the coupons, since customers also hold coupons from Huawei Cloud itself that no interface shows; never the other way round.',
      ],
    },
    {
      at: 'C6',
      title: 'C6',
      body: [
        'A completed order and the fee records with its ID come to the same amount; a cancelled order has none; of a combined payment each order is compared by itself.',
      ],
    },
    {
      at: 'C7',
      title: 'C7',
      body: [
        'Rows received equal rows announced. Data can shift while pages are read, so every part is counted and read again when it does not agree.',
        'Broken means that something was not published: the Sync page says why, and the next sync reads it.',
      ],
    },
    {
      at: 'C8',
      title: 'C8',
      body: [
        'Invoices against the consumption of the month. Export the list of invoices from the billing centre or Partner Center and import it.',
        'Less invoiced than billed is no error by itself: [owed invoices](/help/questions/owed-invoices) are offset first, and the offset stands on one screen of the billing centre only. A month with arrears cannot be invoiced before they are repaid.',
      ],
    },
    {
      at: 'C9',
      title: 'C9',
      body: [
        'Every incentive bill among the incentive details has a movement or a voucher quota of the same amount. Export the details from incentive management and import them.',
        'Incentive paid by bank transfer is not among the movements: not seen is not unpaid. Incentive never stands in the customers’ monthly bill.',
      ],
    },
  ],
} as const satisfies Mirror<typeof zh>;

import type { Mirror } from '../blocks';
import type { breaks as zh } from '../zh/breaks';

export const breaks = {
  title: 'Classes of breaks and what to do',
  summary: 'What each class means, why it usually happens, how to settle it.',
  passages: [
    {
      at: 'deciding',
      title: 'Settling a break',
      body: [
        {
          list: [
            '**Explain**: choose a reason code, write what happened and who owns it. The break counts as settled and still stands on the sign-off sheet.',
            '**Carry forward**: into the next month, with reason and owner; the amount stands on the sign-off sheet and ages.',
            '**Assign**: to a person. Assigning alone settles nothing.',
            '**Match by hand**: several breaks whose differences add up to zero.',
            '**Undo, reopen**: every step can be taken back and stays on record.',
          ],
        },
        'A break is known by its content. When the same break comes back after data changed, its decision still holds; when the amount moved, it asks to be confirmed again.',
      ],
    },
    {
      at: 'missing-in-ledger',
      title: '',
      body: [
        'On the bill and not in the ledger: not booked, booked in another month, or under another customer. Check the ledger; book what is missing and import again.',
      ],
    },
    {
      at: 'missing-in-bill',
      title: '',
      body: [
        'In the ledger and not on the bill: accruals, manual entries, or fees Huawei Cloud has not billed yet. Wait for the bill, or reverse the entry.',
      ],
    },
    {
      at: 'amount',
      title: '',
      body: [
        'Both sides have it with different amounts, and no rounding rule explains that. The why-panel shows the bill’s rows; a refund booked with a positive sign is called so in the reason.',
      ],
    },
    {
      at: 'rounding',
      title: '',
      body: [
        'A documented rounding rule makes the difference, and the reason names it. Explain it; where it comes every month, set a tolerance in the rule set.',
      ],
    },
    {
      at: 'duplicate-in-ledger',
      title: '',
      body: [
        'Two ledger rows are equal in every field that counts; the surplus one is called a duplicate. Usually imported or booked twice.',
      ],
    },
    {
      at: 'duplicate-in-bill',
      title: '',
      body: [
        'The bill has one more row equal to another. A sync never removes rows for looking alike: check in Partner Center, then explain.',
      ],
    },
    {
      at: 'timing',
      title: '',
      body: ['The same thing stands in the month before or after. Each month has one side, and they cancel out. Usually carried forward.'],
    },
    {
      at: 'tax-basis',
      title: '',
      body: [
        'The sides differ by exactly a tax rate: one has tax, the other has not. State basis and rate when importing the ledger; it goes away.',
      ],
    },
    {
      at: 'currency',
      title: '',
      body: ['Different currencies are never subtracted. Check the ledger’s currency; exchange rates serve views, not matching.'],
    },
    {
      at: 'ambiguous',
      title: '',
      body: [
        'Several ways to match are equally good and lead to different results, so none is chosen for you. Match by hand, or add order numbers to the ledger.',
      ],
    },
    {
      at: 'unknown-customer',
      title: '',
      body: ['A name or code of the ledger has no Huawei Cloud customer or reseller yet. Add an alias; reconciling runs again by itself.'],
    },
    {
      at: 'refund-without-order',
      title: '',
      body: [
        'The refund’s original order is not there, and the interface says so plainly. Look it up in Partner Center; refunds before May 2018 name no original.',
      ],
    },
    {
      at: 'over-refund',
      title: '',
      body: ['Refunds of one order exceed what was paid for it. Check the refund details; if they are right, ask Huawei Cloud.'],
    },
    {
      at: 'adjustment-without-movement',
      title: '',
      body: [
        'An allocation or reclaim of the fund adjustments is not found among the movements with the same amount and customer. Movements may not be synced yet, or lie further apart than the hours in the rule set.',
      ],
    },
    {
      at: 'consumed-not-billed',
      title: '',
      body: ['The customer consumed and the revenue ledger bills nothing: not billed yet, or booked under another customer or month.'],
    },
    {
      at: 'billed-not-consumed',
      title: '',
      body: ['Billed to the customer without consumption on the bill: advance payments, services of your own, or the wrong customer.'],
    },
    {
      at: 'price-deviation',
      title: '',
      body: [
        'Billed other than the price rules say. The why-panel names the rule and the calculation; change an outdated rule in the settings, with a preview before saving.',
      ],
    },
    {
      at: 'no-price-rule',
      title: '',
      body: ['No price rule fits this customer, service and month, so nothing says what should have been billed. Add one in the settings.'],
    },
  ],
} as const satisfies Mirror<typeof zh>;

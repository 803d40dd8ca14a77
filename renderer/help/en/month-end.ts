import type { Mirror } from '../blocks';
import type { monthEnd as zh } from '../zh/month-end';

export const monthEnd = {
  title: 'Closing a month, step by step',
  summary: 'From fetching the bill to signing it off.',
  passages: [
    {
      at: 'when',
      title: 'When to begin',
      body: [
        'The partner bill of a month is made before 12:00 (UTC+8) on day 5 of the next one. You can sync and look earlier, but amounts still move: refunds, write-offs and late records come in.',
        'The daily summary is refreshed from 16:00 on and done by 24:00 at the latest. Close after 24:00 on day 5 at the earliest; when two days running bring the same content, you can be sure.',
      ],
    },
    {
      at: 'steps',
      title: 'Seven steps',
      body: [
        {
          steps: [
            '**Fetch the bill.** Start a sync on the Sync page, or drop exported files on Ledgers & files. What could not be read is listed with its cause and what to do.',
            '**Import your ledgers.** Cost, revenue and prepayment, several files at once. Before confirming, check what each column means, the months and the sums; correct cells that cannot be read one by one.',
            '**Match customers.** For a name or code the desk does not know, choose the Huawei Cloud customer or reseller; the alias is kept and used from then on.',
            '**Read the control totals.** On the Period page go down C1 to C9: first what is broken, then which file is missing where something is not provable. See [control totals](/help/totals).',
            '**Work through the breaks.** On the Reconcile page each has its class, its reason and the rows behind it. Explain, carry forward, assign, or match by hand; see [classes of breaks](/help/breaks).',
            '**Review.** With the closing policy on, somebody other than the preparer approves. Breaks carried in from earlier months are here, too.',
            '**Sign off and export.** When the check of the month finds nothing missing, sign: the data go into an archive that later syncs do not change. Then export workbook, sign-off sheet and evidence pack.',
          ],
        },
      ],
    },
    {
      at: 'refused',
      title: 'Why a month cannot be signed',
      body: [
        'The check lists what is missing: breaks nobody decided, decisions without reason or owner, broken totals without an explanation, old decisions whose amount has moved since. One click leads to the row.',
        'What really stays for next month is carried forward with reason and owner; the carried total stands on the sign-off sheet and begins to age.',
      ],
    },
    {
      at: 'after',
      title: 'When data change after closing',
      body: [
        'Later syncs are compared with the archive. Added, changed and vanished lines are listed with their effect in money, and the month is marked as drifted; nothing reopens by itself.',
        'To correct it, reopen the month with a reason, work through it and sign again. Both sign-offs stay on record.',
      ],
    },
    {
      at: 'unattended',
      title: 'Without a window',
      body: [
        'One command does the same on a schedule: sync, import, reconcile, export. Exit code 0: no break is open and no blocking total is broken; 1: something remains; 2: the run failed. Command and options are in the product’s README.',
      ],
    },
  ],
} as const satisfies Mirror<typeof zh>;

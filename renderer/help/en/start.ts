import type { Mirror } from '../blocks';
import type { start as zh } from '../zh/start';

export const start = {
  title: 'Getting started',
  summary: 'Three ways to begin, figures after three steps at most.',
  passages: [
    {
      at: 'sample',
      title: 'With sample data',
      body: [
        'Choose the sample data on the welcome page. A built-in stand-in for the interface serves six months of bills, refunds, adjustments and planted breaks; no network and no keys are needed. The sample profile can be reset at any time.',
      ],
    },
    {
      at: 'files',
      title: 'From files',
      body: [
        'A month can be closed without keys. Drop the files exported from Partner Center and your own books on the page Ledgers & files; which files are taken and where to export them is under [files](/help/files).',
        'Where the partner bill is a PDF only, type its three sums in on the Period page: control total C1 compares them with the bill lines.',
      ],
    },
    {
      at: 'keys',
      title: 'With keys',
      body: [
        {
          steps: [
            'Have the administrator of the partner account create a user for this purpose, grant it only the [permission items](/help/permissions) needed for reading, and create an access key (AK/SK) for it.',
            'Choose the site on the welcome page (China or International) and enter the keys. One signed call checks them when they are saved.',
            'Run the check under Settings > Permissions once: it lists which interfaces can be called and which item is missing.',
          ],
        },
        { note: 'The desk calls interfaces that read, and changes nothing at Huawei Cloud.' },
      ],
    },
  ],
} as const satisfies Mirror<typeof zh>;

import type { Mirror } from '../blocks';
import type { safety as zh } from '../zh/safety';

export const safety = {
  title: 'Safety of your data',
  summary: 'Where they lie, what leaves the computer, how to back them up.',
  passages: [
    {
      at: 'where',
      title: 'Where data lie',
      body: [
        'Everything is in the data folder of this computer, each profile by itself:',
        {
          list: [
            '**Journal**: every import, decision, sign-off and export; only ever added to, each entry chained to the one before by its hash.',
            '**Archives**: imported files as they came and the data of signed months, named by the checksum of their content; they never change.',
            '**Database**: synced bills and results. It can be rebuilt and is no evidence.',
            '**Keys**: encrypted by the system’s key store, so that only this user of this computer can open them; in none of the above, and in no backup. Without a key store they are kept until the app ends and never written to disk.',
          ],
        },
        'Sizes and places are under [Settings > Storage use](/settings/storage).',
      ],
    },
    {
      at: 'leaves',
      title: 'What leaves the computer',
      body: [
        'One thing only: signed reading calls to the official address of Huawei Cloud, or to an address you entered yourself. They hold what is asked for (month, customer ID), and nothing of your ledgers, decisions or amounts.',
        'There is no telemetry, no automatic update, no online account. The window itself has no network; exported files are written where you say and nowhere else.',
        'The signature is computed with the access key. The key itself is not sent, and stands in no log and no support text.',
      ],
    },
    {
      at: 'backup',
      title: 'Backups',
      body: [
        'Under [Settings > Backup and restore](/settings/backup) a profile becomes one file, sealed with a passphrase if you like (AES-256). It holds journal, archives and original files; data of the interface can be synced again and keys are typed again, so they are not in it.',
        { note: 'A forgotten passphrase cannot be recovered. Back up after each closing at least, and keep the file on another disk.' },
      ],
    },
    {
      at: 'proof',
      title: 'How to prove that nothing was changed',
      body: [
        'Workbooks, sign-off sheets and evidence packs name the head of the journal: a rewritten journal has another one. An evidence pack holds the workbook, the archives and a manifest; the desk on another computer computes all of it again and compares (Audit page > verify an evidence pack).',
        'Months closed with the earliest version have archives without all that computing again needs: what was signed is shown and its archive and sign-off are checked as ever, but it is not computed again, and verdict and workbook say so. Reopen and close such a month where that is wanted: its new archive can be computed again.',
        'Names are declared on this computer: they say who did something and do not prove it.',
      ],
    },
  ],
} as const satisfies Mirror<typeof zh>;

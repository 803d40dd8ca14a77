import type { Words } from '../shape';
import type { storage as zh } from '../zh/storage';

export const storage = {
  measuring: 'Measuring…',
  again: 'Measure again',
  local: 'All data are on this computer; nothing is uploaded anywhere.',
  free: '{{size}} are free on their disk.',
  kept: 'They are not cleared by themselves, even when the disk is nearly full.',
  notKept: 'When the disk is nearly full, cached bills may be cleared, and you would be told; journal and archives are not affected.',
  openProfile: 'Open this profile’s folder',
  openData: 'Open the data folder',
  openLogs: 'Open the folder of run logs',
  what: 'What',
  size: 'Size',
  may: 'May it be deleted, and what is lost',
  about: 'about {{size}}',
  files: '{{n}} file{{n, s}}',
  databases: 'Of these, databases of all profiles: about {{size}}.',
  noBackup: 'This profile has not been backed up yet.',
  lastBackup: 'Latest: {{name}}, {{at}}.',
  groups: { files: 'Files of this profile', store: 'Database of this profile', shared: 'Shared by all profiles' },
  parts: {
    journal: {
      name: 'Journal',
      what: 'Every import, decision, sign-off and export, each entry chained to the one before by its hash.',
      may: 'No. Without it decisions and sign-offs cannot be rebuilt; only a backup brings them back.',
    },
    archives: {
      name: 'Archives and original files',
      what: 'Imported files as they came, the rows read from them, and the archives of signed months.',
      may: 'No. Without them the figures of closed months cannot be proved and ledgers cannot be read again; only a backup brings them back.',
    },
    bills: {
      name: 'Bill data',
      what: 'Bill lines, fee records, orders, movements and so on, from syncs and files.',
      may: 'Can be fetched again: a loss is said plainly, open months are synced once more, closed months stand in their archives.',
    },
    books: {
      name: 'Ledger rows',
      what: 'Rows read from your ledgers, for matching and lists.',
      may: 'Rebuilt from journal and archives the next time the profile is opened.',
    },
    results: {
      name: 'Results',
      what: 'Sums, control totals, matches, breaks, margin.',
      may: 'Rebuilt by reconciling again; no decision is lost.',
    },
    acts: {
      name: 'Copy of the journal',
      what: 'What the journal says, kept in the database so that pages read it quickly.',
      may: 'Rebuilt from the journal the next time the profile is opened.',
    },
    names: { name: 'Names', what: 'Of customers, resellers and cloud services.', may: 'Read again by the next sync.' },
    others: {
      name: 'Files of other profiles',
      what: 'Their journals, archives and original files.',
      may: 'Delete the whole profile under “Profiles and keys”; only a backup made before brings it back.',
    },
    received: {
      name: 'Files dropped or pasted in this session',
      what: 'Temporary copies until they are read.',
      may: 'Deleted by itself at the next start; originals of imported files are in the archives.',
    },
    logs: {
      name: 'Run logs',
      what: 'What the program noted when something failed: at most 4 files, about 4 MB; no keys, customer names or amounts.',
      may: 'Yes. Only clues for finding faults are lost.',
    },
    window: {
      name: 'Window data and caches',
      what: 'Databases of all profiles, screen settings and the window’s caches.',
      may: 'Not while the app runs. Bills would have to be synced again; the rest is rebuilt from journal and archives.',
    },
    backup: {
      name: 'Backup files',
      what: 'Where you saved them; not counted in the data folder.',
      may: 'Yours to keep: without one a lost journal or archive cannot be restored. Keep at least the latest, on another disk.',
    },
  },
} satisfies Words<typeof zh>;

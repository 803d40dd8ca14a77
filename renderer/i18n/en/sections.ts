import type { Words } from '../shape';
import type { sections as zh } from '../zh/sections';

export const sections = {
  label: 'Sections of the settings',
  search: 'Find a setting',
  found: '{{n}} section{{n, s}}',
  none: 'No setting matches.',
  groups: { desk: 'Desk', data: 'Data and access', rules: 'Rules', safety: 'Safety', about: 'About' },
  items: {
    desk: {
      name: 'Language and theme',
      hint: 'The language of the screens and, unless chosen otherwise, of reports and workbooks; light or dark.',
    },
    users: { name: 'Users', hint: 'Who signs on this computer: the name in the journal, on sign-off sheets and in exports.' },
    statements: { name: 'Statement layout', hint: 'Statements for counterparties: head, logo, contact and colour.' },
    profiles: {
      name: 'Profiles and keys',
      hint: 'One profile per account and site, each with data of its own; keys are encrypted by the system’s key store.',
    },
    permissions: { name: 'Permissions', hint: 'Which interfaces the present keys may call, and which permission item is missing.' },
    paces: { name: 'Call pace', hint: 'How often each interface is called per second at most.' },
    aliases: { name: 'Aliases', hint: 'Which Huawei Cloud customer or reseller a name or code of your ledgers means.' },
    prices: { name: 'Price rules', hint: 'Where the prices you bill come from: the revenue ledger is checked against them.' },
    rules: { name: 'Rule set', hint: 'Tolerance, tax rates and time windows of cost matching.' },
    rates: { name: 'Exchange rates', hint: 'For the converted view; original amounts are never changed.' },
    closing: { name: 'Closing policy', hint: 'Whether preparing and approving must be done by different people.' },
    backup: { name: 'Backup and restore', hint: 'This profile’s work as one file, or a new profile from such a file.' },
    storage: { name: 'Storage use', hint: 'What takes how much and where it is, whether it may be deleted and what that loses.' },
    about: { name: 'About', hint: 'Version and runtime.' },
  },
  users: {
    declared: 'Users are names declared on this computer: no login, and no control of access.',
    declaredMeans:
      'Whoever uses this computer can take any of these names. A name says who did something; it does not prove it. Where proof is needed, use separate system accounts.',
    name: 'Who signs now',
    nameHint: 'For the journal, sign-offs and exports; left empty, the system’s user name is used.',
    list: 'People who share this computer ({{n}})',
    none: 'Nobody else is listed yet.',
    another: 'Name of another person',
    add: 'Add',
    current: 'Signs now',
    signAs: 'Sign as this person',
    remove: 'Remove',
    removeName: 'Remove {{name}}',
  },
  aliases: {
    none: 'There are no customers or resellers yet: after a sync, or an imported partner bill, the names in your ledgers can be given their meaning here.',
    journalled: 'Changes go into the journal and reconcile anew at once; signed months are not affected.',
    toLedgers: 'The table also stands on the page Ledgers & files.',
  },
} satisfies Words<typeof zh>;

/** The contents of help in one language: topics by group, written ones and derived ones, and the entries the search goes over. */
import { BREAK_KEYS, keyCap, type BreakCommand } from '../pages/reconcile/keys';
import type { TFunction } from 'i18next';
import { COMMAND_IDS, keysOf } from '../../shared/shell/commands';
import { capsOf } from '../../shared/shell/shortcuts';
import { commandTitle } from '../app/commands/words';
import { identitiesOf } from './totals';
import { interfaceRows } from '../pages/help/interfaces';
import { SIDE_WORDS } from '../../shared/reconcile/total-words';
import type { TotalId } from '../../shared/reconcile/types';
import type { Language } from '../../shared/desk/api';
import { zh as words } from '../i18n/zh';
import type { TopicId } from './addresses';
import { plainText, type Passage, type Written } from './blocks';
import { errorsTopic, messagesTopic, permissionsTopic, quotasTopic, refusedTopic, retiredTopic } from './derived';
import type { Entry } from './search';
import { written as zhWritten } from './zh';
import { written as enWritten } from './en';

export interface Topic extends Written {
  readonly id: TopicId;
}

export const HELP_GROUPS = [
  { id: 'begin', topics: ['start', 'safety'] },
  { id: 'month', topics: ['month-end', 'totals', 'breaks', 'figures'] },
  { id: 'trouble', topics: ['questions', 'errors', 'refused', 'messages'] },
  { id: 'data', topics: ['files', 'permissions', 'quotas', 'interfaces', 'retired'] },
  { id: 'reference', topics: ['keys', 'glossary'] },
] as const satisfies readonly { readonly id: string; readonly topics: readonly TopicId[] }[];

export const TOPICS: readonly TopicId[] = HELP_GROUPS.flatMap(({ topics }) => topics);

export function isTopic(id: string | undefined): id is TopicId {
  return (TOPICS as readonly (string | undefined)[]).includes(id);
}

/** A topic as it is read. @param platform Node’s name of the system, for the names of its keys */
export function topicOf(id: TopicId, t: TFunction, language: Language, platform: string): Topic {
  const written = language === 'zh' ? zhWritten : enWritten;
  switch (id) {
    case 'start':
    case 'safety':
    case 'month-end':
    case 'figures':
    case 'questions':
      return { id, ...written[id] };
    case 'totals':
      return { id, ...written.totals, passages: written.totals.passages.map((passage) => totalPassage(passage, t, language)) };
    case 'breaks':
      return {
        id,
        ...written.breaks,
        passages: written.breaks.passages.map((passage) =>
          passage.title === '' ? { ...passage, title: t(`codes.breakClass.${passage.at}` as 'codes.breakClass.amount') } : passage,
        ),
      };
    case 'files':
      return {
        id,
        title: t('help.filesTopic'),
        summary: t('help.filesTitle'),
        passages: named('help.files', Object.keys(words.help.files), t),
      };
    case 'glossary':
      return {
        id,
        title: t('help.glossary'),
        summary: t('help.glossarySummary'),
        passages: named('help.terms', Object.keys(words.help.terms), t),
      };
    case 'keys':
      return { id, title: t('help.keyboard'), summary: t('help.keyboardSummary'), passages: keyPassages(t, platform) };
    case 'errors':
      return { id, ...errorsTopic(t, language) };
    case 'messages':
      return { id, ...messagesTopic(t) };
    case 'refused':
      return { id, ...refusedTopic(t) };
    case 'permissions':
      return { id, ...permissionsTopic(t, language) };
    case 'quotas':
      return { id, ...quotasTopic(t, language) };
    case 'retired':
      return { id, ...retiredTopic(t, language) };
    case 'interfaces':
      return { id, title: t('help.interfacesTopic'), summary: t('interfaces.hint'), passages: [] };
  }
}

/** Everything the search goes over; interfaces are found by their names, IDs, addresses and items. */
export function entriesOf(t: TFunction, language: Language, platform: string): Entry[] {
  const entries = TOPICS.flatMap((id) => {
    const topic = topicOf(id, t, language, platform);
    return [
      { id, topic: topic.title, title: topic.title, text: topic.summary },
      ...topic.passages.map(({ at, title, body }) => ({ id: `${id}/${at}`, topic: topic.title, title, text: plainText(body) })),
    ];
  });
  const interfaces = interfaceRows(language)
    .filter((row) => row.class !== 'retired')
    .map((row) => ({
      id: `interfaces/${row.id}`,
      topic: t('help.interfacesTopic'),
      title: row.name,
      text: `${row.id} · ${row.method} ${row.path} · ${[...row.permission, row.why].join(' · ')}`,
    }));
  return [...entries, ...interfaces];
}

/** The board's own words for a control total: its name, its two sides, the numbered equalities behind it. */
function totalPassage(passage: Passage, t: TFunction, language: Language): Passage {
  const id = passage.at as TotalId;
  const sides = SIDE_WORDS[id];
  if (sides === undefined) return passage;
  const identities = identitiesOf(id, language);
  return {
    at: passage.at,
    title: `${id} ${t(`codes.totalName.${id}`)}`,
    body: [
      t('help.totals.sides', { left: sides.left[language], right: sides.right[language] }),
      ...passage.body,
      ...(identities.length === 0 ? [] : [t('help.totals.identities'), { list: identities }]),
    ],
  };
}

/** Names with their texts, as the words have them (`<path>.<key>.name` and `.text`). */
function named(path: 'help.files' | 'help.terms', keys: readonly string[], t: TFunction): Passage[] {
  const word = (key: string, part: 'name' | 'text'): string => t(`${path}.${key}.${part}` as 'help.terms.period.name');
  return keys.map((key) => ({ at: key, title: word(key, 'name'), body: [word(key, 'text')] }));
}

/** Commands of the window from the table that makes them work; what single pages listen to beside them. */
function keyPassages(t: TFunction, platform: string): Passage[] {
  const caps = (keys: readonly string[]): string => keys.map((cap) => `\`${cap}\``).join(' ');
  const commands = COMMAND_IDS.flatMap((id) => {
    const all = keysOf(id, platform).map((keys) => capsOf(keys, platform));
    // The keys of one sign (zoom: with Shift, on the number pad) are named once.
    const shown = all.filter((one, at) => all.findIndex((other) => other.at(-1) === one.at(-1)) === at);
    return shown.length === 0 ? [] : [[shown.map(caps).join(' / '), commandTitle(t, id)]];
  });
  const pages = (Object.keys(words.help.keys) as (keyof typeof words.help.keys)[]).map((key) => [
    caps(t(`help.keys.${key}.keys`).split(' ')),
    t(`help.keys.${key}.text`),
  ]);
  const breaks = (Object.keys(BREAK_KEYS) as BreakCommand[]).map((command) => [
    caps(BREAK_KEYS[command].map(keyCap)),
    t(`reconcile.command.${command}`),
  ]);
  const table = (rows: readonly (readonly string[])[]): Passage['body'] => [{ table: { head: [t('help.key'), t('help.does')], rows } }];
  return [
    { at: 'everywhere', title: t('help.keyboardEverywhere'), body: table(commands) },
    { at: 'breaks', title: t('help.keyboardBreaks'), body: table([...breaks, [caps(['Ctrl', 'A']), t('reconcile.command.pickAll')]]) },
    { at: 'pages', title: t('help.keyboardPages'), body: table(pages) },
  ];
}

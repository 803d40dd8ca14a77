/** Topics that follow from the product's own tables, so that none of them is kept twice: failures, messages, refused files, permission items, quotas. */
import type { TFunction } from 'i18next';
import { CALLS, type CallId } from '../../shared/api/catalogue';
import { CALL_WORDS, UNCALLED_WORDS } from '../../shared/api/operation-words';
import { DEFAULT_SHARE } from '../../shared/api/pace';
import { RETIRED, UNCALLED, type UncalledId } from '../../shared/api/uncalled';
import type { Language } from '../../shared/desk/api';
import { codesOf } from '../../shared/sync/gateway-codes';
import { FAILURE_CODES, type SliceFailure } from '../../shared/sync/failures';
import { zh } from '../i18n/zh';
import { ofFailure } from './addresses';
import type { Passage, Written } from './blocks';

/** Written passages that go deeper than a failure's own words. */
const SEE: Partial<Record<SliceFailure, readonly string[]>> = {
  credentials: ['/help/questions/401', '/help/questions/join', '/settings/profiles'],
  clock: ['/help/questions/401'],
  permission: ['/help/permissions', '/settings/permissions'],
  'account-kind': ['/help/questions/join'],
  'not-partner': ['/help/questions/join'],
  foreign: ['/help/questions/empty'],
  throttled: ['/help/quotas', '/settings/paces'],
  withdrawn: ['/help/retired'],
  'count-mismatch': ['/help/totals/C7'],
  storage: ['/settings/storage'],
};

const FAILURES = Object.keys(FAILURE_CODES) as SliceFailure[];
const callName = (id: string, language: Language): string => CALL_WORDS[id as CallId].name[language];
const bare = (sentence: string): string => sentence.replace(/[。.]$/, '');

/** Each failure of a sync: what happened, what it means, what to do, and the gateway's codes that lead to it. */
export function errorsTopic(t: TFunction, language: Language): Written {
  const passages = FAILURES.map((failure): Passage => {
    const codes = codesOf(failure);
    const see = SEE[failure] ?? [];
    return {
      at: failure,
      title: `${FAILURE_CODES[failure]} ${bare(t(`faults.failure.${failure}.happened`))}`,
      body: [
        t(`faults.failure.${failure}.means`),
        `**${t('help.todo')}** ${t(`faults.failure.${failure}.todo`)}`,
        ...(codes.length === 0
          ? []
          : [
              {
                table: {
                  head: [t('help.gatewayCode'), t('help.codeMeans')],
                  rows: codes.map(([code, known]) => [`\`${code}\``, known[language]]),
                },
              },
            ]),
        ...(see.length === 0
          ? []
          : [
              `${t('help.see')} ${see.map((to) => `[${t(`help.places.${to.slice(1)}` as 'help.places.help/quotas')}](${to})`).join(t('help.comma'))}`,
            ]),
      ],
    };
  });
  const overview: Passage = {
    at: 'list',
    title: t('help.errors.list'),
    body: [
      t('help.errors.intro'),
      {
        table: {
          head: [t('help.errors.code'), t('help.errors.happened'), t('help.todo').replace(/[:：]$/, '')],
          rows: FAILURES.map((failure) => [
            `[${FAILURE_CODES[failure]}](${ofFailure(failure)})`,
            t(`faults.failure.${failure}.happened`),
            t(`faults.failure.${failure}.todo`),
          ]),
        },
      },
    ],
  };
  return { title: t('help.errors.title'), summary: t('help.errors.summary'), passages: [overview, ...passages] };
}

/** Messages of the desk and of the bridge; the desk's words where both have a code. */
export function messagesTopic(t: TFunction): Written {
  const desk = Object.keys(zh.faults.desk).map((code) => [code, `faults.desk.${code}`] as const);
  const bridge = Object.keys(zh.faults.bridge)
    .filter((code) => !(code in zh.faults.desk))
    .map((code) => [code, `faults.bridge.${code}`] as const);
  const passages = [...desk, ...bridge].map(([at, key]): Passage => {
    const text = t(key as 'faults.desk.internal', { detail: '…' });
    const cut = /^(.+?[。.:：])\s*(.+)$/s.exec(text);
    return cut ? { at, title: bare((cut[1] ?? '').replace(/[:：]$/, '')), body: [cut[2] ?? ''] } : { at, title: bare(text), body: [] };
  });
  return { title: t('help.messages.title'), summary: t('help.messages.summary'), passages };
}

/** Why a file was not read. */
export function refusedTopic(t: TFunction): Written {
  const passages = Object.keys(zh.faults.table).map((code): Passage => {
    const words = (part: 'happened' | 'means' | 'todo'): string => t(`faults.table.${code}.${part}` as 'faults.table.bomb.todo');
    return { at: code, title: bare(words('happened')), body: [words('means'), `**${t('help.todo')}** ${words('todo')}`] };
  });
  return { title: t('help.refused.title'), summary: t('help.refused.summary'), passages };
}

interface Item {
  readonly code: string;
  /** Interfaces it opens, with what the desk does with them. */
  readonly opens: { readonly id: string; readonly name: string; readonly read: boolean }[];
}

/** Every permission item that an interface names, in code-unit order. */
export function permissionItems(language: Language): Item[] {
  const items = new Map<string, Item>();
  const add = (code: string, open: Item['opens'][number]): void => {
    const item = items.get(code) ?? { code, opens: [] };
    item.opens.push(open);
    items.set(code, item);
  };
  for (const call of CALLS) for (const code of call.permission) add(code, { id: call.id, name: callName(call.id, language), read: true });
  for (const one of UNCALLED)
    for (const code of one.permission) add(code, { id: one.id, name: UNCALLED_WORDS[one.id as UncalledId].name[language], read: false });
  return [...items.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

export function permissionsTopic(t: TFunction, language: Language): Written {
  const items = permissionItems(language);
  const without = CALLS.filter(({ permission }) => permission.length === 0);
  return {
    title: t('help.permissions.title'),
    summary: t('help.permissions.summary'),
    passages: [
      {
        at: 'how',
        title: t('help.permissions.how'),
        body: [t('interfaces.check.grant'), t('help.permissions.any'), t('help.permissions.check')],
      },
      ...items.map(({ code, opens }): Passage => ({
        at: code,
        title: code,
        body: [
          {
            list: opens.map(
              ({ id, name, read }) => `[${name}](/help/interfaces/${id}) \`${id}\`${read ? '' : t('help.permissions.notRead')}`,
            ),
          },
        ],
      })),
      {
        at: 'undocumented',
        title: t('help.permissions.none'),
        body: [
          t('help.permissions.noneMeans'),
          { list: without.map(({ id }) => `[${callName(id, language)}](/help/interfaces/${id}) \`${id}\``) },
        ],
      },
    ],
  };
}

export function quotasTopic(t: TFunction, language: Language): Written {
  return {
    title: t('help.quotas.title'),
    summary: t('help.quotas.summary'),
    passages: [
      { at: 'how', title: t('help.quotas.how'), body: [t('help.quotas.counted'), t('help.quotas.share'), t('help.quotas.other')] },
      {
        at: 'table',
        title: t('help.quotas.table'),
        body: [
          {
            table: {
              head: [t('interfaces.name'), t('settings.paces.quota'), t('help.quotas.pace'), t('help.quotas.page')],
              rows: CALLS.map(({ id, quota, paging }) => {
                const perSecond = quota.requests / quota.perSeconds;
                return [
                  `[${callName(id, language)}](/help/interfaces/${id})`,
                  String(perSecond),
                  String(Number((perSecond * DEFAULT_SHARE).toPrecision(3))),
                  paging.kind === 'none' ? '—' : String(paging.max),
                ];
              }),
            },
          },
        ],
      },
    ],
  };
}

export function retiredTopic(t: TFunction, language: Language): Written {
  return {
    title: t('help.retired.title'),
    summary: t('help.retired.summary'),
    passages: RETIRED.map(({ method, path, successor, note }): Passage => {
      return {
        at: retiredAt(method, path),
        title: `${method} ${path}`,
        body: [
          successor === null ? t('interfaces.noSuccessor') : `${t('interfaces.successor', { path: '' }).trimEnd()} \`${successor}\``,
          note[language],
        ],
      };
    }),
  };
}

/** A withdrawn form's place in its topic: an address within the address, so without slashes. */
export const retiredAt = (method: string, path: string): string => `${method}${path.replace(/[/{}]+/g, '-')}`.replace(/-$/, '');

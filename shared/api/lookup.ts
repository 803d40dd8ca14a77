/** Finds the interface behind an address: of a request, or one that somebody found in an old script or a log. */
import { CALLS, type Call } from './catalogue';
import { OTHERS, type Other } from './others';
import { RETIRED, UNCALLED, type RetiredForm, type Uncalled } from './uncalled';

interface Addressed {
  readonly method: string;
  readonly path: string;
}

/** Whether a path has the form of another, in which `{names}` stand for one segment. */
function fits(form: string, path: string): boolean {
  const [wanted, segments] = [form.split('/'), path.split('/')];
  return (
    wanted.length === segments.length && wanted.every((part, i) => part === segments[i] || (part.startsWith('{') && segments[i] !== ''))
  );
}

/** Those of a list that have the path; a form without names wins over one with. An empty method fits all. */
function having<T extends Addressed>(list: readonly T[], { method, path }: Addressed): T[] {
  const all = list.filter((one) => (method === '' || one.method === method) && fits(one.path, path));
  const exact = all.filter((one) => !one.path.includes('{') || one.path === path);
  return exact.length > 0 ? exact : all;
}

/** The retired form that a request has, if it has one. */
export function retiredForm(method: string, path: string): RetiredForm | null {
  return having(RETIRED, { method: method.toUpperCase(), path })[0] ?? null;
}

export interface Found {
  readonly asked: Addressed;
  readonly retired: readonly RetiredForm[];
  /** What the address names today. */
  readonly current: readonly (Call | Uncalled)[];
  /** Known by name only. */
  readonly others: readonly Other[];
}

/**
 * What an address leads to, as it is found in scripts and logs: with or without method, host and query.
 * @returns null for a text that is no address
 */
export function lookUp(text: string): Found | null {
  const match = /(?:\b(GET|POST|PUT|DELETE)\b[\s'"]+)?(?:https?:\/\/[^/\s'"]+)?(\/v\d[^\s?#'"]*)/i.exec(text);
  if (!match) return null;
  const asked = { method: (match[1] ?? '').toUpperCase(), path: (match[2] ?? '').replace(/\/+$/, '') };
  return {
    asked,
    retired: having(RETIRED, asked),
    current: having<Call | Uncalled>([...CALLS, ...UNCALLED], asked),
    others: having(OTHERS, asked),
  };
}

/** The operation that a retired form names as its successor; null when nothing took its place. */
export function successorOf({ successor }: RetiredForm): Call | Uncalled | null {
  const [method = '', path = ''] = successor?.split(' ') ?? [];
  return [...CALLS, ...UNCALLED].find((one) => one.method === method && one.path === path) ?? null;
}

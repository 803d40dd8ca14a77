import { describe, expect, it } from 'vitest';
import { findEntries, folded, MOST_SHOWN, type Entry } from '../../../renderer/app/commands/search';

const entry = (id: string, title: string, keys = '', more: Partial<Entry> = {}): Entry => ({ id, group: 'page', title, keys, ...more });
const PAGES = [
  entry('overview', '总览', 'zl zonglan 首页'),
  entry('margin', '毛利', 'ml maoli 利润'),
  entry('palette', '命令面板', 'ml mlmb mingling', { group: 'act' }),
  entry('refresh', 'Read this period again', 'refresh reload'),
];
const ids = (query: string, entries: readonly Entry[] = PAGES, recent: readonly string[] = []): string[] =>
  findEntries(entries, query, recent).map(({ id }) => id);

describe('the palette finds', () => {
  it.each([
    ['zl', ['overview']],
    ['ZongLan', ['overview']],
    ['zong lan', ['overview']],
    ['ｚｌ', ['overview']],
    ['览', ['overview']],
    ['首页', ['overview']],
    ['ml', ['margin', 'palette']],
    ['mlmb', ['palette']],
    ['per', ['refresh']],
    ['again read', ['refresh']],
    ['rtpa', ['refresh']],
    ['reload', ['refresh']],
    ['nothing of the kind', []],
  ])('%s', (query, expected) => expect(ids(query)).toEqual(expected));

  it('what was used lately first among equals, and never a worse one before a better one', () => {
    expect(ids('ml', PAGES, ['palette'])).toEqual(['palette', 'margin']);
    expect(ids('总览', [...PAGES, entry('other', '总览之后')], ['other'])).toEqual(['overview', 'other']);
  });

  it('without a query: what was used lately, then what is not quiet', () => {
    const all = [...PAGES, entry('topic', '漂移', '', { quiet: true, group: 'help' })];
    expect(ids('', all, ['topic', 'gone'])).toEqual(['topic', 'overview', 'margin', 'refresh', 'palette']);
    expect(findEntries(all, '', ['topic'])[0]?.group).toBe('recent');
    expect(ids('', all)).not.toContain('topic');
  });

  it('few of thousands of customers, by name or number', () => {
    const customers = Array.from({ length: 5_000 }, (_, n) =>
      entry(`c${n}`, `客户：示例 ${n}`, `示例 ${n}`, { group: 'customer', hint: `ab${n}`, quiet: true }),
    );
    expect(ids('示例', customers).length).toBeLessThanOrEqual(MOST_SHOWN);
    expect(ids('示例', [...customers, entry('sample', '示例数据')])).toContain('sample');
    expect(ids('ab4321', customers)).toEqual(['c4321']);
  });
});

it('letters are compared without their case and width', () => expect(folded(' ＡＢＣ ')).toBe('abc'));

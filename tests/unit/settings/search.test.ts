import { describe, expect, it } from 'vitest';
import { findSections, type WordTree } from '../../../renderer/pages/settings/search';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';

const SECTIONS = [
  { id: 'desk', panels: [], words: ['settings.desk'] },
  { id: 'closing', panels: [], words: ['settings.policy'] },
  { id: 'storage', panels: [], words: ['storage'] },
] as const;

const search = (words: typeof zh | typeof en, wanted: string) =>
  findSections(
    SECTIONS,
    wanted,
    ({ id }) => [words.sections.items[id].name, words.sections.items[id].hint],
    (path) => path.split('.').reduce<WordTree>((at, name) => (at as Record<string, WordTree>)[name] ?? '', words as WordTree),
  ).map(({ section, passage }) => [section.id, passage] as const);

describe('search of the settings', () => {
  it('shows all sections while nothing is looked for', () => {
    expect(search(zh, '  ').map(([id]) => id)).toEqual(['desk', 'closing', 'storage']);
  });

  it('finds a section by its name, without a passage', () => {
    expect(search(zh, '占用')).toEqual([['storage', null]]);
    expect(search(en, 'STORAGE')).toEqual([['storage', null]]);
  });

  it('finds a section by a sentence on its screen and shows the place', () => {
    const [found] = search(zh, '深色');
    expect(found?.[0]).toBe('desk');
    expect(found?.[1]).toContain('深色');
    const [policy] = search(en, 'approved preparer');
    expect(policy).toBeUndefined();
    expect(search(en, 'someone preparer')[0]?.[0]).toBe('closing');
  });

  it('cuts a long sentence round the word and shows no place for a value', () => {
    const passages = search(en, 'originals of').map(([, passage]) => passage ?? '');
    expect(passages).toHaveLength(1);
    expect(passages[0]).toMatch(/originals of/);
    expect(passages[0]!.length).toBeLessThan(70);
    expect(search(zh, '剩余').map(([, passage]) => passage)).toEqual(['所在磁盘剩余 …。']);
  });

  it('finds nothing where nothing fits', () => {
    expect(search(zh, '不存在的词')).toEqual([]);
  });
});

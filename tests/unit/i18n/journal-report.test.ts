import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { journalReportSentences } from '../../../renderer/app/parts/journal-report';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';

const REPORT =
  'broken journal-000002.jsonl:4:14 changed; broken journal-000003.jsonl:1:20 missing-file to 29; broken journal-000003.jsonl:5:24 cut-short to 29; torn journal-000003.jsonl 36; ends-early 23 29; rebuilt';

/** The words as they stand in the language's file, with what is put in. */
function wordsOf(language: object): TFunction {
  return ((key: string, given: Record<string, unknown> = {}) => {
    const text = key.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], language);
    return String(text).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(given[name]));
  }) as unknown as TFunction;
}

it.each([
  ['zh', zh, '第 20 至 29 条'],
  ['en', en, 'entries 20 to 29'],
] as const)('%s: every code of an opened journal is said in words, with its place', (_, language, range) => {
  const sentences = journalReportSentences(wordsOf(language), REPORT);
  expect(sentences).toHaveLength(6);
  for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|\{\{|broken journal|torn journal|ends-early|^rebuilt/);
  expect(sentences[0]).toContain('14');
  expect(sentences[1]).toContain('journal-000003.jsonl');
  expect(sentences[1]).toContain(range);
  expect(sentences[2]).not.toBe(sentences[1]);
  expect(sentences[4]).toMatch(/23.*29/);
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import { BY_CODE } from '../../../electron/sync/errors';
import { CALLS } from '../../../shared/api/catalogue';
import { RETIRED, UNCALLED } from '../../../shared/api/uncalled';
import type { Language } from '../../../shared/desk/api';
import { FAILURE_CODES, type SliceFailure } from '../../../shared/sync/failures';
import { GATEWAY_CODES } from '../../../shared/sync/gateway-codes';
import { CLASSES, TOTAL_NAMES } from '../../../shared/workbook/words';
import { ofFailure, ofFault, ofTotal } from '../../../renderer/help/addresses';
import { piecesOf, plainText, type Block } from '../../../renderer/help/blocks';
import { TOPICS, isTopic, topicOf, type Topic } from '../../../renderer/help/topics';
import { SECTIONS } from '../../../renderer/pages/settings/sections';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';
import { wordsIn } from './support';

const both: Record<Language, Topic[]> = { zh: [], en: [] };

beforeAll(async () => {
  for (const language of ['zh', 'en'] as const) {
    const t: TFunction = await wordsIn(language);
    both[language] = TOPICS.map((id) => topicOf(id, t, language, 'linux'));
  }
});

const passage = (language: Language, address: string) => {
  const [, , id, at] = address.split('/');
  return both[language].find((topic) => topic.id === id)?.passages.find((one) => one.at === at);
};

/** What a block is made of, without its words. */
const shape = (block: Block): string =>
  typeof block === 'string'
    ? 'p'
    : 'note' in block
      ? 'note'
      : 'table' in block
        ? `table ${block.table.rows.map((row) => row.length).join(' ')}`
        : 'steps' in block
          ? `steps ${block.steps.length}`
          : `list ${block.list.length}`;

const links = (topic: Topic): string[] =>
  topic.passages.flatMap(({ body }) =>
    body.flatMap((block) =>
      (typeof block === 'string'
        ? [block]
        : 'note' in block
          ? [block.note]
          : 'table' in block
            ? block.table.rows.flat()
            : 'steps' in block
              ? block.steps
              : block.list
      ).flatMap((text) => piecesOf(text).flatMap((piece) => (piece.kind === 'link' ? [piece.to] : []))),
    ),
  );

describe('help', () => {
  it('has the same passages of the same parts in both languages, and no empty words', () => {
    // A message is one text, cut after its first sentence wherever that ends.
    const outline = (language: Language) =>
      both[language].map(({ id, passages }) => [id, passages.map(({ at, body }) => [at, id === 'messages' ? '' : body.map(shape)])]);
    expect(outline('en')).toEqual(outline('zh'));
    for (const language of ['zh', 'en'] as const)
      for (const topic of both[language]) {
        expect(topic.title.length * topic.summary.length, topic.id).toBeGreaterThan(0);
        for (const { at, title, body } of topic.passages) {
          expect(title, `${topic.id}/${at}`).not.toBe('');
          expect(plainText(body) + title, `${topic.id}/${at}`).not.toMatch(/\{\{|undefined/);
        }
        const places = topic.passages.map(({ at }) => at);
        expect(new Set(places).size, topic.id).toBe(places.length);
      }
  });

  it.each(['zh', 'en'] as const)('%s: links lead to places that exist', (language) => {
    for (const topic of both[language])
      for (const to of links(topic)) {
        const [, page, id, at] = to.split('/');
        if (page === 'settings')
          expect(
            SECTIONS.some((section) => section.id === id),
            to,
          ).toBe(true);
        else {
          expect(page, to).toBe('help');
          expect(isTopic(id), to).toBe(true);
          if (at === undefined) continue;
          const row = id === 'interfaces' && [...CALLS, ...UNCALLED].some((one) => one.id === at);
          expect(row || passage(language, to) !== undefined, to).toBe(true);
        }
      }
  });

  it('says of every failure, fault, refused file, class of breaks and control total what it is, at the address that is linked', () => {
    for (const failure of Object.keys(FAILURE_CODES) as SliceFailure[])
      for (const language of ['zh', 'en'] as const) {
        const found = passage(language, ofFailure(failure));
        expect(found?.title, failure).toContain(FAILURE_CODES[failure]);
        expect(plainText(found?.body ?? []), failure).toContain((language === 'zh' ? zh : en).faults.failure[failure].todo);
      }
    for (const code of [...Object.keys(zh.faults.desk), ...Object.keys(zh.faults.bridge)]) {
      const address = ofFault({ code, detail: null });
      if (address === null) expect(['cancelled', 'refused-sender']).toContain(code);
      else expect(passage('en', address), code).toBeDefined();
    }
    for (const code of Object.keys(zh.faults.table))
      expect(ofFault({ code: 'bad-table', detail: `${code}: row 7` }), code).toBe(`/help/refused/${code}`);
    for (const code of Object.keys(zh.faults.table)) expect(passage('zh', `/help/refused/${code}`), code).toBeDefined();
    expect(ofFault({ code: 'bad-table', detail: null })).toBe('/help/messages/bad-table');
    expect([ofFault(null), ofFault(new Error('x')), ofFault({ code: 'no-such-code' })]).toEqual([null, null, null]);
    for (const id of Object.keys(CLASSES)) expect(passage('zh', `/help/breaks/${id}`), id).toBeDefined();
    for (const id of Object.keys(TOTAL_NAMES) as (keyof typeof zh.codes.totalName)[])
      expect(passage('zh', ofTotal(id))?.title, id).toBe(`${id} ${zh.codes.totalName[id]}`);
  });

  it('lists every permission item, quota and withdrawn form of the catalogue', () => {
    const items = new Set([...CALLS, ...UNCALLED].flatMap(({ permission }) => permission));
    expect(items.size).toBeGreaterThan(5);
    for (const item of items) expect(passage('en', `/help/permissions/${item}`)?.title).toBe(item);
    const table = passage('zh', '/help/quotas/table')?.body[0];
    expect(typeof table === 'object' && 'table' in table && table.table.rows.length).toBe(CALLS.length);
    expect(both.zh.find(({ id }) => id === 'retired')?.passages.map(({ title }) => title)).toEqual(
      RETIRED.map(({ method, path: form }) => `${method} ${form}`),
    );
  });

  it('knows the same codes of the gateway as the sync client, with the same meaning', () => {
    expect(Object.fromEntries(Object.entries(GATEWAY_CODES).map(([code, { failure }]) => [code, failure]))).toEqual(
      Object.fromEntries(Object.entries(BY_CODE).map(([code, { failure }]) => [code, failure])),
    );
    for (const [code, { zh: chinese, en: english }] of Object.entries(GATEWAY_CODES)) {
      expect(chinese, code).toMatch(/[\u4e00-\u9fff]/);
      expect(english, code).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it('leads nowhere outside: no address of the web stands in it', () => {
    const folder = path.resolve(import.meta.dirname, '../../../renderer/help');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) expect(readFileSync(path.join(file.parentPath, file.name), 'utf8'), file.name).not.toMatch(/https?:\/\//);
  });
});

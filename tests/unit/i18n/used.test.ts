import { expect, it } from 'vitest';
import { zh } from '../../../renderer/i18n/zh';
import { codeOf, sheets, textOf } from './code';

const window = codeOf('renderer').map(textOf).join('\n');
const everything = ['renderer', 'shared', 'electron'].flatMap(codeOf).map(textOf).join('\n');

interface Words {
  readonly [key: string]: string | Words;
}

function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) => (typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`)));
}

/** What is put into a text made at run time, `${name}`; its own braces may be nested once. */
const HOLE = /\$\{(?:[^{}]|\{[^{}]*\})*\}/g;

/** Texts made at run time that begin like a key (`period.${name}`), as patterns whose holes hold one name each. */
function patterns(): RegExp[] {
  const made = [...window.matchAll(/`([a-z][\w.-]*(?:[\w.-]|\$\{(?:[^{}]|\{[^{}]*\})*\})*)`/g)].map((match) => match[1] ?? '');
  return [...new Set(made)]
    .filter((text) => text.includes('${') && text.includes('.'))
    .map(
      (text) =>
        new RegExp(
          `^${text
            .split(HOLE)
            .map((part) => part.replaceAll('.', String.raw`\.`))
            .join('([^.]+)')}$`,
        ),
    );
}

/** Why a key is asked for without standing in the code as it is. */
const OTHERWISE: readonly ((key: string) => boolean)[] = [
  // By the object itself: `words.grid.groupRows`.
  (key) => window.includes(`.${key}`),
  // Help tells what stands there, key by key.
  (key) => window.includes(`Object.keys(words.${key.split('.').slice(0, 2).join('.')})`),
  // Help's links name the place they lead to.
  (key) => key.startsWith('help.places.') && window.includes(`'/${key.slice('help.places.'.length)}'`),
];

it('no words stand there that nobody asks for', () => {
  const asked = new Set([...window.matchAll(/['"`]([A-Za-z][\w.-]*)['"`]/g)].map((match) => match[1] ?? ''));
  const names = new Set(everything.match(/[\w-]+/g));
  const made = patterns();
  // Codes come from outside, so that no name of theirs need stand in the code.
  const known = (key: string, holes: readonly string[]): boolean =>
    key.startsWith('codes.') || holes.every((name) => names.has(name) || /^\d+$/.test(name));
  const unused = keysOf(zh)
    .filter((key) => !asked.has(key))
    .filter(
      (key) =>
        !made.some((pattern) => {
          const holes = pattern.exec(key)?.slice(1);
          return holes !== undefined && known(key, holes);
        }),
    )
    .filter((key) => !OTHERWISE.some((is) => is(key)));
  expect(unused).toEqual([]);
});

/** A sheet without its remarks. */
const plain = (sheet: string): string => textOf(sheet).replace(/\/\*[\s\S]*?\*\//g, '');

it.each(sheets())('%s has no rule for what no page shows', (sheet) => {
  // The kit's own elements and the charts' are not in our code.
  const foreign = /^(ant|anticon|recharts)(-|$)/;
  const heads = plain(sheet).replace(/\{[^{}]*\}/g, '{}');
  const names = new Set(window.match(/[\w-]+/g));
  const stems = [...window.matchAll(/([a-z][\w-]*-)\$\{/g)].map((match) => match[1] ?? '');
  const unknown = [...heads.matchAll(/[.#]([a-z][\w-]*)|\[(data-[\w-]+)/g)]
    .map(([, name, data]) => name ?? data ?? '')
    .filter((name) => !foreign.test(name) && !names.has(name) && !stems.some((stem) => name.startsWith(stem)));
  expect([...new Set(unknown)]).toEqual([]);
});

it('every colour and measure of the theme is used', () => {
  const all = sheets().map(plain).join('\n');
  const set = new Set([...all.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1] ?? ''));
  const asked = new Set([...`${all}\n${window}`.matchAll(/var\((--[\w-]+)/g)].map((match) => match[1] ?? ''));
  expect([...set].filter((name) => !asked.has(name) && !window.includes(`'${name}'`))).toEqual([]);
  expect([...asked].filter((name) => !set.has(name) && !window.includes(`'${name}'`))).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { Dictionary, packColumn, TextNumbering, type PackedColumn } from '../../../shared/columns';

const column = (texts: readonly (string | null)[]): PackedColumn => packColumn('text', texts, new Dictionary());

describe('numbers for texts', () => {
  it('grow with the texts of many columns, each of which keeps its number and is found again by it', () => {
    const numbering = new TextNumbering();
    const texts = Array.from({ length: 5_000 }, (_, i) => `trade-${String(i * 7_919)}`);
    const numbers = new Map<string, number>();
    for (let from = 0; from < texts.length; from += 700) {
      const own = texts.slice(Math.max(0, from - 100), from + 700);
      numbering.number(column(own)).forEach((number, at) => {
        expect(numbers.get(own[at]!) ?? number).toBe(number);
        numbers.set(own[at]!, number);
      });
    }
    expect([...numbers.values()]).toEqual(texts.map((_, i) => i + 1));
    expect(numbering.size).toBe(5_001);
    expect(texts.map((text) => numbering.text(numbering.code(text)))).toEqual(texts);
    expect([numbering.code('never seen'), numbering.text(0), numbering.text(5_001)]).toEqual([0, '', '']);
    expect([...numbering.number(column([null, texts[0]!]))]).toEqual([0, 1]);
  });
});

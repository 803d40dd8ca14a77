/** Which mark stands before the decimals: told by the cells of a column together, never by one cell that can be read both ways. */
import type { Cell, DecimalMark } from './types';

/** What one cell tells. `both`: `1.234` and `1,234`, which are thousands in one country and decimals in the other. */
type Tells = 'nothing' | 'point' | 'comma' | 'both-point' | 'both-comma' | 'small' | 'bare-thousands';

const ZERO = 48;
const NINE = 57;
const NOT_ASCII = /[^\x20-\x7e]/;

/** Evidence of many cells; several columns' may be added together. */
export class DecimalEvidence {
  private point = 0;
  private comma = 0;
  private bothPoint = 0;
  private bothComma = 0;
  /** Whole numbers below 1,000 and, written without a mark, from 1,000 on. */
  private small = 0;
  private bareThousands = 0;

  look(cell: Cell): void {
    if (cell === null) return;
    switch (tells(NOT_ASCII.test(cell) ? cell.normalize('NFKC') : cell)) {
      case 'point':
        this.point++;
        break;
      case 'comma':
        this.comma++;
        break;
      case 'both-point':
        this.bothPoint++;
        break;
      case 'both-comma':
        this.bothComma++;
        break;
      case 'small':
        this.small++;
        break;
      case 'bare-thousands':
        this.bareThousands++;
        break;
      case 'nothing':
    }
  }

  /** True when some cell can be read both ways. */
  get needed(): boolean {
    return this.bothPoint > 0 || this.bothComma > 0;
  }

  /** True when some cell can be read both ways and has a comma: typed numbers of a workbook never have. */
  get hasDoubtfulComma(): boolean {
    return this.bothComma > 0;
  }

  add(other: DecimalEvidence): void {
    this.point += other.point;
    this.comma += other.comma;
    this.bothPoint += other.bothPoint;
    this.bothComma += other.bothComma;
    this.small += other.small;
    this.bareThousands += other.bareThousands;
  }

  /**
   * The mark, `mixed` when cells contradict each other, null when none tells. Cells that can be read both ways tell together: where every whole number
   * from 1,000 on has a comma and every smaller one has none, the comma groups thousands; where whole numbers from 1,000 on stand
   * without any mark, a point is no group mark.
   */
  mark(): DecimalMark | 'mixed' | null {
    if (this.point > 0 && this.comma > 0) return 'mixed';
    if (this.point > 0) return '.';
    if (this.comma > 0) return ',';
    if (this.bothPoint > 0 && this.bothComma > 0) return 'mixed';
    if (this.bothComma > 0 && this.bareThousands === 0 && this.small > 0) return '.';
    if (this.bothPoint > 0 && this.bareThousands > 0) return '.';
    return null;
  }
}

/** One pass over the characters: digits before and after the last mark, and how many marks of which kind. */
function tells(text: string): Tells {
  let dots = 0;
  let commas = 0;
  let groups = 0;
  let digits = 0;
  let before = 0;
  let after = 0;
  let first = -1;
  let last = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= ZERO && code <= NINE) {
      if (first < 0) first = code;
      digits++;
      after++;
    } else if (code === 0x2e || code === 0x2c) {
      if (code === 0x2e) dots++;
      else commas++;
      before = digits;
      after = 0;
      last = code;
    } else if ((code === 0x20 || code === 0x27 || code === 0x2019) && digits > 0 && index + 1 < text.length && isDigit(text, index + 1))
      groups++;
    else if ((code === 0x45 || code === 0x65) && digits > 0 && index + 1 < text.length && /^[+-]?\d/.test(text.slice(index + 1))) {
      return commas === 0 ? 'point' : 'nothing';
    }
  }
  if (digits === 0) return 'nothing';
  if (dots + commas === 0) return groups > 0 ? 'nothing' : digits < 4 ? 'small' : 'bare-thousands';
  if (dots > 0 && commas > 0) return last === 0x2e ? (dots === 1 ? 'point' : 'nothing') : commas === 1 ? 'comma' : 'nothing';
  const one = dots + commas === 1;
  if (!one) return dots > 0 ? 'comma' : 'point';
  const mark = dots === 1 ? 'point' : 'comma';
  if (groups > 0 || after === 0) return after === 0 ? 'nothing' : mark;
  if (after === 3 && before >= 1 && before <= 3 && first !== ZERO) return dots === 1 ? 'both-point' : 'both-comma';
  return mark;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= ZERO && code <= NINE;
}

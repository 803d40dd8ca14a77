/** Looks of the cells: one style object per kind of cell, known to the file by its number. */
import type { Style } from 'exceljs';
import type { ColumnType, Tone } from '../../../shared/workbook/model';

const FONT = { name: 'Microsoft YaHei', size: 10 } as const;
const GREY = { argb: 'FF667085' } as const;
const LINE = { style: 'thin', color: { argb: 'FFD0D5DD' } } as const;
const HEAD_COLOUR = '1F3A5F';
const CENTS = '#,##0.00';
const ALL_DECIMALS = '#,##0.00######';

/** Signs that stand for one currency only where the sheet says which; other currencies show their code. */
const SIGNS: Readonly<Record<string, string>> = { CNY: '[$¥-804]', USD: '[$$-409]' };

/** Negative amounts everywhere: a minus before the currency, red. */
function money(digits: string, currency: string | undefined): string {
  const sign = currency === undefined ? '' : (SIGNS[currency] ?? `[$${currency}] `);
  return `${sign}${digits};[Red]-${sign}${digits}`;
}

const FORMATS: Readonly<Record<Exclude<ColumnType, 'amount'>, string>> = {
  text: '@',
  integer: '#,##0',
  date: 'yyyy-mm-dd',
  datetime: 'yyyy-mm-dd hh:mm:ss',
  rate: '0.00%',
  link: '@',
};

type CellStyle = Partial<Style>;

const body = (numFmt: string, horizontal: 'left' | 'right'): CellStyle => ({
  font: FONT,
  numFmt,
  // Texts stand a little off the number on their left.
  alignment: { horizontal, vertical: 'middle', ...(horizontal === 'left' && { indent: 1 }) },
});
const foot = (numFmt: string, horizontal: 'left' | 'right'): CellStyle => ({
  font: { ...FONT, bold: true },
  numFmt,
  alignment: { horizontal, vertical: 'middle', ...(horizontal === 'left' && { indent: 1 }) },
  border: { top: { style: 'thin' }, bottom: { style: 'double' } },
});
const head = (colour: string): CellStyle => ({
  font: { ...FONT, bold: true, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: `FF${colour}` } },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  border: { bottom: LINE, right: LINE },
  numFmt: '@',
});

/** What the exact text is known by, beside the rounded number: a grey head, grey slanted digits on a grey ground. */
const EXACT_HEAD_COLOUR = '667085';
const EXACT: CellStyle = {
  ...body('@', 'right'),
  font: { ...FONT, italic: true, color: GREY },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F4F7' } },
};
const LINK: CellStyle = { ...body('@', 'left'), font: { ...FONT, underline: true, color: { argb: 'FF1D5FBF' } } };
const TITLE: CellStyle = { font: { ...FONT, size: 14, bold: true }, numFmt: '@', alignment: { vertical: 'middle' } };
const NOTE: CellStyle = { font: { ...FONT, color: GREY }, numFmt: '@', alignment: { vertical: 'middle' } };

const TONES: Readonly<Record<Tone, { readonly ink: string; readonly ground: string }>> = {
  good: { ink: 'FF1B6B3A', ground: 'FFDDF3E4' },
  attention: { ink: 'FF8A5A00', ground: 'FFFFF1CC' },
  bad: { ink: 'FFA61B1B', ground: 'FFFBDFDF' },
  quiet: { ink: 'FF475467', ground: 'FFEAECF0' },
};

/** The part of the writing library that numbers styles. */
export interface StyleBook {
  addStyleModel(style: CellStyle): number;
  addDxfStyle(style: CellStyle): number;
}

/** Numbers of the styles of one currency. */
export interface MoneyStyles {
  readonly cents: number;
  readonly fine: number;
  readonly footCents: number;
  readonly footFine: number;
}

/** Numbers of all styles of one workbook. */
export class StyleNumbers {
  readonly body: Readonly<Record<Exclude<ColumnType, 'amount'>, number>>;
  readonly exact: number;
  readonly link: number;
  readonly head: number;
  readonly exactHead: number;
  readonly footText: number;
  readonly footExact: number;
  readonly footInteger: number;
  readonly title: number;
  readonly note: number;
  private readonly monies = new Map<string, MoneyStyles>();
  private readonly tones = new Map<Tone, number>();

  constructor(
    private readonly book: StyleBook,
    colour = HEAD_COLOUR,
  ) {
    const add = (style: CellStyle): number => book.addStyleModel(style);
    this.body = {
      text: add(body(FORMATS.text, 'left')),
      integer: add(body(FORMATS.integer, 'right')),
      date: add(body(FORMATS.date, 'left')),
      datetime: add(body(FORMATS.datetime, 'left')),
      rate: add(body(FORMATS.rate, 'right')),
      link: add(body(FORMATS.link, 'left')),
    };
    this.exact = add(EXACT);
    this.link = add(LINK);
    this.head = add(head(colour));
    this.exactHead = add({ ...head(EXACT_HEAD_COLOUR), font: { ...FONT, italic: true, bold: true, color: { argb: 'FFFFFFFF' } } });
    this.footText = add(foot('@', 'left'));
    this.footExact = add({ ...foot('@', 'right'), font: { ...FONT, bold: true, italic: true, color: GREY } });
    this.footInteger = add(foot(FORMATS.integer, 'right'));
    this.title = add(TITLE);
    this.note = add(NOTE);
  }

  money(currency: string | undefined): MoneyStyles {
    const known = this.monies.get(currency ?? '');
    if (known) return known;
    const cents = money(CENTS, currency);
    const fine = money(ALL_DECIMALS, currency);
    const styles = {
      cents: this.book.addStyleModel(body(cents, 'right')),
      fine: this.book.addStyleModel(body(fine, 'right')),
      footCents: this.book.addStyleModel(foot(cents, 'right')),
      footFine: this.book.addStyleModel(foot(fine, 'right')),
    };
    this.monies.set(currency ?? '', styles);
    return styles;
  }

  /** Number of a tone's conditional format. */
  tone(tone: Tone): number {
    const known = this.tones.get(tone);
    if (known !== undefined) return known;
    const { ink, ground } = TONES[tone];
    const number = this.book.addDxfStyle({
      font: { color: { argb: ink } },
      fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: ground } },
    } as CellStyle);
    this.tones.set(tone, number);
    return number;
  }
}

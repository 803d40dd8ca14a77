/** One style object per kind of cell: the writing library knows an object again and does not compare it. */
import type { Style } from 'exceljs';
import type { ColumnType } from '../../../shared/workbook/model';

const FONT = { name: 'Microsoft YaHei', size: 10 } as const;
const LINE = { style: 'thin', color: { argb: 'FFD0D5DD' } } as const;
const CENTS = '#,##0.00';
const ALL_DECIMALS = '#,##0.00######';

const FORMATS: Readonly<Record<ColumnType, string>> = {
  text: '@',
  amount: CENTS,
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
  alignment: { horizontal, vertical: 'middle' },
});
const foot = (numFmt: string, horizontal: 'left' | 'right'): CellStyle => ({
  font: { ...FONT, bold: true },
  numFmt,
  alignment: { horizontal, vertical: 'middle' },
  border: { top: { style: 'thin' }, bottom: { style: 'double' } },
});

export const HEAD_STYLE: CellStyle = {
  font: { ...FONT, bold: true, color: { argb: 'FFFFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1F3A5F' } },
  alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
  border: { bottom: LINE, right: LINE },
  numFmt: '@',
};

export const BODY_STYLES: Readonly<Record<ColumnType, CellStyle>> = {
  text: body(FORMATS.text, 'left'),
  amount: body(FORMATS.amount, 'right'),
  integer: body(FORMATS.integer, 'right'),
  date: body(FORMATS.date, 'left'),
  datetime: body(FORMATS.datetime, 'left'),
  rate: body(FORMATS.rate, 'right'),
  link: body('@', 'left'),
};
/** Amounts with more than two decimals. */
export const FINE_AMOUNT = body(ALL_DECIMALS, 'right');
/** The exact text beside a number that does not hold it. */
export const EXACT_TEXT: CellStyle = { ...body('@', 'right'), font: { ...FONT, color: { argb: 'FF667085' } } };

export const FOOT_TEXT = foot('@', 'left');
export const FOOT_EXACT = foot('@', 'right');
export const FOOT_AMOUNT = foot(CENTS, 'right');
export const FOOT_FINE_AMOUNT = foot(ALL_DECIMALS, 'right');
export const FOOT_INTEGER = foot(FORMATS.integer, 'right');

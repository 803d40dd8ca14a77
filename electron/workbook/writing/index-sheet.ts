/** The list of all tabs of a workbook whose sheets did not fit one tab each: names, rows, links. */
import type { WorkbookLanguage } from '../../../shared/workbook/model';
import type { PartStream } from './part-stream';
import { frameEnd, frameStart } from './sheet-frame';
import { quotedSheetName } from './sheet-names';
import type { StyleNumbers } from './styles';
import type { ExpectedSheet } from './verify';
import { displayWidth } from './widths';
import { inlineText } from './xml-text';

export const INDEX_TITLE = { zh: '目录', en: 'Index' } as const;
const WORDS = {
  zh: { tab: '工作表', rows: '行数', from: '起始行', to: '结束行', total: '合计', pages: '第 {page} 页，共 {pages} 页' },
  en: { tab: 'Sheet', rows: 'Rows', from: 'First row', to: 'Last row', total: 'Total', pages: 'Page {page} of {pages}' },
} as const;

export interface IndexedTab {
  readonly name: string;
  readonly rows: number;
  /** First row of the sheet, over all its parts, that stands on this tab; from 1. */
  readonly from: number;
}

export function writeIndex(
  stream: PartStream,
  name: string,
  tabs: readonly IndexedTab[],
  styles: StyleNumbers,
  language: WorkbookLanguage,
  title: string,
): ExpectedSheet {
  const words = WORDS[language];
  const width = Math.max(24, ...tabs.map((tab) => displayWidth(tab.name) + 3));
  stream.write(
    frameStart({ selected: false, frozen: 1, columns: [width, 14, 14, 14].map((columnWidth) => ({ width: columnWidth, outline: 0 })) }),
  );
  const head = [words.tab, words.rows, words.from, words.to].map(
    (text, index) => `<c r="${'ABCD'[index]}1" s="${styles.head}" t="inlineStr">${inlineText(text)}</c>`,
  );
  stream.write(`<row r="1" ht="22" customHeight="1">${head.join('')}</row>`);
  const number = (cell: string, value: number | null): string =>
    value === null ? '' : `<c r="${cell}" s="${styles.body.integer}"><v>${value}</v></c>`;
  tabs.forEach((tab, index) => {
    const row = index + 2;
    const filled = tab.rows > 0;
    stream.write(
      `<row r="${row}"><c r="A${row}" s="${styles.link}" t="inlineStr">${inlineText(tab.name)}</c>${number(`B${row}`, tab.rows)}` +
        `${number(`C${row}`, filled ? tab.from : null)}${number(`D${row}`, filled ? tab.from + tab.rows - 1 : null)}</row>`,
    );
  });
  const last = tabs.length + 1;
  const all = tabs.reduce((sum, tab) => sum + tab.rows, 0);
  stream.write(
    `<row r="${last + 1}"><c r="A${last + 1}" s="${styles.footText}" t="inlineStr">${inlineText(words.total)}</c>` +
      `<c r="B${last + 1}" s="${styles.footInteger}"><f>SUM(B2:B${last})</f><v>${all}</v></c>` +
      `<c r="C${last + 1}" s="${styles.footText}"/><c r="D${last + 1}" s="${styles.footText}"/></row>`,
  );
  stream.write(
    frameEnd({
      filter: null,
      marks: [],
      links: tabs.map((tab, index) => ({ cell: `A${index + 2}`, location: `${quotedSheetName(tab.name)}!A1` })),
      texts: [],
      page: { left: title, centre: name, right: '', footLeft: '', footRight: words.pages },
      pagesWide: 1,
      drawing: false,
    }),
  );
  stream.end();
  return {
    name,
    top: 1,
    rows: tabs.length,
    sums: new Map([[1, BigInt(all) * 100_000_000n]]),
    exactColumns: new Map(),
    totals: [new Map([[1, all]])],
  };
}

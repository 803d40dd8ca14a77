/** What stands around the rows of a sheet: panes, widths, filter, looks, links, print set-up; elements in the order of the schema. */
import { xmlText } from './xml-text';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface FrameColumn {
  /** In characters of the default font. */
  readonly width: number;
  readonly outline: number;
}

export interface Frame {
  /** The tab that is seen first. */
  readonly selected: boolean;
  /** Rows that stay in view, 0 for none. */
  readonly frozen: number;
  readonly columns: readonly FrameColumn[];
}

/** Everything before the first row. */
export function frameStart({ selected, frozen, columns }: Frame): string {
  const levels = Math.max(0, ...columns.map(({ outline }) => outline));
  const cell = `A${frozen + 1}`;
  const pane =
    frozen === 0
      ? ''
      : `<pane ySplit="${frozen}" topLeftCell="${cell}" activePane="bottomLeft" state="frozen"/>` +
        `<selection pane="bottomLeft" activeCell="${cell}" sqref="${cell}"/>`;
  const cols = columns.map(
    ({ width, outline }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${outline > 0 ? ` outlineLevel="${outline}"` : ''}/>`,
  );
  return (
    `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}">` +
    // The sign that folds a group stands over the column before it: the name beside its code, the number beside its exact text.
    `<sheetPr><outlinePr summaryRight="0"/><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView${selected ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="16" customHeight="1"${levels > 0 ? ` outlineLevelCol="${levels}"` : ''}/>` +
    `<cols>${cols.join('')}</cols><sheetData>`
  );
}

export interface Mark {
  readonly range: string;
  readonly looks: readonly { readonly text: string; readonly style: number }[];
}

export interface Link {
  readonly cell: string;
  /** `'Sheet'!A5` */
  readonly location: string;
}

export interface FrameEnd {
  readonly filter: string | null;
  readonly marks: readonly Mark[];
  readonly links: readonly Link[];
  /** Cells whose texts may look like numbers: IDs. No warning triangle is shown there. */
  readonly texts: readonly string[];
  readonly page: PageTexts;
  /** Pages beside each other on paper. */
  readonly pagesWide: number;
  readonly drawing: boolean;
}

export interface PageTexts {
  readonly left: string;
  readonly centre: string;
  readonly right: string;
  readonly footLeft: string;
  /** `第 {page} 页，共 {pages} 页` */
  readonly footRight: string;
}

/** Everything after the last row. */
export function frameEnd({ filter, marks, links, texts, page, pagesWide, drawing }: FrameEnd): string {
  let xml = '</sheetData>';
  if (filter !== null) xml += `<autoFilter ref="${filter}"/>`;
  let priority = 0;
  for (const { range, looks } of marks) {
    const rules = looks.map(({ text, style }) => {
      const formula = xmlText(`"${text.replaceAll('"', '""')}"`);
      return `<cfRule type="cellIs" dxfId="${style}" priority="${++priority}" operator="equal"><formula>${formula}</formula></cfRule>`;
    });
    xml += `<conditionalFormatting sqref="${range}">${rules.join('')}</conditionalFormatting>`;
  }
  if (links.length > 0)
    xml += `<hyperlinks>${links.map(({ cell, location }) => `<hyperlink ref="${cell}" location="${xmlText(location)}"/>`).join('')}</hyperlinks>`;
  xml += '<pageMargins left="0.4" right="0.4" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>';
  xml += '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"';
  xml += `${pagesWide > 1 ? ` fitToWidth="${pagesWide}"` : ''}/>`;
  xml += `<headerFooter><oddHeader>${xmlText(headText(page))}</oddHeader><oddFooter>${xmlText(footText(page))}</oddFooter></headerFooter>`;
  if (texts.length > 0) xml += `<ignoredErrors><ignoredError sqref="${texts.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
  if (drawing) xml += '<drawing r:id="rId1"/>';
  return `${xml}</worksheet>`;
}

/** A header holds 255 characters with its codes. */
const piece = (text: string, most = 70): string => text.replace(/\s+/g, ' ').slice(0, most).replaceAll('&', '&&');

function headText({ left, centre, right }: PageTexts): string {
  return `&L${piece(left)}&C${piece(centre)}&R${piece(right)}`;
}

function footText({ footLeft, footRight }: PageTexts): string {
  return `&L${piece(footLeft, 140)}&R${piece(footRight).replace('{page}', '&P').replace('{pages}', '&N')}`;
}

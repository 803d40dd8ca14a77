/** The parts of the package that speak of all tabs, changed when all tabs are known: their order, names, charts. */
import { xmlText } from './xml-text';

export interface Tab {
  readonly name: string;
  readonly sheetId: number;
  readonly relation: string;
}

export interface WholeBook {
  /** In the order they are shown. */
  readonly tabs: readonly Tab[];
  /** The tab that is seen first. */
  readonly active: number;
  readonly definedNames: string;
  readonly company: string;
  /** Content types of added parts. */
  readonly types: ReadonlyMap<string, string>;
  readonly added: ReadonlyMap<string, string>;
}

/** First part of the package behind the sheets. */
export const FIRST_SMALL_PART = '[Content_Types].xml';

/** @throws Error when the package is not what the writing library makes */
export function completeParts(parts: Map<string, string>, book: WholeBook): void {
  const change = (name: string, by: (text: string) => string): void => {
    const text = parts.get(name);
    if (text === undefined) throw new Error(`no part ${name}`);
    const changed = by(text);
    if (changed === text) throw new Error(`part ${name} is not as expected`);
    parts.set(name, changed);
  };
  const sheets = book.tabs.map(({ name, sheetId, relation }) => `<sheet name="${xmlText(name)}" sheetId="${sheetId}" r:id="${relation}"/>`);
  const views = `<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" tabRatio="800" activeTab="${book.active}"/></bookViews>`;
  change('xl/workbook.xml', (text) =>
    text
      .replace(/<bookViews\s*\/>|<bookViews>.*?<\/bookViews>/s, '')
      .replace(/<definedNames\s*\/>|<definedNames>.*?<\/definedNames>/s, '')
      .replace(/<sheets>.*?<\/sheets>/s, () => `${views}<sheets>${sheets.join('')}</sheets>${book.definedNames}`),
  );
  if (book.types.size > 0)
    change(FIRST_SMALL_PART, (text) =>
      text.replace('</Types>', () => {
        const overrides = [...book.types].map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`);
        return `${overrides.join('')}</Types>`;
      }),
    );
  parts.set('docProps/app.xml', appXml(book));
  for (const [name, text] of book.added) parts.set(name, text);
}

const PROPERTIES = 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties';
const VARIANTS = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';

function appXml({ tabs, company }: WholeBook): string {
  const names = tabs.map(({ name }) => `<vt:lpstr>${xmlText(name)}</vt:lpstr>`);
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<Properties xmlns="${PROPERTIES}" xmlns:vt="${VARIANTS}"><Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity>` +
    '<ScaleCrop>false</ScaleCrop><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Worksheets</vt:lpstr></vt:variant>' +
    `<vt:variant><vt:i4>${tabs.length}</vt:i4></vt:variant></vt:vector></HeadingPairs>` +
    `<TitlesOfParts><vt:vector size="${tabs.length}" baseType="lpstr">${names.join('')}</vt:vector></TitlesOfParts>` +
    `<Company>${xmlText(company)}</Company><LinksUpToDate>false</LinksUpToDate><SharedDoc>false</SharedDoc>` +
    '<HyperlinksChanged>false</HyperlinksChanged><AppVersion>16.0300</AppVersion></Properties>'
  );
}

/** Native charts of a sheet's rows: they name its cells and keep the values beside, so that they can be edited and show at once. */
import { columnLetters } from '../../../shared/ledger/column-names';
import type { ChartSpec, SheetSpec, WorkbookLanguage, WorkbookRow } from '../../../shared/workbook/model';
import { quotedSheetName } from './sheet-names';
import { xmlText } from './xml-text';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const FONT = 'Microsoft YaHei';

/** A sheet with charts as it stands in the file. */
export interface ChartSheet {
  readonly spec: SheetSpec;
  readonly tab: string;
  /** First and last row of the data; heads stand in the row before. */
  readonly first: number;
  readonly last: number;
  /** Row under everything. */
  readonly free: number;
  readonly rows: readonly WorkbookRow[];
  /** File column of a column of the spec. */
  readonly columnOf: (key: string) => number;
  readonly widths: readonly number[];
}

/** The charts whose columns are all on the sheet; series without a column are left out. */
export function knownCharts({ columns, charts }: SheetSpec): ChartSpec[] {
  const has = (key: string): boolean => columns.some((column) => column.key === key);
  return (charts ?? [])
    .filter(({ category }) => has(category))
    .map((chart) => ({ ...chart, series: chart.series.filter(({ column }) => has(column)) }))
    .filter(({ series }) => series.length > 0);
}

/** Parts of the package for the charts of one sheet, by name, and what types they have. */
export interface ChartParts {
  readonly parts: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
}

/**
 * @param sheetPart number of the sheet's part
 * @param drawing number of the drawing
 * @param firstChart number of its first chart
 */
export function chartParts(
  sheet: ChartSheet,
  language: WorkbookLanguage,
  sheetPart: number,
  drawing: number,
  firstChart: number,
): ChartParts {
  const parts = new Map<string, string>();
  const types = new Map<string, string>();
  const charts = sheet.spec.charts ?? [];
  const drawingName = `xl/drawings/drawing${drawing}.xml`;
  parts.set(`xl/worksheets/_rels/sheet${sheetPart}.xml.rels`, relations([[`${OFFICE}/drawing`, `../drawings/drawing${drawing}.xml`]]));
  parts.set(drawingName, drawingXml(sheet, charts));
  parts.set(
    `xl/drawings/_rels/drawing${drawing}.xml.rels`,
    relations(charts.map((_, index) => [`${OFFICE}/chart`, `../charts/chart${firstChart + index}.xml`])),
  );
  types.set(drawingName, 'application/vnd.openxmlformats-officedocument.drawing+xml');
  charts.forEach((chart, index) => {
    const name = `xl/charts/chart${firstChart + index}.xml`;
    parts.set(name, chartXml(chart, sheet, language));
    types.set(name, 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml');
  });
  return { parts, types };
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const all = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`);
  return `${XML}<Relationships xmlns="${RELATIONS}">${all.join('')}</Relationships>`;
}

const EMU_PER_PIXEL = 9_525;
const CHART_PIXELS = { width: 560, height: 320, gap: 24 };

/** In one line of charts; more would make the page wider than the rows. */
const CHARTS_ACROSS = 2;
const ROW_PIXELS = 20;

/** Charts stand under the rows, two side by side. */
function drawingXml({ free, widths }: ChartSheet, charts: readonly ChartSpec[]): string {
  const frames = charts.map(({ title }, index) => {
    const { column, offset } = columnAt((index % CHARTS_ACROSS) * (CHART_PIXELS.width + CHART_PIXELS.gap), widths);
    const row = free + Math.floor(index / CHARTS_ACROSS) * Math.ceil((CHART_PIXELS.height + CHART_PIXELS.gap) / ROW_PIXELS);
    return (
      `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${offset * EMU_PER_PIXEL}</xdr:colOff>` +
      `<xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>` +
      `<xdr:ext cx="${CHART_PIXELS.width * EMU_PER_PIXEL}" cy="${CHART_PIXELS.height * EMU_PER_PIXEL}"/>` +
      `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" name="Chart ${index + 1}" descr="${xmlText(title)}"/>` +
      `<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>` +
      `<a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" xmlns:r="${OFFICE}" r:id="rId${index + 1}"/>` +
      `</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`
    );
  });
  return `${XML}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main">${frames.join('')}</xdr:wsDr>`;
}

/** A character of the default font is 7 pixels wide, a column has 5 more. */
function columnAt(pixels: number, widths: readonly number[]): { column: number; offset: number } {
  let rest = pixels;
  for (let column = 0; column < widths.length; column++) {
    const width = Math.floor((widths[column] ?? 8.43) * 7 + 5);
    if (rest < width) return { column, offset: rest };
    rest -= width;
  }
  return { column: widths.length + Math.floor(rest / 64), offset: rest % 64 };
}

const CATEGORY_AXIS = 111_111_111;
const VALUE_AXIS = 222_222_222;

function chartXml(chart: ChartSpec, sheet: ChartSheet, language: WorkbookLanguage): string {
  const lang = language === 'zh' ? 'zh-CN' : 'en-US';
  const series = chart.series.map(({ column, colour }, index) => seriesXml(sheet, chart.category, column, colour, index));
  return (
    `${XML}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${OFFICE}">` +
    `<c:date1904 val="0"/><c:lang val="${lang}"/><c:roundedCorners val="0"/>` +
    `<c:chart>${title(chart.title, lang, 1_200)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>` +
    `<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>${series.join('')}` +
    `<c:gapWidth val="80"/><c:axId val="${CATEGORY_AXIS}"/><c:axId val="${VALUE_AXIS}"/></c:barChart>` +
    `<c:catAx><c:axId val="${CATEGORY_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>` +
    `${title(chart.categoryTitle, lang, 900)}<c:numFmt formatCode="@" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
    `<c:tickLblPos val="low"/>${line('98A2B3')}${text(900)}<c:crossAx val="${VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/>` +
    `<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>` +
    `<c:valAx><c:axId val="${VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>` +
    `<c:majorGridlines>${line('E4E7EC')}</c:majorGridlines>${title(chart.valueTitle, lang, 900, true)}` +
    `<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>` +
    `${line('98A2B3')}${text(900)}<c:crossAx val="${CATEGORY_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>` +
    `</c:plotArea>${series.length > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${text(900)}</c:legend>` : ''}` +
    `<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>` +
    `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="D0D5DD"/></a:solidFill></a:ln></c:spPr>` +
    `<c:printSettings><c:headerFooter/><c:pageMargins b="0.75" l="0.7" r="0.7" t="0.75" header="0.3" footer="0.3"/><c:pageSetup/></c:printSettings>` +
    `</c:chartSpace>`
  );
}

function seriesXml(sheet: ChartSheet, category: string, column: string, colour: string, index: number): string {
  const { spec, tab, first, last, rows, columnOf } = sheet;
  const at = (key: string): number => spec.columns.findIndex((one) => one.key === key);
  const letters = (key: string): string => `$${columnLetters(columnOf(key))}`;
  const range = (key: string): string => xmlText(`${quotedSheetName(tab)}!${letters(key)}$${first}:${letters(key)}$${last}`);
  const cache = (key: string): string =>
    `<c:ptCount val="${rows.length}"/>` +
    rows
      .map((row, point) => [row[at(key)] ?? null, point] as const)
      .filter(([cell]) => cell !== null)
      .map(([cell, point]) => `<c:pt idx="${point}"><c:v>${xmlText(String(cell))}</c:v></c:pt>`)
      .join('');
  return (
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>` +
    `<c:tx><c:strRef><c:f>${xmlText(`${quotedSheetName(tab)}!${letters(column)}$${first - 1}`)}</c:f>` +
    `<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${xmlText(spec.columns[at(column)]?.head ?? '')}</c:v></c:pt></c:strCache></c:strRef></c:tx>` +
    `<c:spPr><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>` +
    `<c:cat><c:strRef><c:f>${range(category)}</c:f><c:strCache>${cache(category)}</c:strCache></c:strRef></c:cat>` +
    `<c:val><c:numRef><c:f>${range(column)}</c:f><c:numCache><c:formatCode>#,##0.00</c:formatCode>${cache(column)}</c:numCache></c:numRef></c:val></c:ser>`
  );
}

function title(words: string, lang: string, size: number, turned = false): string {
  if (words === '') return '';
  const body = turned ? '<a:bodyPr rot="-5400000" vert="horz"/>' : '<a:bodyPr/>';
  const run = `<a:rPr lang="${lang}" sz="${size}" b="${size > 1_000 ? 1 : 0}"><a:latin typeface="${FONT}"/><a:ea typeface="${FONT}"/></a:rPr>`;
  return (
    `<c:title><c:tx><c:rich>${body}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}" b="${size > 1_000 ? 1 : 0}"/></a:pPr>` +
    `<a:r>${run}<a:t>${xmlText(words)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  );
}

function line(colour: string): string {
  return `<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:ln></c:spPr>`;
}

function text(size: number): string {
  return (
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${size}"><a:latin typeface="${FONT}"/><a:ea typeface="${FONT}"/></a:defRPr></a:pPr>` +
    `<a:endParaRPr lang="en-US"/></a:p></c:txPr>`
  );
}

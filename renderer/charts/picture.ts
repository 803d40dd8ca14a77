/** A chart of the screen as a picture that stands by itself: its colours and fonts resolved, with title, unit, legend and source. */
import type { Series } from './Legend';

export interface PictureWords {
  readonly title: string;
  /** Currency and tax basis. */
  readonly unit: string;
  readonly source: string;
}

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 20;
/** Heights of what stands above and below the chart. */
const ABOVE = 82;
const BELOW = 34;
/** What the screen needs of an element and a picture does not. */
const DROPPED = ['class', 'style', 'role', 'tabindex', 'aria-label', 'data-mark', 'name'] as const;

/** Pixels of a picture for each of its units. */
const SCALE = 2;

/**
 * @param figure the element that holds the chart
 * @returns text of an SVG file with its size in units
 */
export function chartPicture(
  figure: Element,
  chart: string,
  series: readonly Series[],
  words: PictureWords,
): { readonly svg: string; readonly width: number; readonly height: number } {
  const drawn = figure.querySelector<SVGSVGElement>('svg.recharts-surface');
  if (!drawn) throw new Error('no chart to picture');
  const { width: inner, height: tall } = drawn.getBoundingClientRect();
  const [width, height] = [Math.round(inner) + 2 * MARGIN, Math.round(tall) + ABOVE + BELOW];
  const font = getComputedStyle(document.body).fontFamily;
  const colour = (property: string): string => getComputedStyle(document.documentElement).getPropertyValue(property).trim();
  const svg = element('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': font, 'font-size': 12 });
  svg.append(element('title', {}, words.title), element('rect', { width, height, fill: colour('--panel') }));
  const text = (x: number, y: number, content: string, more: Attributes = {}): SVGElement =>
    element('text', { x, y, fill: colour('--ink-2'), ...more }, content);
  svg.append(text(MARGIN, 28, words.title, { fill: colour('--ink'), 'font-size': 16, 'font-weight': 600 }), text(MARGIN, 48, words.unit));
  const body = element('g', { transform: `translate(${MARGIN} ${ABOVE})` });
  body.append(...drawn.cloneNode(true).childNodes);
  svg.append(body, ...legend(chart, series, font, colour('--ink')), text(MARGIN, height - 12, words.source, { 'font-size': 11 }));
  resolve(svg, colour);
  return { svg: new XMLSerializer().serializeToString(svg), width, height };
}

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes, content?: string): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== 'xmlns') made.setAttribute(key, String(value));
  if (content !== undefined) made.textContent = content;
  return made;
}

/** Swatches and names in one line under the unit. */
function legend(chart: string, series: readonly Series[], font: string, ink: string): SVGElement[] {
  const measure = document.createElement('canvas').getContext('2d');
  if (measure) measure.font = `12px ${font}`;
  let x = MARGIN;
  return series.flatMap((each) => {
    const colour = `var(${each.colour})`;
    const line = each.mark === 'line' || each.mark === 'dashes';
    const swatch = line
      ? element('path', {
          d: `M${x} 65h16`,
          stroke: colour,
          'stroke-width': 2,
          ...(each.mark === 'dashes' ? { 'stroke-dasharray': '5 4' } : {}),
        })
      : element('rect', { x, y: 60, width: 16, height: 10, fill: each.mark === 'solid' ? colour : `url(#${chart}-${each.name})` });
    const name = element('text', { x: x + 22, y: 69, fill: ink }, each.label);
    x += 22 + Math.ceil(measure?.measureText(each.label).width ?? each.label.length * 12) + 18;
    return [swatch, name];
  });
}

/** Colours by value instead of by name, and nothing that only the screen needs. */
function resolve(svg: SVGElement, colour: (property: string) => string): void {
  for (const rest of svg.querySelectorAll('.chart-column, .recharts-tooltip-cursor')) rest.remove();
  for (const node of svg.querySelectorAll('*')) {
    for (const { name, value } of [...node.attributes]) {
      if (value.includes('var('))
        node.setAttribute(
          name,
          value.replace(/var\((--[\w-]+)\)/g, (_, property: string) => colour(property)),
        );
      else if ((DROPPED as readonly string[]).includes(name) || name.startsWith('data-')) node.removeAttribute(name);
    }
  }
}

/** The picture in pixels, twice as many as units each way. @throws DOMException where it cannot be drawn */
export async function pngOf({
  svg,
  width,
  height,
}: {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('no picture');
  return new Uint8Array(await blob.arrayBuffer());
}

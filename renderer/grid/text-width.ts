/** Room beside a cell's text, px: its padding. */
const PADDING = 18;
/** Room beside a head's words: padding, the arrow of the order, the menu's button. */
const HEAD_ROOM = 52;

const pen = document.createElement('canvas').getContext('2d');

/** Px a column needs for its texts and its head, by the font of the grid, or of what the grid stands in. */
export function textWidth(grid: Element, texts: readonly string[], head: string): number {
  return Math.ceil(Math.max(widest(grid, 400, texts) + PADDING, widest(grid, 600, [head]) + HEAD_ROOM));
}

/** Px a column needs for its sum: of a cut sum nobody knows how large it is. Digits are all as wide as a zero there. */
export function sumWidth(grid: Element, sum: string): number {
  return Math.ceil(widest(grid, 600, [sum.replace(/\d/g, '0')]) + PADDING);
}

function widest(grid: Element, weight: number, texts: readonly string[]): number {
  if (!pen) return 0;
  const { fontFamily, fontSize } = getComputedStyle(grid);
  pen.font = `${weight} ${fontSize} ${fontFamily}`;
  return texts.reduce((most, text) => Math.max(most, pen.measureText(text).width), 0);
}

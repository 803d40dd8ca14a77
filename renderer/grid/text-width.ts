/** Room beside a cell's text, px: its padding. */
const PADDING = 18;
/** Room beside a head's words: padding, the arrow of the order, the menu's button. */
const HEAD_ROOM = 52;

const pen = document.createElement('canvas').getContext('2d');

/** Px a column needs for its texts and its head, by the font of the grid, or of what the grid stands in. */
export function textWidth(grid: Element, texts: readonly string[], head: string): number {
  if (!pen) return 0;
  const { fontFamily, fontSize } = getComputedStyle(grid);
  pen.font = `${fontSize} ${fontFamily}`;
  const cells = texts.reduce((most, text) => Math.max(most, pen.measureText(text).width), 0);
  pen.font = `600 ${fontSize} ${fontFamily}`;
  return Math.ceil(Math.max(cells + PADDING, pen.measureText(head).width + HEAD_ROOM));
}

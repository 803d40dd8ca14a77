/** Text on its way into XML. */

const LONGEST_TEXT = 32_767;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
/** One cheap look finds the few texts that need cleaning. */
const SUSPECT = /[\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;
const MARKUP = /[&<>"]/;
/** Everything a cell's text must be looked at for. */
const SPECIAL = /[&<>_\r\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;
/** A spreadsheet reads this as a character; a text that has it by itself is written so that it stays. */
const ESCAPE_LIKE = /_(?=x[0-9a-f]{4}_)/gi;

/** Text that XML and a spreadsheet can hold: no control characters, no half of a surrogate pair, at most 32,767 characters. */
export function cellText(text: string): string {
  if (text.length <= LONGEST_TEXT && !SUSPECT.test(text)) return text;
  const clean = text.replace(/\r\n?/g, '\n').replace(CONTROL, '').replace(HALF_PAIR, '\ufffd');
  return clean.length <= LONGEST_TEXT ? clean : `${clean.slice(0, LONGEST_TEXT - 1).replace(HALF_PAIR, '')}…`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of an element or of a quoted attribute. */
export function xmlText(text: string): string {
  const clean = cellText(text);
  return MARKUP.test(clean) ? clean.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '') : clean;
}

/** A cell's text as its element holds it. */
export function inlineText(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  if (first > 32 && last > 32 && text.length <= LONGEST_TEXT && !SPECIAL.test(text)) return `<is><t>${text}</t></is>`;
  const clean = xmlText(text).replace(ESCAPE_LIKE, '_x005F_');
  return /^\s|\s$/.test(clean) ? `<is><t xml:space="preserve">${clean}</t></is>` : `<is><t>${clean}</t></is>`;
}

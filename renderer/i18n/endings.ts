import type { i18n } from 'i18next';

/** Lets English words end by a number: `{{n}} row{{n, s}}` is “1 row” and “2 rows”. Call it after `init`. */
export function addEndings({ services }: i18n): void {
  services.formatter?.add('s', (count: unknown) => (String(count) === '1' ? '' : 's'));
}

/** A text that is looked through instead of said: with its endings, as of several. */
export function ofSeveral(text: string): string {
  return text.replace(/\{\{\w+, s\}\}/g, 's');
}

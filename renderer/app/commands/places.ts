/** Places inside of a page that commands lead to. */

/** Fields that search a page, best first: marked ones, Help's, the breaks' and a grid's first filter. */
const SEARCHES = ['[data-page-search]', '[data-testid="help-search"]', '[data-testid="filter-text"]', '[data-testid^="filter-"]'];
/** A page that was just opened reads its data first, ms. */
const PATIENCE_MS = 5_000;
const LOOK_MS = 50;

/** Puts the cursor into the page's search field. @returns false when the page has none */
export function focusSearch(): boolean {
  const main = document.getElementById('main');
  for (const selector of SEARCHES)
    for (const found of main?.querySelectorAll<HTMLElement>(selector) ?? []) {
      const field = found.matches('input') ? found : found.querySelector<HTMLElement>('input');
      if (field === null || !field.checkVisibility()) continue;
      field.focus();
      if (field instanceof HTMLInputElement) field.select();
      return true;
    }
  return false;
}

/** Shows a part of the page that is about to open, by its test id, and puts the focus there. */
export function revealPart(testid: string): void {
  const until = performance.now() + PATIENCE_MS;
  const timer = setInterval(() => {
    const part = document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
    if (part === null && performance.now() < until) return;
    clearInterval(timer);
    if (part === null) return;
    part.scrollIntoView({ block: 'start', behavior: 'instant' });
    if (!part.hasAttribute('tabindex')) part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }, LOOK_MS);
}

/** Whether keys belong to a text field now. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
}

/** Whether a dialog stands before the page. */
export function isDialogOpen(): boolean {
  return [...document.querySelectorAll('[role="dialog"]')].some((dialog) => dialog.checkVisibility());
}

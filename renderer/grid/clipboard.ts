import type { CopiedCells } from '../../shared/desk/api';

/**
 * Puts cells on the clipboard as text and as a table that declares its text columns. The copy event is the only way that keeps such a
 * declaration: the clipboard interface cleans tables of it. Where the event is refused, plain text by the interface, which needs no selection.
 */
export async function copyCells({ text, html }: CopiedCells): Promise<boolean> {
  if (copyByEvent(text, html)) return true;
  return copyText(text);
}

function copyByEvent(text: string, html: string): boolean {
  let taken = false;
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    event.clipboardData?.setData('text/html', html);
    taken = event.clipboardData !== null;
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  return done && taken;
}

/** Puts text on the clipboard; where the permission is denied, through a selection, which needs none. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  area.setAttribute('aria-hidden', 'true');
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}

/** How far the page and its lists are scrolled: noted while a person scrolls, brought back when they return. */
import type { Scroll } from './trail';

/** Content may take a moment until it is tall enough to be scrolled; after this it is left as it is, ms. */
const PATIENCE_MS = 4_000;
const LOOK_MS = 40;
const MAIN = 'main';

/** Name of a scroller: the page itself, or a grid by its test id; null for what is not kept. */
export function scrollerName(element: Element): string | null {
  if (element.id === 'main') return MAIN;
  if (element.getAttribute('role') !== 'grid') return null;
  return element.closest('[data-testid]')?.getAttribute('data-testid') ?? null;
}

function scrollerOf(name: string): Element | null {
  if (name === MAIN) return document.getElementById('main');
  const frame = document.querySelector(`[data-testid="${CSS.escape(name)}"]`);
  return frame?.matches('[role="grid"]') ? frame : (frame?.querySelector('[role="grid"]') ?? null);
}

/**
 * Brings scrollers back to where they were, as soon as their content is tall enough; a person who scrolls meanwhile is not pulled away.
 * @param ended called once, when all is done or given up
 * @returns a way to stop
 */
export function bringBack(scrolls: ReadonlyMap<string, Scroll>, ended: () => void): () => void {
  const wanted = new Map([...scrolls].filter(([, { top, left }]) => top > 0 || left > 0));
  const until = performance.now() + PATIENCE_MS;
  const look = (): void => {
    for (const [name, { top, left }] of wanted) {
      const element = scrollerOf(name);
      if (element === null || element.scrollHeight - element.clientHeight < top - 1) continue;
      element.scrollTo({ top, left, behavior: 'instant' });
      wanted.delete(name);
    }
    if (wanted.size === 0 || performance.now() > until) stop();
  };
  const timer = setInterval(look, LOOK_MS);
  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    clearInterval(timer);
    for (const kind of ['wheel', 'keydown', 'pointerdown'] as const) window.removeEventListener(kind, stop, true);
    ended();
  };
  for (const kind of ['wheel', 'keydown', 'pointerdown'] as const) window.addEventListener(kind, stop, true);
  // Not before the caller holds the way to stop.
  queueMicrotask(look);
  return stop;
}

import { useEffect, useId, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../session/context';
import { moneyText } from '../parts/Money';
import { localTime } from '../words';
import { figureOf, interfaceOf, type FigureFacts } from './facts';
import { factLines } from './lines';
import { lastSynced } from './last-synced';

const SHOW_AFTER_MS = 350;
const HIDE_AFTER_MS = 150;
const FIGURE = '[data-figure]';

interface Shown {
  readonly element: Element;
  readonly value: string;
  readonly facts: FigureFacts;
}

/**
 * Says of the figure under the pointer or the focus: all its digits, currency, tax basis, source and when that was read. One for the window.
 * Alt+. and Alt+, walk from figure to figure, so that amounts in tables need no tab stop each; Escape hides it.
 */
export function FigureTip() {
  const { t } = useTranslation();
  const { open } = useSessionState();
  const [shown, setShown] = useState<Shown | null>(null);
  const [synced, setSynced] = useState<string | null>(null);
  const tip = useRef<HTMLDivElement>(null);
  const id = useId();
  useFigureUnderPointer(tip, setShown);
  useEffect(() => {
    if (!shown) return;
    shown.element.setAttribute('aria-describedby', id);
    return () => shown.element.removeAttribute('aria-describedby');
  }, [shown, id]);
  useEffect(() => {
    if (!shown || !open) return;
    let here = true;
    void lastSynced(open.store, shown.facts).then(
      (at) => here && setSynced(at),
      () => undefined,
    );
    return () => {
      here = false;
      setSynced(null);
    };
  }, [shown, open]);
  useLayoutEffect(() => {
    if (shown && tip.current) place(tip.current, shown.element);
  }, [shown, synced]);
  const around = document.getElementById('overlays') ?? document.body;
  if (!shown) return null;
  const { value, facts } = shown;
  return createPortal(
    <div ref={tip} id={id} role="tooltip" className="figure-tip" data-testid="figure-tip">
      {facts.what !== undefined && <div className="muted">{facts.what}</div>}
      <strong className="figure">
        {moneyText(value)} {facts.currency}
      </strong>
      {factLines(t, facts).map((line) => (
        <div key={line}>{line}</div>
      ))}
      {facts.source !== undefined && interfaceOf(facts.source) !== null && (
        <div className="muted">{t('figures.interface', { id: interfaceOf(facts.source) ?? '' })}</div>
      )}
      {synced !== null && <div className="muted">{t('figures.synced', { at: localTime(synced) })}</div>}
    </div>,
    around,
  );
}

/** Follows pointer, focus and the two keys, by delegation. */
function useFigureUnderPointer(tip: RefObject<HTMLDivElement | null>, show: (shown: Shown | null) => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: Element | null = null;
    /** Where the pointer is; null while it is not over the window. */
    let pointer: readonly [number, number] | null = null;
    /** The figure that has the focus, or whose link or button has. */
    let focus: Element | null = null;
    const set = (element: Element | null): void => {
      clearTimeout(timer);
      current = element;
      const figure = element && figureOf(element);
      show(element && figure ? { element, ...figure } : null);
    };
    const over = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element)) return;
      if (tip.current?.contains(target)) return clearTimeout(timer);
      const found = target.closest(FIGURE);
      if (found === current) return clearTimeout(timer);
      clearTimeout(timer);
      timer = setTimeout(() => set(found), found ? SHOW_AFTER_MS : HIDE_AFTER_MS);
    };
    const moved = ({ clientX, clientY }: PointerEvent): void => void (pointer = [clientX, clientY]);
    const left = ({ relatedTarget }: PointerEvent): void => {
      if (relatedTarget === null) pointer = null;
    };
    const focused = ({ target }: FocusEvent): void => {
      if (target instanceof Element && target.matches(':focus-visible'))
        set((focus = target.matches(FIGURE) ? target : onlyFigureIn(target)));
    };
    const blurred = (): void => set((focus = null));
    // What was scrolled away from its tip, or under a pointer that rests, has one again.
    const scrolled = (): void => {
      set(null);
      timer = setTimeout(
        () => set(focus?.isConnected ? focus : pointer && (document.elementFromPoint(...pointer)?.closest(FIGURE) ?? null)),
        SHOW_AFTER_MS,
      );
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && current) {
        event.stopPropagation();
        set(null);
      } else if (event.altKey && !event.ctrlKey && !event.metaKey && (event.code === 'Period' || event.code === 'Comma')) {
        event.preventDefault();
        const next = nextFigure(event.code === 'Period' ? 1 : -1);
        if (!next) return;
        focusFigure(next);
        // After a press of the mouse the browser does not count these keys as the keyboard.
        set((focus = next));
      }
    };
    document.addEventListener('pointerover', over);
    document.addEventListener('pointermove', moved, { passive: true });
    document.addEventListener('pointerout', left);
    document.addEventListener('focusin', focused);
    document.addEventListener('focusout', blurred);
    document.addEventListener('scroll', scrolled, true);
    document.addEventListener('keydown', key, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('pointerover', over);
      document.removeEventListener('pointermove', moved);
      document.removeEventListener('pointerout', left);
      document.removeEventListener('focusin', focused);
      document.removeEventListener('focusout', blurred);
      document.removeEventListener('scroll', scrolled, true);
      document.removeEventListener('keydown', key, true);
    };
  }, [tip, show]);
}

/** A link or a button whose text is one figure speaks for it. */
function onlyFigureIn(element: Element): Element | null {
  if (!element.matches('a, button')) return null;
  const inside = element.querySelectorAll(FIGURE);
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

/** The figure after (or before) the focused element in reading order, round the end. */
function nextFigure(step: 1 | -1): HTMLElement | null {
  const inDialog = [...document.querySelectorAll('[role="dialog"]')].filter((one) => one.checkVisibility()).at(-1);
  const all = [...(inDialog ?? document).querySelectorAll<HTMLElement>(FIGURE)].filter((one) => one.checkVisibility());
  const from = document.activeElement;
  if (all.length === 0) return null;
  const ahead = all.findIndex((one) => from !== null && (from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  const at = ahead < 0 ? all.length : ahead;
  if (step === 1) return all[at % all.length] ?? null;
  const before = all.slice(0, at).filter((one) => one !== from && !one.contains(from));
  return (before.length > 0 ? before : all).at(-1) ?? null;
}

/** Takes the focus for as long as it stays: an amount in a table is no tab stop. */
function focusFigure(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) {
    element.setAttribute('tabindex', '-1');
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  element.focus({ preventScroll: true });
}

/** Below the figure, or above where there is no room; never outside of the window. */
function place(tip: HTMLElement, element: Element): void {
  const box = element.getBoundingClientRect();
  const { offsetWidth: wide, offsetHeight: high } = tip;
  const left = Math.min(Math.max(8, box.right - wide), window.innerWidth - wide - 8);
  const below = box.bottom + 6;
  tip.style.left = `${left}px`;
  tip.style.top = `${below + high > window.innerHeight - 8 ? Math.max(8, box.top - high - 6) : below}px`;
}

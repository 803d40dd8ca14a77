import { useCallback, useState, type KeyboardEvent, type PointerEvent } from 'react';

const LEAST = 260;
const STEP = 24;

/** A width a person sets by dragging or with the arrow keys, remembered on this computer. */
export function useSplit(name: string, first: number): { readonly width: number; set(width: number): void } {
  const storage = `desk.split.${name}`;
  const [width, setWidth] = useState(() => Number(localStorage.getItem(storage)) || first);
  const set = useCallback(
    (next: number): void => {
      const kept = Math.max(LEAST, Math.round(next));
      localStorage.setItem(storage, String(kept));
      setWidth(kept);
    },
    [storage],
  );
  return { width, set };
}

/** The bar between two panes; the pane on its left gets the width. */
export function Splitter({ width, label, onWidth }: { readonly width: number; readonly label: string; onWidth(width: number): void }) {
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onWidth(event.clientX - (event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -STEP : event.key === 'ArrowRight' ? STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    onWidth(width + step);
  };
  return (
    <div
      className="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      tabIndex={0}
      data-testid="splitter"
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={onKeyDown}
    />
  );
}

import { useEffect, useRef, type KeyboardEvent } from 'react';
import { Floating, type Point } from './Floating';

export interface MenuEntry {
  readonly key: string;
  readonly label: string;
  /** Keys that do the same, shown beside it. */
  readonly keys?: string;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly parted?: boolean;
  run(): void;
}

/** A menu at a point: arrows, Home, End and first letters move, Enter or Space runs, Escape closes. */
export function FloatingMenu({
  at,
  label,
  entries,
  onClose,
}: {
  readonly at: Point;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  onClose(): void;
}) {
  const list = useRef<HTMLUListElement>(null);
  const buttons = (): HTMLButtonElement[] => [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];
  useEffect(() => {
    // The panel is measured before it is shown, and what is not shown takes no focus.
    const frame = requestAnimationFrame(() => list.current?.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = buttons();
    const at = all.findIndex((one) => one === document.activeElement);
    const to = target(event.key, at, all);
    if (event.key === 'Tab') onClose();
    if (to === null) return;
    event.preventDefault();
    all[to]?.focus();
  };
  return (
    <Floating at={at} label={label} role="menu" className="grid-menu" testid="grid-menu" onClose={onClose} onKeyDown={onKeyDown}>
      <ul ref={list} role="presentation">
        {entries.map(({ key, label: words, keys, disabled, parted, run }) => (
          <li key={key} role="presentation" className={parted ? 'parted' : undefined}>
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              disabled={disabled ?? false}
              data-testid={`menu-${key}`}
              onClick={() => {
                onClose();
                run();
              }}
            >
              <span>{words}</span>
              {keys !== undefined && <kbd>{keys}</kbd>}
            </button>
          </li>
        ))}
      </ul>
    </Floating>
  );
}

function target(key: string, at: number, all: readonly HTMLButtonElement[]): number | null {
  const n = all.length;
  if (n === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % n;
  if (key === 'ArrowUp') return (at - 1 + n) % n;
  if (key === 'Home') return 0;
  if (key === 'End') return n - 1;
  if (key.length !== 1 || key === ' ') return null;
  for (let step = 1; step <= n; step++) {
    const next = (at + step) % n;
    if (all[next]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase())) return next;
  }
  return null;
}

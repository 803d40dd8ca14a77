import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode, type KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';

/** A point of the window, px. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A small panel at a point, kept inside the window; a press outside, Escape or a resize closes it. */
export function Floating({
  at,
  label,
  role,
  className,
  testid,
  onClose,
  onKeyDown,
  children,
}: {
  readonly at: Point;
  readonly label: string;
  readonly role: 'menu' | 'dialog';
  readonly className: string;
  readonly testid: string;
  onClose(): void;
  onKeyDown?(event: KeyboardEvent<HTMLDivElement>): void;
  readonly children: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>({ left: at.x, top: at.y, opacity: 0 });
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const size = box.current?.getBoundingClientRect();
    if (!size) return;
    const left = Math.max(4, Math.min(at.x, window.innerWidth - size.width - 4));
    const top = Math.max(4, Math.min(at.y, window.innerHeight - size.height - 4));
    setPlace({ left, top });
  }, [at.x, at.y]);
  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close.current();
    };
    const resized = (): void => close.current();
    document.addEventListener('pointerdown', outside, true);
    window.addEventListener('resize', resized);
    return () => {
      document.removeEventListener('pointerdown', outside, true);
      window.removeEventListener('resize', resized);
    };
  }, []);
  return createPortal(
    <div
      ref={box}
      role={role}
      aria-label={label}
      className={`grid-floating ${className}`}
      data-testid={testid}
      style={place}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') {
          event.preventDefault();
          onClose();
        } else onKeyDown?.(event);
      }}
    >
      {children}
    </div>,
    document.getElementById('overlays') ?? document.body,
  );
}

import { useState, type ReactNode } from 'react';

/** A part of a panel that opens and closes and stays so from break to break, remembered on this computer. */
export function Fold({
  id,
  title,
  testid,
  children,
}: {
  readonly id: string;
  readonly title: ReactNode;
  readonly testid: string;
  readonly children: ReactNode;
}) {
  const storage = `desk.fold.${id}`;
  const [open, setOpen] = useState(() => localStorage.getItem(storage) === 'open');
  return (
    <details
      className="fold"
      open={open}
      data-testid={testid}
      onToggle={(event) => {
        const now = event.currentTarget.open;
        localStorage.setItem(storage, now ? 'open' : '');
        setOpen(now);
      }}
    >
      <summary>{title}</summary>
      {open && children}
    </details>
  );
}

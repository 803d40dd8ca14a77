import { useId, type ReactNode } from 'react';

/** A label above its control; the control gets the id. */
export function Field({
  label,
  hint,
  wide = false,
  children,
}: {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Two columns of a grid of fields. */
  readonly wide?: boolean;
  children(id: string): ReactNode;
}) {
  const id = useId();
  return (
    <div className={wide ? 'field wide-field' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <small className="muted">{hint}</small>}
    </div>
  );
}

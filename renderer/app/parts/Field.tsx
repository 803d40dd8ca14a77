import { useId, type ReactNode } from 'react';

/** A label above its control; the control gets the id. */
export function Field({ label, hint, children }: { readonly label: string; readonly hint?: ReactNode; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <small className="muted">{hint}</small>}
    </div>
  );
}

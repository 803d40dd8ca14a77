import type { ReactNode } from 'react';

/** Frame of every page: one heading, its actions to the right, content below. */
export function Page({
  title,
  extra,
  actions,
  children,
}: {
  readonly title: string;
  readonly extra?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="page" aria-label={title}>
      <header className="page-head">
        <h1>{title}</h1>
        {extra}
        <span className="push" />
        {actions}
      </header>
      {children}
    </section>
  );
}

export function Panel({
  title,
  actions,
  children,
  testid,
}: {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly testid?: string;
}) {
  return (
    <section className="panel" data-testid={testid}>
      {(title !== undefined || actions !== undefined) && (
        <header className="panel-head">
          {title !== undefined && <h2>{title}</h2>}
          <span className="push" />
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}

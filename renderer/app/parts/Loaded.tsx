import { createElement, Suspense, use, type ReactElement } from 'react';
import type { Later } from '../pages';

/** Draws a part whose code may still have to come: without waiting where it is there, else the nearest boundary shows what stands for it. */
export function Loaded<P extends object>({ part, props }: { readonly part: Later<P>; readonly props: NoInfer<P> }): ReactElement {
  return createElement(part.loaded ?? use(part.load()), props);
}

/** The same for what opens over the page: nothing stands for it until it is there. */
export function OverPage<P extends object>({ part, props }: { readonly part: Later<P>; readonly props: NoInfer<P> }): ReactElement {
  return (
    <Suspense>
      <Loaded part={part} props={props} />
    </Suspense>
  );
}

import { useRouteError } from 'react-router';
import { FailedState } from './States';

/** A page that could not be drawn: said plainly, with the way back. */
export function PageFault() {
  const fault = useRouteError();
  console.error(fault);
  return <FailedState fault={fault} onRetry={() => location.reload()} />;
}

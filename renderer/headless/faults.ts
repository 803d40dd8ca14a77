import type { DeskFault } from '../../shared/desk/api';

/** Code and detail of a fault; a stranger's message as it is. */
export function describe(error: unknown): string {
  const fault = error as Partial<DeskFault> & { message?: string };
  if (typeof fault.code === 'string') return fault.detail ? `${fault.code}: ${fault.detail}` : fault.code;
  return fault.message ?? String(error);
}

/** Long work of the desk, followed by the status bar: progress, rate, time left, cancel, outcome. */
import { Observable } from '../session/observable';

export type ActivityKind = 'sync' | 'check' | 'reconcile' | 'import' | 'export';

export interface Activity {
  readonly id: number;
  readonly kind: ActivityKind;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number | null;
  /** Requests per second, when the work makes requests. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly cancel: (() => void) | null;
  readonly fault: unknown;
}

export type ActivityStep = Pick<Activity, 'done' | 'total'> & Partial<Pick<Activity, 'rate' | 'secondsLeft' | 'cancel'>>;

export const activities = new Observable<readonly Activity[]>([]);

let last = 0;

function change(id: number, patch: Partial<Activity>): void {
  activities.set(activities.get().map((activity) => (activity.id === id ? { ...activity, ...patch } : activity)));
}

export function dismissActivity(id: number): void {
  activities.set(activities.get().filter((activity) => activity.id !== id));
}

/** Runs work under the eyes of the status bar; a fault is shown there and thrown on. `endOf` tells of work that ended early without one. */
export async function runActivity<T>(
  kind: ActivityKind,
  cancel: (() => void) | null,
  work: (report: (step: ActivityStep) => void) => Promise<T>,
  endOf: (result: T) => Pick<Activity, 'state' | 'fault'> = () => ({ state: 'done', fault: null }),
): Promise<T> {
  const id = ++last;
  const fresh: Activity = { id, kind, state: 'running', done: 0, total: null, rate: null, secondsLeft: null, cancel, fault: null };
  activities.set([...activities.get().filter((activity) => activity.state === 'running'), fresh]);
  try {
    const result = await work((step) => change(id, step));
    change(id, { ...endOf(result), cancel: null });
    return result;
  } catch (fault) {
    change(id, { state: isCancelled(fault) ? 'cancelled' : 'failed', cancel: null, fault });
    throw fault;
  }
}

export function isCancelled(fault: unknown): boolean {
  return typeof fault === 'object' && fault !== null && (fault as { code?: unknown }).code === 'cancelled';
}

/** Long work of this session: what goes on, how far it is, how to cancel it, and how each ended. Fed by work.ts and the pages, shown by the shell. */
import { Observable } from '../session/observable';

export type ActivityKind = 'sync' | 'check' | 'reconcile' | 'import' | 'export' | 'backup' | 'restore' | 'verify';

/** What came of it, where to look. */
export type ActivityLink =
  { readonly to: 'page'; readonly address: string } | { readonly to: 'file'; readonly token: string; readonly name: string };

export interface Activity {
  readonly id: number;
  readonly kind: ActivityKind;
  /** Which one: months, a file's name; empty when the kind says it all. */
  readonly what: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number | null;
  /** What is being done, by the work's own name for it; words in `app.activity.step`, none for a name that has none there. */
  readonly step: string | null;
  /** Steps per second: of a sync the requests. Measured here when the work does not tell. */
  readonly rate: number | null;
  readonly secondsLeft: number | null;
  readonly cancel: (() => void) | null;
  readonly fault: unknown;
  readonly link: ActivityLink | null;
  /** Milliseconds of the computer's clock. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Ended and still told in the status bar; the list has it either way. */
  readonly told: boolean;
}

export type ActivityStep = Pick<Activity, 'done' | 'total'> & Partial<Pick<Activity, 'step' | 'rate' | 'secondsLeft' | 'cancel'>>;

export interface ActivityAbout<T> {
  readonly what?: string;
  /** Where to look at the result; also for work that failed on its way (`result` null). */
  readonly link?: (result: T | null) => ActivityLink | null;
}

/** Works of this session that the list keeps. */
const MOST = 60;
/** A rate measured over less says little, ms. */
const MEASURED_MS = 1_500;

export const activities = new Observable<readonly Activity[]>([]);

let last = 0;

function change(id: number, patch: (activity: Activity) => Partial<Activity>): void {
  activities.set(activities.get().map((activity) => (activity.id === id ? { ...activity, ...patch(activity) } : activity)));
}

/** Takes the word of how a work ended out of the status bar. */
export function dismissActivity(id: number): void {
  change(id, () => ({ told: false }));
}

/** Empties the list of what has ended. */
export function clearEnded(): void {
  activities.set(activities.get().filter(({ state }) => state === 'running'));
}

/** What a work reports that goes in stages of unlike length: neither a rate nor a time left follows from their count. */
export function stage({
  step,
  done,
  total,
}: {
  readonly step: string;
  readonly done: number;
  readonly total: number | null;
}): ActivityStep {
  return { step, done, total, rate: null, secondsLeft: null };
}

/** A step with rate and time left measured, where the work tells neither. */
export function measured(step: ActivityStep, startedAt: number, now: number): ActivityStep {
  const elapsed = now - startedAt;
  if (step.rate !== undefined || step.secondsLeft !== undefined || elapsed < MEASURED_MS || step.done <= 0) return step;
  const rate = (step.done * 1000) / elapsed;
  return { ...step, rate, secondsLeft: step.total === null || step.total < step.done ? null : (step.total - step.done) / rate };
}

/** Runs work under the eyes of the status bar; a fault is shown there and thrown on. `endOf` tells of work that ended early without one. */
export async function runActivity<T>(
  kind: ActivityKind,
  cancel: (() => void) | null,
  work: (report: (step: ActivityStep) => void) => Promise<T>,
  endOf: (result: T) => Pick<Activity, 'state' | 'fault'> = () => ({ state: 'done', fault: null }),
  { what = '', link = () => null }: ActivityAbout<T> = {},
): Promise<T> {
  const id = ++last;
  const fresh: Activity = {
    id,
    kind,
    what,
    state: 'running',
    done: 0,
    total: null,
    step: null,
    rate: null,
    secondsLeft: null,
    cancel,
    fault: null,
    link: null,
    startedAt: Date.now(),
    endedAt: null,
    told: true,
  };
  activities.set(
    [...activities.get().map((activity) => (activity.state === 'running' ? activity : { ...activity, told: false })), fresh].slice(-MOST),
  );
  const end = (patch: Pick<Activity, 'state' | 'fault' | 'link'>): void =>
    change(id, () => ({ ...patch, cancel: null, rate: null, secondsLeft: null, endedAt: Date.now() }));
  try {
    const result = await work((step) => change(id, ({ startedAt }) => measured(step, startedAt, Date.now())));
    end({ ...endOf(result), link: link(result) });
    return result;
  } catch (fault) {
    end({ state: isCancelled(fault) ? 'cancelled' : 'failed', fault, link: link(null) });
    throw fault;
  }
}

export function isCancelled(fault: unknown): boolean {
  return typeof fault === 'object' && fault !== null && (fault as { code?: unknown }).code === 'cancelled';
}

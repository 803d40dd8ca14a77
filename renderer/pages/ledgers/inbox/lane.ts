/** Looks and previews go one after the other: the desk reads one file at a time. */
let last: Promise<unknown> = Promise.resolve();

/** Runs work after all earlier work of the lane, whether that succeeded or not. */
export function inLane<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}

/**
 * The break to go to when some were decided: the next one below that still waits, else the first from the top; null when none does.
 * @param at place of the break that was in hand, -1 for none
 * @param waits whether the break at a place still waits, those just decided not
 */
export function nextWaiting(count: number, at: number, waits: (place: number) => boolean): number | null {
  for (let step = 1; step <= count; step++) {
    const place = (at + step) % count;
    if (waits(place)) return place;
  }
  return null;
}

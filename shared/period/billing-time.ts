/** An instant of the API seen in UTC+8, the clock of billing periods, `YYYY-MM-DD HH:MM:SS`; other texts as they are. */
export function billingTime(instant: string): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms) || !instant.endsWith('Z')) return instant;
  return new Date(ms + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ');
}

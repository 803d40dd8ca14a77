/** Which number formats of a workbook show dates, and serial numbers as ISO text. */

/** Built-in formats that show a date or time, the East Asian ones included (ECMA-376 part 1, 18.8.30). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** True for format codes with a year, month, day, hour or second outside quotes, brackets and escapes. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  const bare = code.replace(/"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.|\*./gi, '').replace(/general/gi, '');
  return /[ymdhs]/i.test(bare);
}

const DAY_MS = 86_400_000;

/**
 * Serial number as `YYYY-MM-DD`, with ` HH:MM:SS` when it has a time; null when it is no date of that system.
 * @param date1904 the workbook counts from 1904-01-01
 */
export function serialText(serial: number, date1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return null;
  // The 1900 system counts a 29 February 1900 that never was.
  const days = date1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const ms = Math.round(((days - 25_569) * DAY_MS) / 1000) * 1000;
  const text = new Date(ms).toISOString();
  if (serial < 1) return text.slice(11, 19);
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

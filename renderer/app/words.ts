/** Formatting of times, periods and open sets of codes for people. */
import type { TFunction } from 'i18next';
import i18next from 'i18next';
import type { Profile } from '../../shared/bridge/contract';
import type { PeriodSummary } from '../../shared/desk/api';

/** Words of an open set: the known meaning, else the code as it came. */
export function codeWord(t: TFunction, set: string, code: string): string {
  const key = `codes.${set}.${code}`;
  return code !== '' && i18next.exists(key) ? t(key as 'codes.kind.0') : code;
}

const SOURCE_WORDS = {
  statement: 'app.money.fromStatement',
  'typed-statement': 'app.money.fromTyped',
  'bill-lines': 'app.money.fromLines',
  'bill-file': 'app.money.fromFile',
} as const;

/** Where a month's figures come from. */
export function sourceText(t: TFunction, source: PeriodSummary['source']): string {
  return t(SOURCE_WORDS[source]);
}

/** Several of a kind in a sentence: `甲、乙`, `one, two`. */
export function listText(language: 'zh' | 'en', parts: readonly string[]): string {
  return parts.join(language === 'zh' ? '、' : ', ');
}

/** The sample profiles every machine has; one restored from a backup of such has a name of its own. */
export function isBuiltIn({ id }: Pick<Profile, 'id'>): boolean {
  return id.startsWith('sandbox-');
}

/** A profile's name; the built-in ones speak the screen's language. */
export function profileName(t: TFunction, { id, name, site, endpoint }: Profile): string {
  if (endpoint.kind !== 'sandbox' || !isBuiltIn({ id })) return name;
  return [t('welcome.sample.name'), t(`codes.site.${site}`), ...(endpoint.size === 'small' ? [] : [endpoint.size])].join(' · ');
}

/** `3 小时前`; `now` is passed in, so that the badge can tick. */
export function agoText(t: TFunction, instant: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000));
  if (minutes < 1) return t('app.ago.now');
  if (minutes < 60) return t('app.ago.minutes', { n: minutes });
  if (minutes < 48 * 60) return t('app.ago.hours', { n: Math.floor(minutes / 60) });
  return t('app.ago.days', { n: Math.floor(minutes / 1440) });
}

/** Local date and time of an act, `2026-11-03 09:12`. */
export function localTime(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Whole numbers with separators. */
export function countText(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** A size, `1.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, name] = bytes < 1e6 ? ([1e3, 'KB'] as const) : bytes < 1e9 ? ([1e6, 'MB'] as const) : ([1e9, 'GB'] as const);
  const tenths = Math.round((bytes / unit) * 10);
  return `${countText(Math.floor(tenths / 10))}.${tenths % 10} ${name}`;
}

/** A length of time as a person says it. @param seconds whole seconds */
export function durationText(t: TFunction, seconds: number): string {
  if (seconds < 90) return t('app.duration.seconds', { n: Math.max(1, seconds) });
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? t('app.duration.minutes', { n: minutes }) : t('app.duration.hours', { n: Math.round(minutes / 6) / 10 });
}

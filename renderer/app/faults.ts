/** Faults in words: the closed codes of the desk and of the bridge, in the language of the screen. */
import type { TFunction } from 'i18next';
import i18next from 'i18next';
import type { SourceId } from '../../shared/api/sources';
import { sourceName } from './figures/lines';

/** One or two sentences for a fault: what happened and what to do. `detail` holds no names or amounts. */
export function faultText(t: TFunction, fault: unknown): string {
  const { code, detail } = partsOf(fault);
  if (code === 'bad-table' && detail !== null) {
    const { happened, todo, place } = refusalOf(t, fault);
    return [happened, todo, place === null ? null : t('faults.place', { detail: place })].filter((part) => part !== null).join(' ');
  }
  const key =
    code === null ? 'faults.desk.internal' : i18next.exists(`faults.desk.${code}`) ? `faults.desk.${code}` : `faults.bridge.${code}`;
  const text = i18next.exists(key) ? t(key as 'faults.desk.internal') : t('faults.desk.internal');
  // A detail that has a sentence of its own says more than the code.
  if (detail !== null && i18next.exists(`faults.detail.${detail}`)) return t(`faults.detail.${detail}` as 'faults.detail.plain-http');
  // Why a sync ended before its time.
  const failure = `faults.failure.${detail ?? ''}`;
  if (code === 'sync-stopped' && i18next.exists(failure)) return `${t(`${failure}.happened` as 'faults.failure.network.happened')} ${text}`;
  return detail === null || text.includes(detail) ? text : `${text} ${detailText(t, detail)}`;
}

/** Months, numbers and names of data say where; anything else is for who is asked for help. */
function detailText(t: TFunction, detail: string): string {
  const words = detail.split(' ').map((part) => (i18next.exists(`codes.source.${part}`) ? sourceName(t, part as SourceId) : part));
  const plain = words.every((word, at) => word !== detail.split(' ')[at] || /^[\d.,:、–-]+$/.test(word));
  return plain ? t('faults.place', { detail: words.join(' ') }) : t('faults.forSupport', { detail });
}

/** A file that was refused, in three sentences; `means` and `todo` are null for a fault that is none of the file's. */
export interface Refusal {
  readonly happened: string;
  readonly means: string | null;
  readonly todo: string | null;
  /** Where in the file, when the reader knows. */
  readonly place: string | null;
}

/** Words for a file that the reader refused; its code travels as the detail of `bad-table` (`old-xls`, `truncated: row 7`). */
export function refusalOf(t: TFunction, fault: unknown): Refusal {
  const { code, detail } = partsOf(fault);
  const cut = detail?.indexOf(':') ?? -1;
  const kind = code === 'bad-table' && detail !== null ? (cut < 0 ? detail : detail.slice(0, cut)).trim() : code;
  const place = code === 'bad-table' && detail !== null && cut >= 0 ? detail.slice(cut + 1).trim() : null;
  const key = `faults.table.${kind}`;
  if (kind === null || !i18next.exists(key))
    return {
      happened: code === 'bad-table' ? t('faults.desk.bad-table') : faultText(t, { code, detail }),
      means: null,
      todo: null,
      place: null,
    };
  const words = (part: 'happened' | 'means' | 'todo'): string => t(`${key}.${part}` as 'faults.table.old-xls.happened');
  return { happened: words('happened'), means: words('means'), todo: words('todo'), place };
}

function partsOf(fault: unknown): { code: string | null; detail: string | null } {
  if (typeof fault !== 'object' || fault === null) return { code: null, detail: null };
  const { code, detail } = fault as { code?: unknown; detail?: unknown };
  return { code: typeof code === 'string' ? code : null, detail: typeof detail === 'string' && detail !== '' ? detail : null };
}

/** Faults in words: the closed codes of the desk and of the bridge, in the language of the screen. */
import type { TFunction } from 'i18next';
import i18next from 'i18next';

/** One or two sentences for a fault: what happened and what to do. `detail` holds no names or amounts. */
export function faultText(t: TFunction, fault: unknown): string {
  const { code, detail } = partsOf(fault);
  const key =
    code === null ? 'faults.desk.internal' : i18next.exists(`faults.desk.${code}`) ? `faults.desk.${code}` : `faults.bridge.${code}`;
  const text = i18next.exists(key) ? t(key as 'faults.desk.internal') : t('faults.desk.internal');
  return detail ? `${text} ${t('faults.place', { detail })}` : text;
}

function partsOf(fault: unknown): { code: string | null; detail: string | null } {
  if (typeof fault !== 'object' || fault === null) return { code: null, detail: null };
  const { code, detail } = fault as { code?: unknown; detail?: unknown };
  return { code: typeof code === 'string' ? code : null, detail: typeof detail === 'string' && detail !== '' ? detail : null };
}

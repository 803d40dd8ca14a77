import type { DeskFault } from '../../shared/desk/api';
import type { CellFault, MissingField } from '../../shared/ledger/types';
import type { PauseReason, SliceFailure } from '../../shared/sync/slices';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';

/** Codes whose words say less than the detail does. */
const DETAILED = new Set(['period-closed', 'sync-stopped', 'store-failed', 'internal']);

/** A fault in the words of the screens, as one sentence without its end; a stranger's message as it is. */
export function describe(error: unknown, language: 'zh' | 'en'): string {
  const { code, detail, message } = error as Partial<DeskFault> & { readonly message?: string };
  if (typeof code !== 'string') return message ?? String(error);
  const { desk, bridge } = (language === 'zh' ? zh : en).faults;
  const words: string | undefined = ({ ...bridge, ...desk } as Readonly<Record<string, string>>)[code];
  if (words === undefined) return detail ? `${code}: ${detail}` : code;
  const said = oneSentence(words, language);
  if (!detail || !DETAILED.has(code)) return said;
  return language === 'zh' ? `${said}（${detail}）` : `${said} (${detail})`;
}

/** As {@link describe}, but a refused file says what is wrong with it and what to do, the code behind it. */
export function describeRefusal(error: unknown, language: 'zh' | 'en'): string {
  const { code, detail } = error as Partial<DeskFault>;
  if (code !== 'bad-table' || !detail) return describe(error, language);
  const words: Readonly<Record<string, { readonly happened: string; readonly todo: string }>> = (language === 'zh' ? zh : en).faults.table;
  const known = words[detail.split(':')[0] ?? ''];
  if (!known) return describe(error, language);
  return language === 'zh'
    ? `${oneSentence(known.happened + known.todo, language)}（${detail}）`
    : `${oneSentence(`${known.happened} ${known.todo}`, language)} (${detail})`;
}

/** The last line of a failed run is one sentence, and its end is added where it is put in. */
function oneSentence(text: string, language: 'zh' | 'en'): string {
  return language === 'zh' ? text.replace(/。$/, '').replaceAll('。', '；') : text.replace(/\.$/, '').replaceAll(/\.\s+(?=[A-Z])/g, '; ');
}

/** Why a cell cannot be read, as the screens say it. */
export function cellFaultWord(fault: CellFault, language: 'zh' | 'en'): string {
  return (language === 'zh' ? zh : en).codes.cellFault[fault];
}

/** Why a sync stands still, as one sentence without its end. */
export function pauseWord(reason: PauseReason, language: 'zh' | 'en'): string {
  return oneSentence((language === 'zh' ? zh : en).sync.paused[reason], language);
}

/** What ended a sync, as one sentence without its end; what the gateway or the system said behind it. */
export function failureWord(failure: SliceFailure, said: readonly string[], language: 'zh' | 'en'): string {
  const words = oneSentence((language === 'zh' ? zh : en).faults.failure[failure].happened, language);
  if (said.length === 0) return words;
  return language === 'zh' ? `${words}（${said.join(' ')}）` : `${words} (${said.join(' ')})`;
}

/** What an import lacks, as the screens name it. */
export function missingWord(field: MissingField, language: 'zh' | 'en'): string {
  return (language === 'zh' ? zh : en).ledgers.missing[field];
}

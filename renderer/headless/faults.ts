import type { DeskFault } from '../../shared/desk/api';
import type { CellFault, MissingField } from '../../shared/ledger/types';
import { en } from '../i18n/en';
import { zh } from '../i18n/zh';

/** Code and detail of a fault; a stranger's message as it is. */
export function describe(error: unknown): string {
  const fault = error as Partial<DeskFault> & { message?: string };
  if (typeof fault.code === 'string') return fault.detail ? `${fault.code}: ${fault.detail}` : fault.code;
  return fault.message ?? String(error);
}

/** As {@link describe}, but a refused file in the words of the screens: what happened and what to do, the code behind them. */
export function describeRefusal(error: unknown, language: 'zh' | 'en'): string {
  const { code, detail } = error as Partial<DeskFault>;
  if (code !== 'bad-table' || !detail) return describe(error);
  const words: Readonly<Record<string, { readonly happened: string; readonly todo: string }>> = (language === 'zh' ? zh : en).faults.table;
  const known = words[detail.split(':')[0] ?? ''];
  if (!known) return describe(error);
  return language === 'zh'
    ? `${known.happened}${known.todo.replace(/。$/, '')}（${detail}）`
    : `${known.happened} ${known.todo.replace(/\.$/, '')} (${detail})`;
}

/** Why a cell cannot be read, as the screens say it. */
export function cellFaultWord(fault: CellFault, language: 'zh' | 'en'): string {
  return (language === 'zh' ? zh : en).codes.cellFault[fault];
}

/** What an import lacks, as the screens name it. */
export function missingWord(field: MissingField, language: 'zh' | 'en'): string {
  return (language === 'zh' ? zh : en).ledgers.missing[field];
}

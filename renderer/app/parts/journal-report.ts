/**
 * What proving the journal found, in words. The report of a start is codes, parted by `; `: `broken FILE:LINE:SEQ WHY`, with `to LAST` behind where
 * the last lost entry is known, `torn FILE BYTES`, `rebuilt`, `ends-early SEQ APPLIED`.
 */
import type { TFunction } from 'i18next';
import type { BreakPlace, BreakWhy } from '../../../shared/journal/check';

const BROKEN = /^broken (.+):(\d+):(\d+) ([a-z-]+)(?: to (\d+))?$/;
const TORN = /^torn (.+) (\d+)$/;
const EARLY = /^ends-early (\d+) (\d+)$/;

export function journalReportSentences(t: TFunction, report: string): string[] {
  return report.split('; ').map((part) => {
    const [, file, line, seq, why, last] = BROKEN.exec(part) ?? [];
    if (file !== undefined)
      return breakSentence(t, { file, line: Number(line), seq: Number(seq), why: why as BreakWhy, ...(last && { last: Number(last) }) });
    const [, torn, bytes] = TORN.exec(part) ?? [];
    if (torn !== undefined) return t('audit.torn', { file: torn, bytes });
    const [, head, applied] = EARLY.exec(part) ?? [];
    if (head !== undefined) return t('audit.endsEarly', { head, applied });
    return part === 'rebuilt' ? t('audit.rebuilt') : part;
  });
}

/** A place where the chain does not hold. */
export function breakSentence(t: TFunction, { file, line, seq, why, last }: BreakPlace): string {
  if (last !== undefined) return t(why === 'missing-file' ? 'audit.lostFile' : 'audit.lostEnd', { file, line, seq, last });
  return t('audit.broken', { file, line, seq, why: t(`audit.why.${why}`) });
}

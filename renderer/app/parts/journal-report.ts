/** What opening the journal found, in words. The report is codes: `broken FILE:LINE:SEQ WHY`, `torn FILE BYTES`, `rebuilt`, parted by `; `. */
import type { TFunction } from 'i18next';

const BROKEN = /^broken (.+):(\d+):(\d+) ([a-z-]+)$/;
const TORN = /^torn (.+) (\d+)$/;

export function journalReportSentences(t: TFunction, report: string): string[] {
  return report.split('; ').map((part) => {
    const [, file, line, seq, why] = BROKEN.exec(part) ?? [];
    if (file !== undefined) return t('audit.broken', { file, line, seq, why: t(`audit.why.${why ?? ''}` as 'audit.why.changed') });
    const [, torn, bytes] = TORN.exec(part) ?? [];
    if (torn !== undefined) return t('audit.torn', { file: torn, bytes });
    return part === 'rebuilt' ? t('audit.rebuilt') : part;
  });
}

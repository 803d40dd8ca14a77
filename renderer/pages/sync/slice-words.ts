import { useTranslation } from 'react-i18next';
import { parseSliceId, type SliceId } from '../../../shared/sync/slices';
import { useNames } from '../../app/session/lookups';
import { codeWord } from '../../app/words';

/** A slice in words: `账单明细 · 账期 2026-08 · 计费模式 按需`. */
export function useSliceWords(): (slice: SliceId) => string {
  const { t } = useTranslation();
  const names = useNames();
  return (slice) => {
    const { source, language: _, ...parts } = parseSliceId(slice);
    const worded = Object.entries(parts).map(([part, value]) => {
      const text = part === 'customer' || part === 'reseller' ? names.party(value) : codeWord(t, part, value);
      return `${codeWord(t, 'slicePart', part)} ${text}`;
    });
    return [codeWord(t, 'source', source), ...worded].join(' · ');
  };
}

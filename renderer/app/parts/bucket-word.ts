import { useTranslation } from 'react-i18next';
import { useNames } from '../session/lookups';
import { codeWord } from '../words';

/** Says what a level of a bucket is called: names instead of IDs, words instead of codes, the text as it is where there is neither. */
export function useBucketWord(): (level: string, value: string) => string {
  const { t } = useTranslation();
  const names = useNames();
  return (level, value) => {
    if (value === '') return t('period.totals.nameless');
    if (level === 'customer' || level === 'counterparty' || level === 'reseller') return names.party(value);
    if (level === 'service') return names.service(value);
    return codeWord(t, level, value);
  };
}

import { useTranslation } from 'react-i18next';
import { useNames } from '../session/lookups';
import { codeWord } from '../words';

/** A bucket in words: names instead of IDs where there are any. */
export function BucketName({ bucket }: { readonly bucket: Readonly<Record<string, string>> }) {
  const { t } = useTranslation();
  const names = useNames();
  const word = (key: string, value: string): string => {
    if (key === 'customer' || key === 'counterparty' || key === 'reseller') return names.party(value);
    if (key === 'service') return names.service(value);
    return codeWord(t, key, value);
  };
  return (
    <span title={Object.values(bucket).join(' · ')}>
      {Object.entries(bucket)
        .map(([key, value]) => word(key, value))
        .join(' · ')}
    </span>
  );
}

import { useBucketWord } from './bucket-word';

/** A bucket in words: names instead of IDs where there are any. */
export function BucketName({ bucket }: { readonly bucket: Readonly<Record<string, string>> }) {
  const word = useBucketWord();
  return (
    <span title={Object.values(bucket).join(' · ')}>
      {Object.entries(bucket)
        .map(([key, value]) => word(key, value))
        // An own customer is its own counterparty.
        .filter((name, at, all) => name !== all[at - 1])
        .join(' · ')}
    </span>
  );
}

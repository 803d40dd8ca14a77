import { useEffect, useState } from 'react';
import type { ViewFilter, ViewSource } from '../../../shared/desk/api';
import { formatUnits, parseUnits } from '../../../shared/money';
import { useLanguage, useSession } from '../../app/session/context';
import { useDataStamp } from '../../app/session/lookups';

/** What an amount column of a list comes to. */
export interface ListSum {
  /** Decimal text; null where the list has two currencies. */
  readonly sum: string | null;
  readonly records: number;
  /** Rows that have the amount. */
  readonly amounts: number;
}

/** Exact sum of a column over the rows of a list; undefined until it is known, null where it could not be read. */
export function useSum(
  source: ViewSource,
  period: string | null,
  column: string,
  filters: readonly ViewFilter[],
): ListSum | null | undefined {
  const { desk } = useSession();
  const language = useLanguage();
  const stamp = useDataStamp();
  const [found, setFound] = useState<{ readonly asked: string; readonly sum: ListSum | null }>();
  const text = JSON.stringify({ source, period, filters, sort: [], language });
  const asked = `${text} ${column}`;
  useEffect(() => {
    let current = true;
    void (async () => {
      try {
        const handle = await desk.view(JSON.parse(text) as Parameters<typeof desk.view>[0]);
        const { columns } = await desk.summarise(handle.id, { fromRow: 0, toRow: handle.records, columns: [column] });
        await desk.closeView(handle.id);
        const [own] = columns;
        const sums = own?.sums ?? [];
        if (current)
          setFound({
            asked,
            sum: { sum: sums.length > 1 ? null : (sums[0]?.sum ?? '0.00'), records: handle.records, amounts: own?.amounts ?? 0 },
          });
      } catch {
        if (current) setFound({ asked, sum: null });
      }
    })();
    return () => void (current = false);
  }, [desk, text, asked, column, stamp]);
  // That of another list is no sum of this one.
  return found?.asked === asked ? found.sum : undefined;
}

/** Sum of decimal texts; null when one of them is not there. */
export function sumTexts(texts: readonly (string | null | undefined)[]): string | null {
  let sum = 0n;
  for (const text of texts) {
    if (text === null || text === undefined) return null;
    sum += parseUnits(text);
  }
  return formatUnits(sum);
}

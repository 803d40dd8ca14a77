import { useEffect, useMemo, useState } from 'react';
import type { BreakFilter } from '../../store/break-filter';
import type { DecidedBreaks, RoleTab } from '../../store/break-table';

/** Rows searched before the page gets a turn. */
const TURN = 4_000;

interface Found {
  readonly breaks: DecidedBreaks;
  readonly within: Uint32Array;
  readonly text: string;
  readonly rows: Uint32Array;
}

/** The rows that fit the filters; a text is looked for a part at a time, so that the page stays usable however many there are. */
export function useFittingBreaks(
  breaks: DecidedBreaks,
  role: RoleTab,
  { text, ...filter }: BreakFilter & { readonly text: string },
  serviceName: (code: string | null) => string,
  latest: string,
): { readonly list: Uint32Array; readonly searching: boolean } {
  const { class: kind, status, counterparty, age, customer = null, owner = null, sign = null, from = null, to = null } = filter;
  const within = useMemo(
    () => breaks.fitting(role, { class: kind, status, counterparty, age, customer, owner, sign, from, to }, latest),
    [breaks, role, kind, status, counterparty, age, customer, owner, sign, from, to, latest],
  );
  const [found, setFound] = useState<Found | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (wanted === '') return undefined;
    let current = true;
    const fits = breaks.searcher(wanted, serviceName);
    const rows = new Uint32Array(within.length);
    let n = 0;
    const search = async (): Promise<void> => {
      for (let start = 0; start < within.length && current; start += TURN) {
        for (const row of within.subarray(start, start + TURN)) if (fits(row)) rows[n++] = row;
        await new Promise((next) => setTimeout(next));
      }
      if (current) setFound({ breaks, within, text: wanted, rows: rows.slice(0, n) });
    };
    void search();
    return () => {
      current = false;
    };
  }, [breaks, within, wanted, serviceName]);
  if (wanted === '') return { list: within, searching: false };
  const done = found?.within === within && found.text === wanted;
  // What was found before stays in sight until the new search is through: rows keep their numbers while the table is the same.
  return { list: found?.breaks.table === breaks.table ? found.rows : NOTHING, searching: !done };
}

const NOTHING = new Uint32Array(0);

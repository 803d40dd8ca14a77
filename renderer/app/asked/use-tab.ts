import { useSearchParams } from 'react-router';

/** The tab of a page as a part of its address, so that a link can open it and going back returns to it. */
export function useTab(first: string): { readonly activeKey: string; onChange(key: string): void } {
  const [query, setQuery] = useSearchParams();
  return {
    activeKey: query.get('list') ?? first,
    onChange: (key) => setQuery((before) => onList(before, key === first ? null : key), { replace: true }),
  };
}

/** Another list of the same page: of the same months, without the filters the address asked for. */
export function onList(query: URLSearchParams, list: string | null): URLSearchParams {
  const next = new URLSearchParams([...query].filter(([name]) => name === 'period' || name === 'all'));
  if (list !== null) next.set('list', list);
  return next;
}

import { useSearchParams } from 'react-router';

/** The tab of a page as a part of its address, so that a link can open it and going back returns to it. */
export function useTab(first: string): { readonly activeKey: string; onChange(key: string): void } {
  const [query, setQuery] = useSearchParams();
  return {
    activeKey: query.get('list') ?? first,
    onChange: (key) => setQuery(key === first ? {} : { list: key }, { replace: true }),
  };
}

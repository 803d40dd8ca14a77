import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { Hit } from '../../help/search';

/** What was found, best first, each with the place that matches. */
export function Results({ wanted, hits }: { readonly wanted: string; readonly hits: readonly Hit[] }) {
  const { t } = useTranslation();
  return (
    <section className="section-body" aria-labelledby="help-results" data-testid="help-results" data-count={hits.length}>
      <h2 id="help-results">
        <span role="status">{hits.length === 0 ? t('help.noResults', { wanted }) : t('help.results', { wanted, n: hits.length })}</span>
      </h2>
      <ul className="help-hits">
        {hits.map((hit) => (
          <li key={hit.id}>
            <Link to={`/help/${hit.id}`} data-testid="help-hit" data-id={hit.id}>
              {hit.title}
            </Link>
            {hit.topic !== hit.title && <span className="muted"> · {hit.topic}</span>}
            <div>
              {hit.passage.map((piece, at) => (piece.hit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

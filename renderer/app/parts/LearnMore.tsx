import { useTranslation } from 'react-i18next';
import { followLink } from './follow';

/** The way to the place in help that explains what is shown. Works outside of the router, too, where messages of the kit stand. */
export function LearnMore({
  to,
  about,
}: {
  readonly to: string | null;
  /** Read out in place of the bare words. */ readonly about?: string;
}) {
  const { t } = useTranslation();
  if (to === null) return null;
  return (
    <a
      className="learn-more"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        followLink(to);
      }}
      aria-label={about === undefined ? undefined : `${t('help.learnMore')}: ${about}`}
      data-testid="learn-more"
    >
      {t('help.learnMore')}
    </a>
  );
}

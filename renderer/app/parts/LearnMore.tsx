import { useTranslation } from 'react-i18next';

/** The way to the place in help that explains what is shown. A plain link: messages of the kit stand outside of the router. */
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
      aria-label={about === undefined ? undefined : `${t('help.learnMore')}: ${about}`}
      data-testid="learn-more"
    >
      {t('help.learnMore')}
    </a>
  );
}

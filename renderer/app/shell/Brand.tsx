import { useTranslation } from 'react-i18next';

/** Two columns that meet: the mark of the desk. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <div className="shell-brand">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M2 4h6v3H2zm0 5h6v3H2zm10-5h6v3h-6zm0 5h6v3h-6z" fill="currentColor" />
        <path d="M3 16.5h14" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      </svg>
      <span className="nav-name">{t('app.name')}</span>
    </div>
  );
}

import { Navigate, useParams, useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../app/parts/Page';
import { SectionList } from './SectionList';
import { SectionBody, sectionOf } from './sections';

/** Settings: a side list and the section its address names. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { section: id } = useParams();
  const [search] = useSearchParams();
  const section = sectionOf(id);
  // Also the way from addresses of before the sections had their own (`?tab=rates`).
  if (section === undefined) return <Navigate to={`/settings/${sectionOf(search.get('tab'))?.id ?? 'desk'}`} replace />;
  return (
    <Page title={t('app.nav.settings')}>
      <div className="sections">
        <SectionList />
        <section className="section-body" aria-labelledby="settings-section">
          <h2 id="settings-section">{t(`sections.items.${section.id}.name`)}</h2>
          <p className="muted">{t(`sections.items.${section.id}.hint`)}</p>
          <SectionBody key={section.id} section={section} />
        </section>
      </div>
    </Page>
  );
}

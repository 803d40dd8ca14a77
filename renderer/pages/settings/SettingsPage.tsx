import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../app/parts/Page';
import { AboutPanel } from './AboutPanel';
import { BackupPanel } from './BackupPanel';
import { BrandPanel } from './BrandPanel';
import { DeskPanel } from './DeskPanel';
import { KeysPanel } from './KeysPanel';
import { PacesPanel } from './PacesPanel';
import { PermissionsPanel } from './permissions/PermissionsPanel';
import { PolicyPanel } from './PolicyPanel';
import { PriceRulesPanel } from './prices/PriceRulesPanel';
import { RestorePanel } from './RestorePanel';
import { RuleSetPanel } from './prices/RuleSetPanel';
import { RatesPanel } from './rates/RatesPanel';
import { ProfilesPanel } from './ProfilesPanel';

export function SettingsPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  return (
    <Page title={t('app.nav.settings')}>
      <Tabs
        destroyOnHidden
        defaultActiveKey={search.get('tab') ?? 'desk'}
        items={[
          { key: 'desk', label: <span data-testid="settings-desk">{t('settings.tabs.desk')}</span>, children: <DeskPanel /> },
          {
            key: 'profiles',
            label: <span data-testid="settings-profiles">{t('settings.tabs.profiles')}</span>,
            children: (
              <div className="stack">
                <ProfilesPanel />
                <KeysPanel />
              </div>
            ),
          },
          {
            key: 'permissions',
            label: <span data-testid="settings-permissions">{t('interfaces.check.tab')}</span>,
            children: <PermissionsPanel />,
          },
          {
            key: 'prices',
            label: <span data-testid="settings-prices">{t('settings.tabs.prices')}</span>,
            children: <PriceRulesPanel />,
          },
          {
            key: 'rules',
            label: <span data-testid="settings-rules">{t('settings.tabs.rules')}</span>,
            children: <RuleSetPanel />,
          },
          { key: 'rates', label: <span data-testid="settings-rates">{t('rates.tab')}</span>, children: <RatesPanel /> },
          {
            key: 'closing',
            label: <span data-testid="settings-closing">{t('settings.tabs.closing')}</span>,
            children: <PolicyPanel />,
          },
          {
            key: 'statements',
            label: <span data-testid="settings-statements">{t('out.brand.tab')}</span>,
            children: <BrandPanel />,
          },
          {
            key: 'backup',
            label: <span data-testid="settings-backup">{t('settings.tabs.backup')}</span>,
            children: (
              <div className="stack">
                <BackupPanel />
                <RestorePanel />
              </div>
            ),
          },
          { key: 'paces', label: <span data-testid="settings-paces">{t('settings.tabs.paces')}</span>, children: <PacesPanel /> },
          { key: 'about', label: <span data-testid="settings-about">{t('settings.tabs.about')}</span>, children: <AboutPanel /> },
        ]}
      />
    </Page>
  );
}

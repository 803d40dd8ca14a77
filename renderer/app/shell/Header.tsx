import { Dropdown, Button } from 'antd';
import { DownOutlined } from '@ant-design/icons';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession, useSessionState } from '../session/context';
import { useCurrency } from '../session/lookups';
import { useAct } from '../parts/act';
import { profileName } from '../words';
import { PaletteButton } from './PaletteButton';
import { PeriodSwitch } from './PeriodSwitch';
import { TravelButtons } from './TravelButtons';
import { SyncBadge } from './SyncBadge';
import { Switches } from './Switches';
import { UserMenu } from './UserMenu';

export function Header() {
  const { t } = useTranslation();
  const { profile } = useOpenDesk();
  const { profiles } = useSessionState();
  const session = useSession();
  const navigate = useNavigate();
  const { act } = useAct();
  const currency = useCurrency();
  const items = profiles.map((each) => ({
    key: each.id,
    label: profileName(t, each),
    disabled: each.id === profile.id,
    onClick: () => void act(() => session.openProfile(each.id)),
  }));
  const more = { key: 'settings', label: t('app.nav.settings'), onClick: () => void navigate('/settings/profiles') };
  return (
    <header className="shell-head">
      <TravelButtons />
      <Dropdown trigger={['click']} menu={{ items: [...items, { type: 'divider' }, more] }}>
        <Button type="text" data-testid="profile-menu" title={`${profileName(t, profile)} · ${t('app.header.switchProfile')}`}>
          <span className="shell-profile">{profileName(t, profile)}</span>
          <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      <span className="badge site-badge">{[t(`codes.site.${profile.site}`), currency].filter((part) => part !== '').join(' · ')}</span>
      <span className="push" />
      <PaletteButton />
      <SyncBadge />
      <PeriodSwitch />
      <UserMenu />
      <Switches />
    </header>
  );
}

import { Button, Dropdown } from 'antd';
import { UserOutlined } from '@ant-design/icons';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../session/context';
import { useAct } from '../parts/act';

/** Who signs acts now, and a switch to another of the people who share the computer. */
export function UserMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const navigate = useNavigate();
  const { act } = useAct();
  const name = settings.userName === '' ? t('audit.unnamed') : settings.userName;
  const others = settings.users.filter((name) => name !== settings.userName);
  const items = [
    ...others.map((name) => ({
      key: `user-${name}`,
      label: <span data-testid={`user-${name}`}>{name}</span>,
      onClick: () => void act(() => session.changeSettings({ userName: name })),
    })),
    ...(others.length > 0 ? [{ type: 'divider' as const }] : []),
    { key: 'manage', label: t('app.header.users'), onClick: () => void navigate('/settings/users') },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button
        type="text"
        icon={<UserOutlined />}
        data-testid="user-menu"
        data-user={settings.userName}
        title={`${name} · ${t('app.header.userHint')}`}
      >
        <span className="head-word user-name">{name}</span>
      </Button>
    </Dropdown>
  );
}

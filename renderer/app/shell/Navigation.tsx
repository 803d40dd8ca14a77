import { useSyncExternalStore } from 'react';
import { Button, Tooltip } from 'antd';
import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { NavLink } from 'react-router';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../../shared/shell/commands';
import { ariaShortcut, shortcutText } from '../../../shared/shell/shortcuts';
import { navigationNarrow, toggleNavigation } from '../commands/asked';
import { useSession } from '../session/context';
import { useObservable } from '../session/observable';
import { NAVIGATION } from './pages';
import { Brand } from './Brand';

/** Below this width, in pixels of the page, the navigation shows icons alone: at 200 % zoom a window of 1280 has 640. */
const tight = matchMedia('(max-width: 1000px)');

function subscribeTight(listener: () => void): () => void {
  tight.addEventListener('change', listener);
  return () => tight.removeEventListener('change', listener);
}

/** Whether the navigation is icons alone: by choice, or for want of room. */
export function useNarrow(): { readonly narrow: boolean; readonly forced: boolean } {
  const chosen = useObservable(navigationNarrow);
  const forced = useSyncExternalStore(subscribeTight, () => tight.matches);
  return { narrow: chosen || forced, forced };
}

export function Navigation() {
  const { t } = useTranslation();
  const { platform } = useSession().info;
  const { narrow, forced } = useNarrow();
  const [keys] = keysOf('navigation', platform);
  return (
    <nav className="shell-side" aria-label={t('app.nav.label')} data-narrow={narrow}>
      <Brand />
      {NAVIGATION.map(({ group, pages }) => (
        <div key={group}>
          <div className="nav-group">{t(`app.nav.${group}`)}</div>
          <ul className="nav">
            {pages.map(({ id, icon: Icon }) => {
              const name = t(`app.nav.${id}`);
              const [shortcut] = keysOf(`go-${id}`, platform);
              const hint = shortcut === undefined ? name : `${name} (${shortcutText(shortcut, platform)})`;
              return (
                <li key={id}>
                  <Tooltip title={narrow ? hint : ''} placement="right">
                    <NavLink className="nav-link" to={`/${id}`} data-testid={`nav-${id}`}>
                      <Icon aria-hidden />
                      <span className="nav-name">{name}</span>
                    </NavLink>
                  </Tooltip>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
      {!forced && (
        <Button
          type="text"
          size="small"
          className="nav-toggle"
          icon={narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          aria-expanded={!narrow}
          aria-keyshortcuts={ariaShortcut(keys!, platform)}
          aria-label={t('commands.names.navigation')}
          title={`${t('commands.names.navigation')} (${shortcutText(keys!, platform)})`}
          data-testid="nav-toggle"
          onClick={toggleNavigation}
        />
      )}
    </nav>
  );
}

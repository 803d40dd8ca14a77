import { NavLink } from 'react-router';
import { useTranslation } from 'react-i18next';
import { NAVIGATION } from './pages';
import { Brand } from './Brand';

export function Navigation() {
  const { t } = useTranslation();
  return (
    <nav className="shell-side" aria-label={t('app.nav.label')}>
      <Brand />
      {NAVIGATION.map(({ group, pages }) => (
        <div key={group}>
          <div className="nav-group">{t(`app.nav.${group}`)}</div>
          <ul className="nav">
            {pages.map(({ id, icon: Icon }) => (
              <li key={id}>
                <NavLink className="nav-link" to={`/${id}`} data-testid={`nav-${id}`}>
                  <Icon />
                  {t(`app.nav.${id}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

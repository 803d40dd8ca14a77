import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Input } from 'antd';
import { SearchOutlined } from '@ant-design/icons';
import i18next from 'i18next';
import { NavLink, useNavigate, useParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useCurrentInSight } from '../../app/parts/current-in-sight';
import { useLanguage } from '../../app/session/context';
import { findSections, type WordTree } from './search';
import { GROUPS, SECTIONS } from './sections';

/** The side list: sections by group, a search over all their words, arrow keys from one to the next. */
export function SectionList() {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState('');
  const list = useRef<HTMLDivElement>(null);
  useCurrentInSight(list, useParams().section);
  const found = useMemo(() => {
    const words = (path: string): WordTree =>
      i18next.t(path as 'settings.desk', { returnObjects: true, lng: language, skipInterpolation: true });
    return findSections(SECTIONS, wanted, ({ id }) => [t(`sections.items.${id}.name`), t(`sections.items.${id}.hint`)], words);
  }, [wanted, language, t]);
  const links = (): HTMLAnchorElement[] => [...(list.current?.querySelectorAll('a') ?? [])];
  const walk = (event: KeyboardEvent): void => {
    const all = links();
    const at = all.indexOf(document.activeElement as HTMLAnchorElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || (at < 0 && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    if (to < 0) list.current?.querySelector('input')?.focus();
    else all[Math.min(to, all.length - 1)]?.focus();
  };
  return (
    <nav ref={list} className="section-list" aria-label={t('sections.label')} onKeyDown={walk}>
      <Input
        allowClear
        size="small"
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('sections.search')}
        aria-label={t('sections.search')}
        value={wanted}
        data-testid="settings-search"
        onChange={(event) => setWanted(event.target.value)}
        onPressEnter={() => found[0] && void navigate(`/settings/${found[0].section.id}`)}
      />
      <span className="visually-hidden" role="status">
        {wanted !== '' && t('sections.found', { n: found.length })}
      </span>
      {found.length === 0 && <p className="muted">{t('sections.none')}</p>}
      {GROUPS.map(({ id: group, sections }) => {
        const shown = found.filter(({ section }) => sections.includes(section));
        if (shown.length === 0) return null;
        return (
          <div key={group} role="group" aria-labelledby={`settings-group-${group}`}>
            <div className="nav-group" id={`settings-group-${group}`}>
              {t(`sections.groups.${group}`)}
            </div>
            <ul className="nav">
              {shown.map(({ section: { id }, passage }) => (
                <li key={id}>
                  <NavLink className="nav-link" to={`/settings/${id}`} data-testid={`settings-${id}`}>
                    {t(`sections.items.${id}.name`)}
                  </NavLink>
                  {passage !== null && <div className="passage muted">{passage}</div>}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Input } from 'antd';
import { SearchOutlined } from '@ant-design/icons';
import { Navigate, NavLink, useLocation, useNavigate, useNavigationType, useParams, useSearchParams } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useCurrentInSight } from '../../app/parts/current-in-sight';
import { Page } from '../../app/parts/Page';
import { useLanguage, useSession } from '../../app/session/context';
import { helpIndex } from '../../help/search';
import { entriesOf, HELP_GROUPS, isTopic, TOPICS, topicOf } from '../../help/topics';
import { Results } from './Results';
import { TopicView } from './TopicView';

/**
 * Offline help: contents at the side, a topic or the results of a search beside it. What is looked for stands in the address (`?q=`), so that
 * Back leads from a place found to the results again.
 */
export function HelpPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { platform } = useSession().info;
  const navigate = useNavigate();
  const { pathname, key } = useLocation();
  const cameBy = useNavigationType();
  const { topic: id, at } = useParams();
  const [search, setSearch] = useSearchParams();
  const side = useRef<HTMLElement>(null);
  useCurrentInSight(side, id);
  const asked = search.get('q') ?? '';
  // The field is ahead of the address while somebody types; the address is what counts after every other step (a link, Back).
  const [wanted, setWanted] = useState(asked);
  const [step, setStep] = useState(key);
  if (key !== step) {
    setStep(key);
    if (cameBy !== 'REPLACE') setWanted(asked);
  }
  const type = (text: string): void => {
    setWanted(text);
    setSearch(text === '' ? {} : { q: text }, { replace: true });
  };
  const searching = wanted.trim() !== '';
  // Made when something is looked for first.
  const index = useMemo(() => (searching ? helpIndex(entriesOf(t, language, platform)) : null), [searching, t, language, platform]);
  const hits = useMemo(() => index?.find(wanted) ?? [], [index, wanted]);
  // Some topics are tables over all interfaces: their titles are made once, not with every key that is typed.
  const titles = useMemo(() => new Map(TOPICS.map((each) => [each, topicOf(each, t, language, platform).title])), [t, language, platform]);
  const topic = useMemo(() => (isTopic(id) ? topicOf(id, t, language, platform) : null), [id, t, language, platform]);
  if (topic === null) return <Navigate to={`/help/start${wanted === '' ? '' : `?q=${encodeURIComponent(wanted)}`}`} replace />;
  const walk = (event: KeyboardEvent): void => {
    const links = [...(side.current?.querySelectorAll('a') ?? [])];
    const place = links.indexOf(document.activeElement as HTMLAnchorElement);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1 }[event.key];
    if (to === undefined || (place < 0 && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    if (to < 0) side.current?.querySelector('input')?.focus();
    else links[Math.min(to, links.length - 1)]?.focus();
  };
  return (
    <Page title={t('app.nav.help')}>
      <div className="sections">
        <nav ref={side} className="section-list" aria-label={t('help.label')} onKeyDown={walk}>
          <span data-testid="help-search">
            <Input
              allowClear
              prefix={<SearchOutlined aria-hidden />}
              placeholder={t('app.act.search')}
              aria-label={t('help.search')}
              title={t('help.search')}
              value={wanted}
              onChange={({ target }) => type(target.value)}
              onPressEnter={() => hits[0] && void navigate(`/help/${hits[0].id}`)}
            />
          </span>
          {HELP_GROUPS.map(({ id: group, topics }) => (
            <div key={group} role="group" aria-labelledby={`help-group-${group}`}>
              <div className="nav-group" id={`help-group-${group}`}>
                {t(`help.groups.${group}`)}
              </div>
              <ul className="nav">
                {topics.map((each) => (
                  <li key={each}>
                    <NavLink
                      className={() => (!searching && topic.id === each ? 'nav-link active' : 'nav-link')}
                      to={`/help/${each}`}
                      data-testid={`help-to-${each}`}
                    >
                      {titles.get(each)}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        {searching ? <Results wanted={wanted} hits={hits} /> : <TopicView key={pathname} topic={topic} at={at} />}
      </div>
    </Page>
  );
}

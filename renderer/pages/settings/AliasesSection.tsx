import { useLiveQuery } from 'dexie-react-hooks';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useOpenDesk } from '../../app/session/context';
import { Panel } from '../../app/parts/Page';
import { AliasPanel } from '../ledgers/AliasPanel';
import { readAliases } from '../../store/names';

/** The alias table, as on the page of ledgers; before there is anybody to name, the way to get there. */
export function AliasesSection() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const nothing = useLiveQuery(async () => (await store.parties.count()) === 0 && ((await readAliases(store))?.length ?? 0) === 0, [store]);
  return (
    <>
      {nothing === true ? (
        <Panel testid="aliases-none">
          <p style={{ margin: 0 }}>{t('sections.aliases.none')}</p>
        </Panel>
      ) : (
        <AliasPanel />
      )}
      <p className="muted" style={{ margin: 0 }}>
        {t('sections.aliases.journalled')} <Link to="/ledgers">{t('sections.aliases.toLedgers')}</Link>
      </p>
    </>
  );
}

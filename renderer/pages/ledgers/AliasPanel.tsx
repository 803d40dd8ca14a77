import { useState } from 'react';
import { Button, Input, Popconfirm } from 'antd';
import { DeleteOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useNames } from '../../app/session/lookups';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import type { Alias } from '../../../shared/ledger/types';
import { PartySelect, type PartyChoice } from './PartySelect';
import { readAliases } from '../../store/names';
import { aliasOf, partyOf, withAliases } from './aliases';

/** The alias table, reviewed by people: add, replace, take out. */
export function AliasPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { store } = useOpenDesk();
  const names = useNames();
  const aliases = useLiveQuery(() => readAliases(store), [store]);
  const [name, setName] = useState('');
  const [party, setParty] = useState<PartyChoice | null>(null);
  const { busy, act } = useAct();
  const nobody = useLiveQuery(async () => (await store.parties.count()) === 0, [store]);
  if (!aliases || (aliases.length === 0 && nobody !== false)) return null;
  const set = (table: readonly Alias[]): Promise<boolean> =>
    act(async () => {
      await session.desk.setAliases([...table]);
    });
  const add = async (): Promise<void> => {
    if (!party || name.trim() === '') return;
    if (await set(withAliases(aliases, [aliasOf(name.trim(), party)]))) {
      setName('');
      setParty(null);
    }
  };
  return (
    <Panel title={t('ledgers.aliases', { n: aliases.length })} testid="aliases">
      <div className="row" style={{ marginBottom: 8 }}>
        <Input
          size="small"
          style={{ width: 220 }}
          placeholder={t('columns.party')}
          aria-label={t('columns.party')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <PartySelect label={name} proposals={[]} value={party} onChange={setParty} />
        <Button size="small" loading={busy} disabled={!party || name.trim() === ''} onClick={() => void add()}>
          {t('ledgers.addAlias')}
        </Button>
      </div>
      {aliases.length > 0 && (
        <div className="table-scroll short">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('columns.party')}</th>
                <th scope="col">{t('ledgers.means')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('ledgers.removeAlias')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {aliases.map((alias) => {
                const { id, kind } = partyOf(alias);
                return (
                  <tr key={alias.ledger}>
                    <td>{alias.ledger}</td>
                    <td title={id}>
                      {names.party(id)} <span className="muted">· {t(`codes.party.${kind}`)}</span>
                      {/* One that left has no other name; the same words twice would say nothing. */}
                      {names.party(id) === alias.ledger && <span className="muted"> · {id}</span>}
                    </td>
                    <td>
                      <Popconfirm
                        title={t('ledgers.removeAliasTitle', { name: alias.ledger })}
                        description={t('ledgers.removeAliasWhat')}
                        okText={t('ledgers.removeAlias')}
                        okButtonProps={{ danger: true, 'data-testid': 'alias-remove-confirm' }}
                        cancelText={t('app.act.cancel')}
                        onConfirm={() => void set(aliases.filter((other) => other.ledger !== alias.ledger))}
                      >
                        <Button
                          type="text"
                          size="small"
                          icon={<DeleteOutlined />}
                          aria-label={`${t('ledgers.removeAlias')} ${alias.ledger}`}
                          loading={busy}
                          data-testid="alias-remove"
                        />
                      </Popconfirm>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

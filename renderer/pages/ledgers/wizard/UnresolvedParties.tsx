import { useState } from 'react';
import { Button } from 'antd';
import { CheckOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../shared/desk/api';
import type { Alias } from '../../../../shared/ledger/types';
import { useOpenDesk, useSession } from '../../../app/session/context';
import { useAct } from '../../../app/parts/act';
import { countText } from '../../../app/words';
import { PartySelect, type PartyChoice } from '../PartySelect';
import { readAliases } from '../../../store/names';
import { aliasOf, withAliases } from '../aliases';

const SHOWN = 200;

/** Customers of the book that are nobody known: named by the user or left unresolved, never guessed. */
export function UnresolvedParties({ unresolved }: { readonly unresolved: ImportPreview['unresolved'] }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { store } = useOpenDesk();
  const [chosen, setChosen] = useState<ReadonlyMap<string, PartyChoice>>(new Map());
  const { busy, act } = useAct();
  const save = (): Promise<boolean> =>
    act(async () => {
      const fresh: Alias[] = [...chosen].map(([ledger, party]) => aliasOf(ledger, party));
      await desk.setAliases(withAliases(await readAliases(store), fresh));
      setChosen(new Map());
    });
  const choose = (party: string, choice: PartyChoice | null): void => {
    const next = new Map(chosen);
    if (choice) next.set(party, choice);
    else next.delete(party);
    setChosen(next);
  };
  return (
    <section data-testid="unresolved" data-count={unresolved.length}>
      <div className="row spread">
        <h2 className="section-head">{t('ledgers.unresolved', { n: countText(unresolved.length) })}</h2>
        <Button
          size="small"
          type="primary"
          ghost
          disabled={chosen.size === 0}
          loading={busy}
          onClick={() => void save()}
          data-testid="aliases-save"
        >
          {t('ledgers.saveAliases', { n: chosen.size })}
        </Button>
      </div>
      <p className="muted hint">{t('ledgers.unresolvedHint')}</p>
      <div className="table-scroll short">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('columns.party')}</th>
              <th scope="col" className="money">
                {t('columns.entries')}
              </th>
              <th scope="col">{t('ledgers.proposals')}</th>
              <th scope="col">{t('ledgers.means')}</th>
            </tr>
          </thead>
          <tbody>
            {unresolved.slice(0, SHOWN).map((row) => {
              const picked = chosen.get(row.party) ?? null;
              return (
                <tr key={row.party} data-testid="unresolved-row">
                  <td>{row.party}</td>
                  <td className="money">{countText(row.rows)}</td>
                  <td>
                    {row.proposals.length === 0 && <span className="muted">{t('ledgers.noProposal')}</span>}
                    <span className="row">
                      {row.proposals.slice(0, 3).map((each) => (
                        <Button
                          key={`${each.kind}:${each.id}`}
                          size="small"
                          type={picked?.id === each.id ? 'primary' : 'default'}
                          icon={picked?.id === each.id ? <CheckOutlined /> : undefined}
                          aria-pressed={picked?.id === each.id}
                          title={each.id}
                          data-testid="proposal-accept"
                          onClick={() => choose(row.party, picked?.id === each.id ? null : each)}
                        >
                          {t('ledgers.acceptProposal', { name: each.name || each.id })}
                        </Button>
                      ))}
                    </span>
                  </td>
                  <td>
                    <PartySelect
                      label={row.party}
                      proposals={row.proposals}
                      value={picked}
                      onChange={(choice) => choose(row.party, choice)}
                    />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {unresolved.length > SHOWN && <p className="muted hint">{t('ledgers.bad.more', { n: countText(unresolved.length - SHOWN) })}</p>}
    </section>
  );
}

import { useState } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/desk/api';
import type { Alias } from '../../../shared/ledger/types';
import { useOpenDesk, useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { countText } from '../../app/words';
import { PartySelect, type PartyChoice } from './PartySelect';
import { aliasOf, readAliases, withAliases } from './aliases';

/** Customers of the book that are nobody known: named by the user or left unresolved, never guessed. */
export function UnresolvedParties({ preview }: { readonly preview: ImportPreview }) {
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
    <section data-testid="unresolved" data-count={preview.unresolved.length}>
      <div className="row spread">
        <h2 className="section-head">{t('ledgers.unresolved', { n: preview.unresolved.length })}</h2>
        <Button size="small" disabled={chosen.size === 0} loading={busy} onClick={() => void save()} data-testid="aliases-save">
          {t('ledgers.saveAliases', { n: chosen.size })}
        </Button>
      </div>
      <p className="muted" style={{ marginTop: 0 }}>
        {t('ledgers.unresolvedHint')}
      </p>
      <div className="table-scroll short">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('columns.party')}</th>
              <th scope="col" className="money">
                {t('columns.entries')}
              </th>
              <th scope="col">{t('ledgers.means')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.unresolved.map((row) => (
              <tr key={row.party}>
                <td>{row.party}</td>
                <td className="money">{countText(row.rows)}</td>
                <td>
                  <PartySelect
                    label={row.party}
                    proposals={row.proposals}
                    value={chosen.get(row.party) ?? null}
                    onChange={(choice) => choose(row.party, choice)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

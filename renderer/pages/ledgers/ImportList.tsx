import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StoredImport } from '../../../shared/desk/api';
import { useSession } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { StatusTag } from '../../app/parts/StatusTag';
import { countText, localTime } from '../../app/words';

/** Imports, newest first; undoing one takes its rows out and stays on record. */
export function ImportList({ imports }: { readonly imports: readonly StoredImport[] }) {
  const { t } = useTranslation();
  const session = useSession();
  const { busy, act } = useAct();
  const undo = (importId: string): Promise<boolean> =>
    act(async () => {
      await session.desk.undoImport(importId);
    });
  return (
    <div className="table-scroll">
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('columns.file')}</th>
            <th scope="col">{t('columns.role')}</th>
            <th scope="col">{t('columns.grain')}</th>
            <th scope="col">{t('columns.basis')}</th>
            <th scope="col" className="money">
              {t('columns.entries')}
            </th>
            <th scope="col" className="money">
              {t('ledgers.leftOut')}
            </th>
            <th scope="col">{t('ledgers.when')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('app.act.undo')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...imports]
            .sort((a, b) => (a.at < b.at ? 1 : -1))
            .map((item) => (
              <tr key={item.importId} data-testid="import-row" data-undone={item.undone}>
                <td title={`SHA-256 ${item.sha256}`}>{item.file}</td>
                <td>{t(`codes.role.${item.role}`)}</td>
                <td>{t(`codes.grain.${item.grain}`)}</td>
                <td>{t(`codes.taxBasis.${item.basis}`)}</td>
                <td className="money">{countText(item.rows)}</td>
                <td className="money">{countText(item.leftOut)}</td>
                <td>{[localTime(item.at), item.by].filter((part) => part !== '').join(' · ')}</td>
                <td>
                  {item.undone ? (
                    <StatusTag tone="plain">{t('ledgers.undone')}</StatusTag>
                  ) : (
                    <Popconfirm
                      title={t('ledgers.undoTitle')}
                      description={t('ledgers.undoHint', { n: countText(item.rows) })}
                      okText={t('app.act.undo')}
                      cancelText={t('app.act.cancel')}
                      onConfirm={() => void undo(item.importId)}
                    >
                      <Button size="small" loading={busy} data-testid="import-undo">
                        {t('app.act.undo')}
                      </Button>
                    </Popconfirm>
                  )}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

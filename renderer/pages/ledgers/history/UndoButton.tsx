import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../app/session/context';
import { useAct } from '../../../app/parts/act';
import { countText } from '../../../app/words';
import type { HistoryItem } from './HistoryList';

/** Takes an import's rows out again; the question says what is lost by it. */
export function UndoButton({ item }: { readonly item: HistoryItem }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { busy, act } = useAct();
  const n = countText(item.rows);
  return (
    <Popconfirm
      title={t('ledgers.undoTitle')}
      description={
        <span className="undo-hint">
          {'document' in item
            ? t('ledgers.undoDocumentHint', { n, months: item.periods.join(', ') })
            : t('ledgers.undoHint', { n, months: item.periods.join(', ') })}
        </span>
      }
      okText={t('app.act.undo')}
      cancelText={t('app.act.cancel')}
      okButtonProps={{ danger: true }}
      onConfirm={() => void act(() => desk.undoImport(item.importId))}
    >
      <Button size="small" loading={busy} data-testid="import-undo">
        {t('app.act.undo')}
      </Button>
    </Popconfirm>
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** What can be done with several breaks at once. */
export function BulkBar({
  count,
  onExplain,
  onCarry,
  onClear,
}: {
  readonly count: number;
  onExplain(): void;
  onCarry(): void;
  onClear(): void;
}) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <div className="row" style={{ padding: '6px 10px' }} role="toolbar" aria-label={t('reconcile.bulk')} data-testid="bulk-bar">
      <strong className="figure">{t('reconcile.picked', { n: count })}</strong>
      <Button size="small" onClick={onExplain} data-testid="bulk-explain">
        {t('reconcile.explain')}
      </Button>
      <Button size="small" onClick={onCarry} data-testid="bulk-carry">
        {t('reconcile.carry')}
      </Button>
      <Button size="small" type="link" onClick={onClear}>
        {t('app.act.clear')}
      </Button>
    </div>
  );
}

import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { countText } from '../../app/words';
import type { ActProgress } from './use-break-acts';

/** How far an act on very many breaks is. @param onStop where nothing else beside it stops the act */
export function ActProgressLine({ progress: { done, total }, onStop }: { readonly progress: ActProgress; readonly onStop?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="row" role="status" data-testid="decision-progress" data-done={done}>
      <progress max={total} value={done} aria-label={t('reconcile.dialog.progress')} />
      <span className="figure">
        {countText(done)} / {countText(total)}
      </span>
      {onStop ? (
        <Button size="small" onClick={onStop} data-testid="act-stop">
          {t('reconcile.dialog.stop')}
        </Button>
      ) : (
        <span className="muted">{t('reconcile.dialog.stopHint')}</span>
      )}
    </div>
  );
}

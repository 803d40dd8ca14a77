/** What a grid says besides its rows: that there are none, that they could not be read, that it takes long, that a copy is too large. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { faultText } from '../app/faults';
import { countText } from '../app/words';

/** Cells a copy takes at most: more would hold the window and the spreadsheet up. */
export const MOST_CELLS = 200_000;

export function NoRows({ id, filtered, onClear }: { readonly id: string; readonly filtered: boolean; onClear(): void }) {
  const { t } = useTranslation();
  return (
    <div className="grid-empty">
      {filtered ? (
        <>
          {t('grid.noneFit')}{' '}
          <Button size="small" data-testid={`grid-${id}-empty-clear`} onClick={onClear}>
            {t('grid.clearToShow')}
          </Button>
        </>
      ) : (
        t('app.state.noRows')
      )}
    </div>
  );
}

export function Failed({ fault, onRetry }: { readonly fault: unknown; onRetry(): void }) {
  const { t } = useTranslation();
  return (
    <div className="grid-empty" role="alert">
      {t('app.grid.failed')} {faultText(t, fault)}{' '}
      <Button size="small" onClick={onRetry}>
        {t('app.state.retry')}
      </Button>
    </div>
  );
}

export function Slow({ id, onStop }: { readonly id: string; onStop(): void }) {
  const { t } = useTranslation();
  return (
    <div className="grid-notice" role="status">
      {t('grid.slow')}{' '}
      <Button size="small" onClick={onStop} data-testid={`grid-${id}-stop`}>
        {t('grid.stop')}
      </Button>
    </div>
  );
}

export function TooMany({ id, cells, onDismiss }: { readonly id: string; readonly cells: number; onDismiss(): void }) {
  const { t } = useTranslation();
  return (
    <div className="grid-notice" role="alert" data-testid={`grid-${id}-too-many`}>
      {t('grid.tooMany', { cells: countText(cells), most: countText(MOST_CELLS) })}{' '}
      <Button size="small" onClick={onDismiss}>
        {t('grid.dismiss')}
      </Button>
    </div>
  );
}

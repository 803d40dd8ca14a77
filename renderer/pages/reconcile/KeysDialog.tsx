import { useTranslation } from 'react-i18next';
import { BREAK_KEYS, keyCap, type BreakCommand } from './keys';
import { Dialog } from '../../app/parts/Dialog';

/** The keys of the page, as they are obeyed. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Dialog open footer={null} title={t('reconcile.keys.title')} onCancel={onClose} width={560}>
      <dl className="keys-list" data-testid="keys-list">
        {(Object.keys(BREAK_KEYS) as BreakCommand[]).map((command) => (
          <div key={command}>
            <dt>
              {BREAK_KEYS[command].map((key) => (
                <kbd key={key}>{keyCap(key)}</kbd>
              ))}
            </dt>
            <dd>{t(`reconcile.command.${command}`)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Ctrl</kbd>
            <kbd>A</kbd>
          </dt>
          <dd>{t('reconcile.command.pickAll')}</dd>
        </div>
      </dl>
    </Dialog>
  );
}

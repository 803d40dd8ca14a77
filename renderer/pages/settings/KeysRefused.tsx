import { Alert, App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyStatus } from '../../../shared/bridge/contract';
import { call } from '../../app/bridge';
import { useAct } from '../../app/parts/act';
import { localTime } from '../../app/words';

/** Keys that the gateway refused: nothing is called with them by itself; a person may have them tried once more. */
export function KeysRefused({
  profile,
  status,
  onStatus,
}: {
  readonly profile: string;
  readonly status: KeyStatus;
  onStatus(status: KeyStatus): void;
}) {
  const { t } = useTranslation();
  const { busy, act } = useAct();
  const { message } = App.useApp();
  if (status.refused === null) return null;
  const again = async (): Promise<void> => {
    const verdict = await call('keysCheck', { profile });
    if (verdict.failure === null) void message.success(t('settings.keys.right'));
    else void message.warning(t(`faults.failure.${verdict.failure}.happened`), 6);
    onStatus(await call('keysStatus', { profile }));
  };
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="keys-refused-before"
      title={t('settings.keys.refused', { masked: status.masked ?? '', at: localTime(status.refused) })}
      description={t('settings.keys.refusedHint')}
      action={
        <Button size="small" loading={busy} data-testid="keys-again" onClick={() => void act(again)}>
          {t('settings.keys.again')}
        </Button>
      }
    />
  );
}

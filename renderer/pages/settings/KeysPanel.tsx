import { Alert, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/bridge';
import { useOpenDesk } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { KeysForm } from './KeysForm';
import { KeysRefused } from './KeysRefused';
import { useKeyStatus } from './key-status';

/** Keys of the current profile: shown masked, replaced or removed, never read back. */
export function KeysPanel() {
  const { t } = useTranslation();
  const { profile } = useOpenDesk();
  const { status, set } = useKeyStatus(profile.id);
  const { busy, act } = useAct();
  if (profile.endpoint.kind === 'sandbox' || profile.endpoint.kind === 'files')
    return (
      <Panel title={t('settings.keys.title')}>
        <span className="muted">{t(profile.endpoint.kind === 'files' ? 'settings.keys.files' : 'settings.keys.sandbox')}</span>
      </Panel>
    );
  return (
    <Panel
      title={t('settings.keys.title')}
      actions={
        status?.present && (
          <Popconfirm
            title={t('settings.keys.clearTitle')}
            description={t('settings.keys.clearWhat')}
            okButtonProps={{ danger: true, 'data-testid': 'keys-clear-confirm' }}
            okText={t('settings.keys.clear')}
            cancelText={t('app.act.cancel')}
            onConfirm={() => void act(async () => set(await call('keysClear', { profile: profile.id })))}
          >
            <Button loading={busy} data-testid="keys-clear">
              {t('settings.keys.clear')}
            </Button>
          </Popconfirm>
        )
      }
    >
      <div className="stack" style={{ maxWidth: 460 }}>
        <div data-testid="keys-status" data-present={status?.present ?? false}>
          {status?.present ? t('settings.keys.present', { masked: status.masked ?? '' }) : t('settings.keys.absent')}
        </div>
        {status && <KeysRefused profile={profile.id} status={status} onStatus={set} />}
        {status?.sealedElsewhere && (
          <Alert type="warning" showIcon title={t('settings.keys.sealedElsewhere')} data-testid="keys-sealed-elsewhere" />
        )}
        {status && !status.durable && <Alert type="warning" showIcon title={t('settings.keys.sessionOnly')} />}
        <KeysForm profile={profile.id} onSaved={set} onRefused={set} />
      </div>
    </Panel>
  );
}

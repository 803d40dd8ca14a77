import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';

const USUAL = '09:00';

/** The sync that starts by itself. */
export function DailyPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { dailySync } = useSessionState().settings;
  const { busy, act } = useAct();
  const set = (at: string | null): void => void act(() => session.changeSettings({ dailySync: at }));
  return (
    <Panel title={t('sync.daily.title')} testid="sync-daily">
      <div className="row">
        <Switch
          checked={dailySync !== null}
          loading={busy}
          aria-label={t('sync.daily.on')}
          data-testid="sync-daily-on"
          onChange={(on) => set(on ? USUAL : null)}
        />
        <span>{t('sync.daily.on')}</span>
        {dailySync !== null && (
          <input
            type="time"
            className="time-field"
            value={dailySync}
            aria-label={t('sync.daily.at')}
            data-testid="sync-daily-at"
            onChange={(event) => event.target.value !== '' && set(event.target.value.slice(0, 5))}
          />
        )}
      </div>
      <p className="muted" style={{ marginBottom: 0 }}>
        {t('sync.daily.hint')}
      </p>
    </Panel>
  );
}

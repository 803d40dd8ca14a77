import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '../../../shared/bridge/contract';
import { useSession, useSessionState } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';

/** Language and theme. */
export function DeskPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { settings } = useSessionState();
  const { act } = useAct();
  return (
    <Panel testid="appearance">
      <div className="stack">
        <fieldset className="choices">
          <legend>{t('settings.desk.language')}</legend>
          <Radio.Group
            value={session.language}
            data-testid="language"
            aria-label={t('settings.desk.language')}
            onChange={(event) => void act(() => session.changeSettings({ language: event.target.value as 'zh' | 'en' }))}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
          />
          <small className="muted">{t('settings.desk.languageHint')}</small>
        </fieldset>
        <fieldset className="choices">
          <legend>{t('settings.desk.theme')}</legend>
          <Radio.Group
            value={settings.theme}
            data-testid="theme"
            aria-label={t('settings.desk.theme')}
            onChange={(event) => void act(() => session.changeSettings({ theme: event.target.value as AppSettings['theme'] }))}
            options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t(`settings.desk.${value}`) }))}
          />
          <small className="muted">{t('settings.desk.themeHint')}</small>
        </fieldset>
      </div>
    </Panel>
  );
}

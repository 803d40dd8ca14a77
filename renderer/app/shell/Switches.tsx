import { Button } from 'antd';
import { MoonOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/context';
import { useAct } from '../parts/act';
import { useTone } from './tone';

/** Language and theme, at hand on every screen. */
export function Switches() {
  const { t } = useTranslation();
  const session = useSession();
  const tone = useTone();
  const { act } = useAct();
  const other = session.language === 'zh' ? 'en' : 'zh';
  return (
    <>
      <Button
        type="text"
        icon={<TranslationOutlined />}
        title={t('app.header.languageHint')}
        data-testid="lang-toggle"
        lang={other}
        onClick={() => void act(() => session.changeSettings({ language: other }))}
      >
        <span className="head-word">{t('app.header.language')}</span>
      </Button>
      <Button
        type="text"
        icon={tone === 'dark' ? <SunOutlined /> : <MoonOutlined />}
        title={t('app.header.themeHint')}
        data-testid="theme-toggle"
        data-tone={tone}
        onClick={() => void act(() => session.changeSettings({ theme: tone === 'dark' ? 'light' : 'dark' }))}
      >
        <span className="head-word theme-word">{tone === 'dark' ? t('app.header.themeLight') : t('app.header.themeDark')}</span>
      </Button>
    </>
  );
}

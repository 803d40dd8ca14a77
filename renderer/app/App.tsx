import { App as KitApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { RouterProvider } from 'react-router';
import { SessionContext, useSessionState } from './session/context';
import { languageOf, type Session } from './session/session';
import { useTone } from './shell/tone';
import { router } from './router';
import { deskTheme } from '../theme/tokens';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

export function App({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <Themed />
    </SessionContext>
  );
}

function Themed() {
  const { settings } = useSessionState();
  const tone = useTone();
  return (
    <ConfigProvider csp={{ nonce }} theme={deskTheme(tone)} locale={languageOf(settings) === 'zh' ? zhCN : enUS} componentSize="middle">
      <KitApp style={{ height: '100%' }}>
        <RouterProvider router={router} />
      </KitApp>
    </ConfigProvider>
  );
}

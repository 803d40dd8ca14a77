import { App as KitApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { RouterProvider } from 'react-router';
import { SessionContext, useSession, useSessionState } from './session/context';
import type { Session } from './session/session';
import { ActivityWatch } from './activity/ActivityWatch';
import { useStill, useTone } from './shell/tone';
import { router } from './router';
import { deskTheme } from '../theme/tokens';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** Dialogs and lists open here, not in the body: for the body the kit writes a style element without the nonce (scroll lock). */
function overlays(): HTMLElement {
  return document.getElementById('overlays') ?? document.body;
}

export function App({ session }: { readonly session: Session }) {
  return (
    <SessionContext value={session}>
      <Themed />
    </SessionContext>
  );
}

function Themed() {
  const session = useSession();
  // Followed, so that a change of language reaches the kit's own words.
  useSessionState();
  const tone = useTone();
  const still = useStill();
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={deskTheme(tone, still)}
      locale={session.language === 'zh' ? zhCN : enUS}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
      getPopupContainer={overlays}
    >
      <KitApp style={{ height: '100%' }}>
        <RouterProvider router={router} />
        <ActivityWatch />
      </KitApp>
    </ConfigProvider>
  );
}

import { BrowserWindow, type Session } from 'electron';
import { APP_ORIGIN } from '../protocol/app-protocol';
import { lockContents } from './lockdown';

export interface DeskWindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly show: boolean;
  readonly title: string;
  readonly dark: boolean;
}

/** The one window of the app; hidden for a run without a person, but rendering all the same. */
export function createDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1360,
    height: 860,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: options.title,
    backgroundColor: options.dark ? '#141414' : '#f5f6f8',
    autoHideMenuBar: true,
    webPreferences: {
      session: options.session,
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: options.show,
    },
  });
  lockContents(window.webContents);
  if (options.show) window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the page; rejects with a sentence when it cannot be shown. */
export async function loadDesk(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${APP_ORIGIN}/index.html`);
}

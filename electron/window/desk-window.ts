import { BrowserWindow, type Session } from 'electron';
import { APP_ORIGIN } from '../protocol/app-protocol';
import { lockContents } from './lockdown';
import { MIN_HEIGHT, MIN_WIDTH, type Place } from './placing';

export interface DeskWindowOptions {
  readonly session: Session;
  readonly preload: string;
  readonly show: boolean;
  readonly place: Place;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
  readonly title: string;
  readonly dark: boolean;
}

/** The one window of the app; hidden for a run without a person, but rendering all the same. */
export function createDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.place,
    minWidth: Math.min(MIN_WIDTH, options.place.width),
    minHeight: Math.min(MIN_HEIGHT, options.place.height),
    fullscreen: options.fullScreen,
    show: false,
    title: options.title,
    backgroundColor: options.dark ? '#141414' : '#f5f6f8',
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
  if (options.show && options.maximized) window.maximize();
  if (options.show) window.once('ready-to-show', () => window.show());
  return window;
}

/** Loads the page; rejects with a sentence when it cannot be shown. */
export async function loadDesk(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${APP_ORIGIN}/index.html`);
}

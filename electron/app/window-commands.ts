import { Menu, Notification, type BrowserWindow } from 'electron';
import { APP_COMMAND_CHANNEL } from '../../shared/bridge/channels';
import type { Handlers } from '../bridge/serve';
import { menuTemplate } from '../menu/menu-template';
import { hasDisplay } from '../window/display';
import { zoomWindow } from '../window/keep-place';
import type { WindowMemory } from '../window/window-memory';

export interface WindowContext {
  readonly window: () => BrowserWindow;
  readonly memory: WindowMemory;
  /** False for a run without a person: no menu, nothing said. */
  readonly attended: boolean;
}

type WindowHandlers = Pick<Handlers, 'menuShow' | 'windowZoom' | 'windowProgress' | 'workEnded'>;

/** Menu, zoom, task bar and notifications: what the page asks of the window around it. */
export function windowCommands({ window, memory, attended }: WindowContext): WindowHandlers {
  /** A notification nobody holds may be collected before it is clicked. */
  let shown: Notification | null = null;
  return {
    menuShow: (words) => {
      // Without a display Electron ends itself while it draws a menu bar.
      if (!attended || !hasDisplay()) return null;
      const template = menuTemplate(words, process.platform, (command, byKeys) => {
        const { webContents } = window();
        if (!webContents.isDestroyed()) webContents.send(APP_COMMAND_CHANNEL, command, byKeys);
      });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
      return null;
    },
    windowZoom: ({ step }) => ({ percent: zoomWindow(window(), memory, step) }),
    windowProgress: ({ share }) => {
      // Above 1 means: going on, nobody knows how far.
      window().setProgressBar(share === null ? -1 : share === 'unknown' ? 2 : share);
      return null;
    },
    workEnded: ({ title, text }) => {
      if (!attended || window().isFocused() || !Notification.isSupported()) return { said: false };
      shown = new Notification({ title, body: text });
      shown.on('click', () => {
        if (window().isMinimized()) window().restore();
        window().show();
        window().focus();
      });
      shown.show();
      return { said: true };
    },
  };
}

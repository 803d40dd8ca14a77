import type { BrowserWindow } from 'electron';
import { nextZoom } from './placing';
import type { WindowMemory } from './window-memory';

/** A window that is being dragged is written once it rests, ms. */
const REST_MS = 600;

/** Follows the window's place and zoom into the memory. */
export function keepPlace(window: BrowserWindow, memory: WindowMemory): void {
  let timer: NodeJS.Timeout | null = null;
  const note = (): void => {
    if (window.isDestroyed() || window.isMinimized()) return;
    // Normal bounds are those to go back to from a maximised window.
    memory.change({ bounds: window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() });
  };
  const later = (): void => {
    note();
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void memory.write(), REST_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('enter-full-screen', later);
  window.on('leave-full-screen', later);
  window.on('close', note);
  window.on('closed', () => {
    if (timer !== null) clearTimeout(timer);
  });
  // A page that loads starts with the zoom that Chromium remembers, or none.
  window.webContents.on('did-finish-load', () => applyZoom(window, memory));
  window.webContents.on('zoom-changed', (_event, direction) => void zoomWindow(window, memory, direction));
}

function applyZoom(window: BrowserWindow, memory: WindowMemory): void {
  window.webContents.setZoomFactor(memory.state.zoomPercent / 100);
}

/** One step larger or smaller, or back to 100 %. @returns the zoom from now on, in percent */
export function zoomWindow(window: BrowserWindow, memory: WindowMemory, step: 'in' | 'out' | 'reset'): number {
  memory.change({ zoomPercent: nextZoom(memory.state.zoomPercent, step) });
  applyZoom(window, memory);
  void memory.write();
  return memory.state.zoomPercent;
}

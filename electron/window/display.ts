import { app, screen } from 'electron';
import type { Bounds } from './placing';

/** Whether there is a display to draw on: without one Chromium makes up a screen of one pixel, and Electron cannot draw menus. */
export function hasDisplay(): boolean {
  return app.commandLine.getSwitchValue('ozone-platform') !== 'headless';
}

/** Work areas of the screens, the main one first; none without a display. */
export function screenAreas(): readonly Bounds[] {
  if (!hasDisplay()) return [];
  const main = screen.getPrimaryDisplay();
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea);
}

/** Where the window opens: where it was, as far as that is still on a screen. Sizes in device-independent pixels. */

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Of the window when it is neither maximised nor full screen; null before the first move. */
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
  readonly zoomPercent: number;
}

export const MIN_WIDTH = 960;
export const MIN_HEIGHT = 600;
export const FRESH: WindowState = { bounds: null, maximized: false, fullScreen: false, zoomPercent: 100 };
const FRESH_SIZE = { width: 1360, height: 860 };

/** A window with less of it on a screen than this cannot be caught by its title. */
const GRIP_WIDTH = 120;
const GRIP_HEIGHT = 40;

export interface Place {
  readonly width: number;
  readonly height: number;
  /** Absent: in the middle of the main screen. */
  readonly x?: number;
  readonly y?: number;
}

/**
 * Bounds of a window for the screens there are now: no larger than the screen it is on, and wholly on it; in the middle of the first one when its own
 * screen is gone.
 * @param screens work areas, the main one first; none when nobody looks (a run without a display), then sizes are left as they are
 */
export function placeWindow(saved: Bounds | null, screens: readonly Bounds[]): Place {
  const [main] = screens;
  const size = saved ?? FRESH_SIZE;
  if (main === undefined) return { width: size.width, height: size.height };
  if (saved === null) return fitted(size, main);
  const screen = screens.map((area) => ({ area, shared: overlap(saved, area) })).sort((a, b) => b.shared.size - a.shared.size)[0]!;
  if (screen.shared.width < GRIP_WIDTH || screen.shared.height < GRIP_HEIGHT) return fitted(size, main);
  const { area } = screen;
  const { width, height } = fitted(size, area);
  return {
    width,
    height,
    x: between(saved.x, area.x, area.x + area.width - width),
    y: between(saved.y, area.y, area.y + area.height - height),
  };
}

function fitted({ width, height }: { width: number; height: number }, area: Bounds): { width: number; height: number } {
  return {
    width: between(width, Math.min(MIN_WIDTH, area.width), area.width),
    height: between(height, Math.min(MIN_HEIGHT, area.height), area.height),
  };
}

function between(value: number, least: number, most: number): number {
  return Math.round(Math.max(least, Math.min(value, most)));
}

function overlap(a: Bounds, b: Bounds): { width: number; height: number; size: number } {
  const width = Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x));
  const height = Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  return { width, height, size: width * height };
}

/** Steps of zoom, in percent. */
export const ZOOMS: readonly number[] = [80, 90, 100, 110, 125, 150, 175, 200];

/** The next step in a direction; the last one stays. */
export function nextZoom(percent: number, step: 'in' | 'out' | 'reset'): number {
  if (step === 'reset') return 100;
  const next = step === 'in' ? ZOOMS.find((one) => one > percent) : ZOOMS.findLast((one) => one < percent);
  return next ?? between(percent, ZOOMS[0]!, ZOOMS.at(-1)!);
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nextZoom, placeWindow, FRESH, ZOOMS, type Bounds } from '../../../electron/window/placing';
import { readWindowState, WindowMemory } from '../../../electron/window/window-memory';
import { tempFolder } from '../journal/acts';

const MAIN: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT: Bounds = { x: 1920, y: 0, width: 1280, height: 680 };

describe('the window opens', () => {
  it('in the middle of the main screen the first time, no larger than it', () => {
    expect(placeWindow(null, [MAIN])).toEqual({ width: 1360, height: 860 });
    expect(placeWindow(null, [RIGHT])).toEqual({ width: 1280, height: 680 });
  });

  it('where it was, on whatever screen that is', () => {
    const saved = { x: 1950, y: 20, width: 1000, height: 640 };
    expect(placeWindow(saved, [MAIN, RIGHT])).toEqual(saved);
  });

  it('on the main screen when its own is gone, or only a corner of it would show', () => {
    expect(placeWindow({ x: 1950, y: 20, width: 1000, height: 640 }, [MAIN])).toEqual({ width: 1000, height: 640 });
    expect(placeWindow({ x: 1900, y: 1030, width: 1000, height: 640 }, [MAIN])).toEqual({ width: 1000, height: 640 });
  });

  it('wholly on its screen, however it was left', () => {
    for (const saved of [
      { x: -200, y: -50, width: 1400, height: 900 },
      { x: 1500, y: 700, width: 1400, height: 900 },
      { x: 2200, y: 300, width: 4000, height: 3000 },
    ]) {
      const place = placeWindow(saved, [MAIN, RIGHT]);
      const screen = [MAIN, RIGHT].find(({ x, width }) => place.x! >= x && place.x! < x + width)!;
      expect(place.x! + place.width).toBeLessThanOrEqual(screen.x + screen.width);
      expect(place.y).toBeGreaterThanOrEqual(screen.y);
      expect(place.y! + place.height).toBeLessThanOrEqual(screen.y + screen.height);
    }
  });

  it('as large as it was where nobody looks', () => {
    expect(placeWindow({ x: 9, y: 9, width: 1111, height: 777 }, [])).toEqual({ width: 1111, height: 777 });
  });
});

describe('zoom', () => {
  it('goes from 80 to 200 % and no further', () => {
    expect(ZOOMS.reduce((percent) => nextZoom(percent, 'in'), 80)).toBe(200);
    expect(ZOOMS.reduce((percent) => nextZoom(percent, 'out'), 200)).toBe(80);
    expect(nextZoom(97, 'in')).toBe(100);
    expect(nextZoom(500, 'in')).toBe(200);
    expect(nextZoom(150, 'reset')).toBe(100);
  });
});

describe('the memory of the window', () => {
  const state = { bounds: { x: 5, y: 6, width: 1200, height: 700 }, maximized: true, fullScreen: false, zoomPercent: 125 };

  it('comes back as it was written, the latest state last', async () => {
    const folder = await tempFolder();
    const memory = new WindowMemory(folder, FRESH, (error) => expect.unreachable(String(error)));
    memory.change({ ...state, zoomPercent: 80 });
    const first = memory.write();
    memory.change(state);
    await Promise.all([first, memory.write()]);
    expect(await readWindowState(folder)).toEqual(state);
  });

  it.each(['', '{', 'null', '{"bounds":{"x":0,"y":0,"width":-4,"height":1},"maximized":false,"fullScreen":false,"zoomPercent":100}'])(
    'a file that cannot be read (%j) costs the place and nothing else',
    async (text) => {
      const folder = await tempFolder();
      await writeFile(path.join(folder, 'window.json'), text);
      expect(await readWindowState(folder)).toEqual(FRESH);
    },
  );

  it('a file that cannot be written is reported and stops nothing', async () => {
    const folder = await tempFolder();
    await mkdir(path.join(folder, 'window.json'));
    const faults: unknown[] = [];
    const memory = new WindowMemory(folder, FRESH, (error) => faults.push(error));
    memory.change({ zoomPercent: 150 });
    await memory.write();
    expect(faults).toHaveLength(1);
    await expect(readFile(path.join(folder, 'window.json'))).rejects.toThrow();
    expect(await readWindowState(folder)).toEqual(FRESH);
  });
});

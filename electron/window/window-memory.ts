/**
 * The window's place, kept in `<userData>/window.json`. A file of its own, not a part of the settings: a place that cannot be read or written costs the
 * place and nothing else, so whatever happens here the app starts.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../files/atomic-write';
import { FRESH, ZOOMS, type WindowState } from './placing';

const FILE = 'window.json';
const Pixels = z.number().int().min(-100_000).max(100_000);
const Size = z.number().int().min(1).max(100_000);
const StateSchema: z.ZodType<WindowState> = z.object({
  bounds: z.object({ x: Pixels, y: Pixels, width: Size, height: Size }).nullable(),
  maximized: z.boolean(),
  fullScreen: z.boolean(),
  zoomPercent: z.number().min(ZOOMS[0]!).max(ZOOMS.at(-1)!),
});

/** What was kept; that of a first start when there is nothing that can be read. Never throws. */
export async function readWindowState(userData: string): Promise<WindowState> {
  try {
    const parsed = StateSchema.safeParse(JSON.parse(await readFile(path.join(userData, FILE), 'utf8')));
    return parsed.success ? parsed.data : FRESH;
  } catch {
    return FRESH;
  }
}

/** Writes what changed, one write after the other, the latest state last. */
export class WindowMemory {
  #kept: string;
  #wanted: WindowState;
  #writing: Promise<void> | null = null;

  constructor(
    private readonly userData: string,
    state: WindowState,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.#wanted = state;
    this.#kept = JSON.stringify(state);
  }

  get state(): WindowState {
    return this.#wanted;
  }

  change(patch: Partial<WindowState>): void {
    this.#wanted = { ...this.#wanted, ...patch };
  }

  /** Resolves when the latest state is on the disk or could not be written. */
  async write(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
    const text = JSON.stringify(this.#wanted);
    if (text === this.#kept) return;
    this.#writing = writeFileAtomic(path.join(this.userData, FILE), text + '\n', { mode: 0o600 }).then(
      () => void (this.#kept = text),
      (error: unknown) => this.onFault(error),
    );
    await this.#writing;
    this.#writing = null;
  }
}

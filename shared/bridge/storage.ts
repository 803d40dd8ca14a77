/** How much of the disk the desk takes, as far as main knows it: files by what they are. The window's own databases are measured by the window. */
import { z } from 'zod';

export interface StoragePart {
  readonly bytes: number;
  readonly files: number;
}

/** Parts of the open profile's folder, and what all profiles share. */
export const STORAGE_PARTS = ['journal', 'archives', 'others', 'received', 'logs', 'window'] as const;
export type StoragePartId = (typeof STORAGE_PARTS)[number];

export interface StorageUse {
  /**
   * `journal` and `archives` of the open profile; `others`: folders of all other profiles; `received`: files dropped in this session; `logs`;
   * `window`: everything Chromium keeps, the databases of all profiles and its caches. Null: could not be read.
   */
  readonly parts: Readonly<Record<StoragePartId, StoragePart | null>>;
  /** Free space of the disk the data lie on, in bytes; null when the system does not say. */
  readonly free: number | null;
}

/** A folder the desk may show in the system's file manager; the page never names a path. */
export const StoragePlace = z.enum(['profile', 'data', 'logs']);
export type StoragePlace = z.output<typeof StoragePlace>;

import type { FileHandle } from 'node:fs/promises';
import { TableError } from '../../../shared/workbook/errors';
import { LIMITS } from '../limits';
import { unpack } from '../xlsx/zip-part';
import type { ZipEntry } from '../xlsx/zip-directory';
import { checkName, isLitter, type PartArchive } from './parts';

/** The files of a .zip. Sizes and ratios were judged with its directory. */
export function zipArchive(handle: FileHandle, directory: ReadonlyMap<string, ZipEntry>): PartArchive {
  return {
    visit: async (order, act, signal) => {
      const files = [...directory.values()].filter(({ stated }) => !stated.endsWith('/'));
      if (order === null) {
        for (const { stated } of directory.values()) checkName(stated.replace(/\/$/, ''));
        if (files.length > LIMITS.archiveFiles) throw new TableError('bomb', `${files.length} files`);
      }
      const byName = new Map(files.map((entry) => [entry.stated, entry]));
      for (const name of order ?? byName.keys()) {
        signal?.throwIfAborted();
        const entry = byName.get(name);
        if (entry && !isLitter(name)) await act(name, unpack(handle, entry));
      }
    },
  };
}

// Content digests of folders and files: what decides whether something has to be done again.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './paths.mjs';

const IGNORED = new Set(['node_modules', '.git', '.DS_Store']);

/** SHA-256 over names and bytes of everything below `entries` (paths from the project's root; missing ones count as empty). */
export function contentDigest(entries, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const entry of entries)
    for (const file of filesBelow(path.join(root, entry))) {
      const bytes = fs.readFileSync(file);
      hash.update(`\n${path.relative(root, file).split(path.sep).join('/')} ${bytes.length}\n`).update(bytes);
    }
  return hash.digest('hex');
}

/** All files at or below a path, sorted, so that the order of a directory listing does not matter. */
export function filesBelow(place) {
  let stat;
  try {
    stat = fs.statSync(place);
  } catch {
    return [];
  }
  if (stat.isFile()) return [place];
  return fs
    .readdirSync(place)
    .filter((name) => !IGNORED.has(name))
    .sort()
    .flatMap((name) => filesBelow(path.join(place, name)));
}

/** Parsed JSON of a file, or `undefined` when it is not there or not whole. */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes JSON so that a reader sees the old or the new content, never half of it. */
export function writeJson(file, value) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(aside, `${JSON.stringify(value, null, 2)}\n`);
  fs.renameSync(aside, file);
}

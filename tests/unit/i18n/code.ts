import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** The TypeScript files of a folder of the repository, the words themselves left out. */
export function codeOf(folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return file === path.join('renderer', 'i18n') ? [] : codeOf(file);
    return /\.tsx?$/.test(entry.name) ? [file] : [];
  });
}

/** The text of a file of the repository. */
export function textOf(file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

/** Names of the style sheets of the window, as `codeOf` names files. */
export function sheets(): string[] {
  const folder = path.join('renderer', 'theme');
  return fs
    .readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.css'))
    .map((name) => path.join(folder, name));
}

/** LibreOffice as another reader of workbooks, where it is installed. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export function hasOffice(): boolean {
  return spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Lets LibreOffice compute and save workbooks. It trusts cached values of files that say they are from Excel, so it gets none. */
export function recalculate(paths: readonly string[], folder: string): void {
  const bare = paths.map((path) => {
    const parts = unzipSync(readFileSync(path));
    for (const name of Object.keys(parts)) {
      if (!name.startsWith('xl/worksheets/sheet')) continue;
      parts[name] = strToU8(strFromU8(parts[name] ?? new Uint8Array()).replace(/<\/f><v>[^<]*<\/v>/g, '</f>'));
    }
    const file = join(folder, `bare-${basename(path)}`);
    writeFileSync(file, zipSync(parts));
    return file;
  });
  convert(bare, 'xlsx:Calc MS Excel 2007 XML', join(folder, 'recalculated'), folder);
}

export function recalculatedPath(name: string, folder: string): string {
  return join(folder, 'recalculated', `bare-${name}`);
}

/** Lets LibreOffice print workbooks. */
export function print(paths: readonly string[], folder: string): void {
  convert(paths, 'pdf', join(folder, 'pdf'), folder);
}

/** Everything the printed pages are drawn with, unpacked. */
export function printed(name: string, folder: string): string {
  const bytes = readFileSync(join(folder, 'pdf', name.replace(/\.xlsx$/, '.pdf')));
  let text = '';
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue;
    const start = bytes[at + 6] === 13 ? at + 8 : at + 7;
    const end = bytes.indexOf('endstream', start);
    try {
      text += inflateSync(bytes.subarray(start, end)).toString('latin1');
    } catch {
      // Fonts and pictures may be packed otherwise.
    }
  }
  return text;
}

function convert(paths: readonly string[], to: string, out: string, folder: string): void {
  const profile = pathToFileURL(join(folder, 'office')).href;
  const run = spawnSync('soffice', ['--headless', `-env:UserInstallation=${profile}`, '--convert-to', to, '--outdir', out, ...paths], {
    timeout: 150_000,
  });
  if (run.status !== 0) throw new Error(`LibreOffice: ${run.stderr?.toString() ?? ''}`);
}

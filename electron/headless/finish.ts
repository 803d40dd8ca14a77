import fs from 'node:fs';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { exitCodeOf, parseReport, type Report } from '../../shared/report';
import type { CommandLine } from '../cli/options';

/** What the page says when a job is over. */
export interface HeadlessResult {
  readonly report: unknown;
  readonly text: string;
  readonly failed: string | null;
}

/**
 * Writes picture and report and says how the run ended: the report as JSON into its file and as text on stdout, or as JSON on stdout
 * without a file.
 * @returns the exit code
 */
export async function finishHeadless(result: HeadlessResult, options: CommandLine, window: BrowserWindow): Promise<0 | 1 | 2> {
  if (result.failed !== null) {
    process.stderr.write(result.failed.replace(/\s*\n\s*/g, ' ') + '\n');
    return 2;
  }
  let report: Report;
  try {
    report = parseReport(result.report);
  } catch {
    process.stderr.write('The report does not keep its contract; this is a fault of the app.\n');
    return 2;
  }
  if (options.export !== null) report.files.export = path.resolve(options.export);
  try {
    if (options.picture !== null) fs.writeFileSync(options.picture, await photograph(window));
    const json = JSON.stringify(report, null, 2) + '\n';
    if (options.report === null) await print(json);
    else {
      fs.writeFileSync(options.report, json);
      await print(result.text + '\n');
    }
  } catch (error) {
    const { code, path: file } = error as NodeJS.ErrnoException;
    process.stderr.write(`${file ?? options.report ?? 'stdout'} could not be written (${code ?? 'unknown'}).\n`);
    return 2;
  }
  return exitCodeOf(report);
}

/** What the page shows as PNG. A window nobody sees is drawn late and in steps, so pictures are taken until they stay the same. */
async function photograph({ webContents }: BrowserWindow): Promise<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  let same = 0;
  for (let taken = 0; taken < 30 && same < 4; taken++) {
    webContents.invalidate();
    await new Promise((resolve) => setTimeout(resolve, 120));
    const bitmap = (await webContents.capturePage()).toBitmap();
    same = bitmap.equals(last) ? same + 1 : 0;
    last = bitmap;
  }
  return (await webContents.capturePage()).toPNG();
}

/** Resolves when the text has left the process, so that a pipe gets all of it before the exit. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** `--headless --verify PACK`: the verdict in both languages, as JSON into `--report` when asked for. */
import { writeFile } from 'node:fs/promises';
import { exitCodeOfVerdict, verdictText } from '../../shared/evidence/verdict';
import { verifyPack } from './verify-pack';

/**
 * Needs no profile, no window and no user-data folder, so it runs beside an open app and on a machine that never had one.
 * @returns 0 same, 1 different, 2 not read
 */
export async function runVerify(file: string, report: string | null): Promise<0 | 1 | 2> {
  const verdict = await verifyPack(file);
  if (report !== null) await writeFile(report, JSON.stringify(verdict, null, 2) + '\n');
  const code = exitCodeOfVerdict(verdict);
  const text = (['zh', 'en'] as const).map((language) => verdictText(verdict, language) + '\n').join('');
  const out = code === 2 ? process.stderr : process.stdout;
  await new Promise<void>((resolve, reject) => out.write(text, (error) => (error ? reject(error) : resolve())));
  return code;
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { answerKey } from './answer-key';
import { UsageError, parseArguments, type CliOptions } from './cli-arguments';
import { FaultPlanError, parseFaultPlan, type FaultPlan } from './faults/plan';
import { startSandbox, type Sandbox } from './server';
import { DEFAULT_SEED } from './world';

/** The sandbox as a command of its own: prints one JSON line and serves until it is told to stop. */

/** Resolves when the process is asked to end, or when its input closes and that was asked for. */
function untilToldToStop(options: CliOptions): Promise<void> {
  return new Promise((done) => {
    process.once('SIGTERM', () => done());
    process.once('SIGINT', () => done());
    if (!options.untilStdinCloses) return;
    process.stdin.on('end', () => done());
    process.stdin.on('close', () => done());
    process.stdin.resume();
  });
}

/** @throws UsageError naming the file and the place of the fault */
async function faultsOf(file: string): Promise<FaultPlan> {
  try {
    return parseFaultPlan(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof FaultPlanError) throw new UsageError(`${file} is no fault plan: ${error.message}.`);
    throw new UsageError(`${file} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

async function start(options: CliOptions): Promise<Sandbox> {
  return startSandbox({
    site: options.site,
    size: options.size,
    port: options.port,
    clean: options.clean,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.rate === undefined ? {} : { rate: options.rate }),
    ...(options.today === undefined ? {} : { today: options.today }),
    ...(options.deny === undefined ? {} : { denied: options.deny }),
    ...(options.data === undefined ? {} : { dataDir: options.data }),
    ...(options.faults === undefined ? {} : { faults: await faultsOf(options.faults) }),
  });
}

async function run(args: readonly string[]): Promise<void> {
  const options = parseArguments(args);
  const sandbox = await start(options);
  if (options.answerKey !== undefined) {
    const spec = { site: options.site, size: options.size, seed: options.seed ?? DEFAULT_SEED, clean: options.clean };
    await writeFile(options.answerKey, JSON.stringify(answerKey(spec, sandbox.today), null, 2) + '\n');
  }
  let ledgers: unknown;
  if (options.ledgers !== undefined) {
    await mkdir(options.ledgers, { recursive: true });
    ledgers = await sandbox.sampleLedgers(options.ledgers);
  }
  const exports = options.exportFiles === undefined ? undefined : await sandbox.exportFiles(options.exportFiles);
  const line = { url: sandbox.url, ak: sandbox.ak, sk: sandbox.sk, today: sandbox.today, site: options.site, ledgers, exports };
  process.stdout.write(JSON.stringify(line) + '\n');
  await untilToldToStop(options);
  await sandbox.close();
}

try {
  await run(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  process.stderr.write((error instanceof Error ? error.message : String(error)) + '\n');
  process.exit(error instanceof UsageError ? 2 : 1);
}

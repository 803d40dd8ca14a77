import { parseArgs } from 'node:util';
import { SITES, type Site } from './dataset';
import { SIZES, type WorldSize } from './world';

/** A wrong command line, in one sentence. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export interface CliOptions {
  readonly port: number;
  readonly site: Site;
  readonly size: WorldSize;
  readonly seed?: number;
  readonly rate?: number | 'off';
  readonly today?: string;
  readonly data?: string;
  readonly clean: boolean;
  readonly answerKey?: string;
  readonly ledgers?: string;
  readonly exportFiles?: string;
  /** File of a fault plan. */
  readonly faults?: string;
  /** Permission items or operations that the caller's role lacks. */
  readonly deny?: readonly string[];
  readonly untilStdinCloses: boolean;
}

const OPTIONS = {
  port: { type: 'string' },
  site: { type: 'string' },
  size: { type: 'string' },
  seed: { type: 'string' },
  rate: { type: 'string' },
  today: { type: 'string' },
  data: { type: 'string' },
  clean: { type: 'boolean' },
  'answer-key': { type: 'string' },
  ledgers: { type: 'string' },
  'export-files': { type: 'string' },
  faults: { type: 'string' },
  deny: { type: 'string' },
  'until-stdin-closes': { type: 'boolean' },
} as const;

function oneOf<T extends string>(name: string, value: string | undefined, allowed: readonly T[], fallback: T): T {
  if (value === undefined) return fallback;
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`--${name} must be one of ${allowed.join(', ')}, not "${value}".`);
  return found;
}

function whole(name: string, value: string | undefined, min: number, max: number): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max))
    throw new UsageError(`--${name} must be a whole number from ${String(min)} to ${String(max)}, not "${value}".`);
  return number;
}

function day(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const time = Date.parse(value + 'T00:00:00Z');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) {
    throw new UsageError(`--today must be a day such as 2026-11-06, not "${value}".`);
  }
  return value;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const text = error instanceof Error ? (error.message.split(/[.\n]/)[0] ?? '') : 'wrong options';
    throw new UsageError(
      `${text}; known options are ${Object.keys(OPTIONS)
        .map((name) => '--' + name)
        .join(' ')}.`,
    );
  }
}

/** @throws UsageError for an unknown option or a wrong value */
export function parseArguments(args: readonly string[]): CliOptions {
  const values = parsed(args);
  const seed = whole('seed', values.seed, 0, 4_294_967_295);
  const rate = values.rate === 'off' ? 'off' : whole('rate', values.rate, 1, 100_000);
  const today = day(values.today);
  const ofWorld = [values['answer-key'], values.ledgers, values['export-files']];
  if (values.data !== undefined && ofWorld.some((value) => value !== undefined)) {
    throw new UsageError('--answer-key, --ledgers and --export-files belong to a generated world and cannot go with --data.');
  }
  return {
    port: whole('port', values.port, 0, 65_535) ?? 0,
    site: oneOf('site', values.site, SITES, 'cn'),
    size: oneOf('size', values.size, SIZES, 'small'),
    clean: values.clean ?? false,
    untilStdinCloses: values['until-stdin-closes'] ?? false,
    ...(seed === undefined ? {} : { seed }),
    ...(rate === undefined ? {} : { rate }),
    ...(today === undefined ? {} : { today }),
    ...(values.deny === undefined ? {} : { deny: values.deny.split(',').map((item) => item.trim()) }),
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values['answer-key'] === undefined ? {} : { answerKey: values['answer-key'] }),
    ...(values.ledgers === undefined ? {} : { ledgers: values.ledgers }),
    ...(values['export-files'] === undefined ? {} : { exportFiles: values['export-files'] }),
    ...(values.faults === undefined ? {} : { faults: values.faults }),
  };
}

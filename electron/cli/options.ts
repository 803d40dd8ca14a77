import { parseArgs } from 'node:util';
import { DOCUMENT_KINDS, type DocumentKind } from '../../shared/documents/kinds';
import { checkStatement, statementFaultText, type StatementInput } from '../../shared/documents/statement';
import { isPeriod, periodRange, type Period } from '../../shared/period';

/** A ledger named on the command line: `FILE:role[:option=value...]`, or `sample` for the sandbox's two samples. */
export interface LedgerArgument {
  readonly file: string;
  readonly role: 'cost' | 'revenue' | 'prepayment';
  readonly grain?: 'customer' | 'customer-service' | 'order' | 'line';
  readonly basis?: 'pretax' | 'taxed';
  readonly tax?: string;
  readonly period?: Period;
  readonly sheet?: string;
  readonly encoding?: string;
  readonly separator?: string;
  readonly side?: 'debit' | 'credit';
  readonly mapping?: string;
}

/** A file of Huawei Cloud's named on the command line: `FILE[:option=value...]`; its kind is found unless given. */
export interface DocumentArgument {
  readonly file: string;
  readonly kind?: DocumentKind;
  readonly period?: Period;
  readonly sheet?: string;
  readonly encoding?: string;
  readonly separator?: string;
}

export interface CommandLine {
  readonly headless: boolean;
  readonly sandbox: 'tiny' | 'small' | 'medium' | 'large' | null;
  /** File of a fault plan for the built-in sandbox. */
  readonly faults: string | null;
  readonly endpoint: string | null;
  readonly site: 'cn' | 'intl';
  readonly today: string | null;
  readonly periods: readonly Period[] | null;
  readonly ledgers: readonly LedgerArgument[];
  readonly sampleLedgers: boolean;
  readonly documents: readonly DocumentArgument[];
  /** Figures of bills that came as PDFs, checked. */
  readonly statements: readonly StatementInput[];
  /** No gateway: everything comes from files. */
  readonly files: boolean;
  readonly aliases: string | null;
  readonly priceRules: string | null;
  readonly ruleSet: string | null;
  /** Exchange rates for a labelled view in other currencies. */
  readonly rates: string | null;
  readonly skipBadRows: boolean;
  readonly export: string | null;
  readonly report: string | null;
  /** An evidence pack to be verified; nothing else is done then, and no profile is opened. */
  readonly verify: string | null;
  /** Picture of the overview as PNG, for `npm start` without a display. */
  readonly picture: string | null;
  readonly userData: string | null;
  readonly offline: boolean;
  readonly rate: number | 'off' | null;
}

/** A command line that cannot be used; the message is one sentence for the user. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const OPTIONS = {
  headless: { type: 'boolean' },
  sandbox: { type: 'string' },
  faults: { type: 'string' },
  endpoint: { type: 'string' },
  site: { type: 'string' },
  today: { type: 'string' },
  periods: { type: 'string' },
  ledger: { type: 'string', multiple: true },
  document: { type: 'string', multiple: true },
  statement: { type: 'string', multiple: true },
  files: { type: 'boolean' },
  aliases: { type: 'string' },
  'price-rules': { type: 'string' },
  'rule-set': { type: 'string' },
  rates: { type: 'string' },
  'skip-bad-rows': { type: 'boolean' },
  export: { type: 'string' },
  report: { type: 'string' },
  verify: { type: 'string' },
  picture: { type: 'string' },
  'user-data': { type: 'string' },
  offline: { type: 'boolean' },
  rate: { type: 'string' },
} as const;

/** Chromium's and the launcher's own switches, which are not the app's to judge. */
const FOREIGN =
  /^--(?:no-sandbox|disable-gpu|ozone-platform(?:-hint)?|user-data-dir|remote-debugging-(?:port|pipe)|inspect(?:-brk)?|force-(?:device-scale-factor|prefers-reduced-motion)|lang|disable-[a-z-]+|enable-[a-z-]+|no-zygote|in-process-gpu|proxy-[a-z-]+|password-store|js-flags|use-[a-z-]+|original-process-start-time|allow-file-access-from-files|high-dpi-support|log-[a-z]+|v)(?:=|$)/;

const SIZES = ['tiny', 'small', 'medium', 'large'] as const;

/**
 * Reads the command line of `interfaces.md`. Unknown options are errors.
 * @param argv arguments after the executable and, when the app runs from a folder, after that folder
 * @throws UsageError
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  // `--sandbox` may stand alone; the parser wants a value for it.
  const own = argv.filter((arg) => !FOREIGN.test(arg)).map((arg) => (arg === '--sandbox' ? '--sandbox=small' : arg));
  let values: ReturnType<typeof parse>;
  try {
    values = parse(own);
  } catch (error) {
    throw new UsageError(oneSentence((error as Error).message));
  }
  if (values.sandbox !== undefined && !(SIZES as readonly string[]).includes(values.sandbox)) {
    throw new UsageError(`--sandbox takes ${SIZES.join(', ')}; "${values.sandbox}" is none of them.`);
  }
  if (values.sandbox !== undefined && values.endpoint !== undefined) throw new UsageError('--sandbox and --endpoint exclude each other.');
  if (values.faults !== undefined && values.sandbox === undefined)
    throw new UsageError('--faults needs --sandbox: only the built-in sandbox misbehaves on request.');
  const other = values.sandbox !== undefined ? '--sandbox' : '--endpoint';
  if (values.files === true && (values.sandbox !== undefined || values.endpoint !== undefined))
    throw new UsageError(`--files and ${other} exclude each other.`);
  if (values.verify !== undefined && values.headless !== true)
    throw new UsageError('--verify needs --headless; in the window use the Audit page.');
  const site = values.site ?? 'cn';
  if (site !== 'cn' && site !== 'intl') throw new UsageError(`--site takes cn or intl; "${site}" is neither.`);
  if (values.today !== undefined && !isDay(values.today))
    throw new UsageError(`--today takes a date like 2026-11-06; "${values.today}" is none.`);
  const ledgers = values.ledger ?? [];
  return {
    headless: values.headless ?? false,
    sandbox: (values.sandbox as CommandLine['sandbox']) ?? null,
    faults: values.faults ?? null,
    endpoint: values.endpoint ?? null,
    site,
    today: values.today ?? null,
    periods: values.periods === undefined ? null : readPeriods(values.periods),
    ledgers: ledgers.filter((text) => text !== 'sample').map(readLedger),
    sampleLedgers: ledgers.includes('sample'),
    documents: (values.document ?? []).map(readDocument),
    statements: (values.statement ?? []).map(readStatement),
    files: values.files ?? false,
    aliases: values.aliases ?? null,
    priceRules: values['price-rules'] ?? null,
    ruleSet: values['rule-set'] ?? null,
    rates: values.rates ?? null,
    skipBadRows: values['skip-bad-rows'] ?? false,
    export: values.export ?? null,
    report: values.report ?? null,
    verify: values.verify ?? null,
    picture: values.picture ?? null,
    userData: values['user-data'] ?? null,
    offline: values.offline ?? false,
    rate: values.rate === undefined ? null : readRate(values.rate),
  };
}

/** The parser's first sentence: what follows is advice to programmers. */
function oneSentence(message: string): string {
  return `${message.split('\n')[0]!.replace(/\.(?:\s.*)?$/, '')}.`;
}

function parse(args: string[]) {
  return parseArgs({ args, options: OPTIONS, strict: true, allowPositionals: false }).values;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isPeriod(text.slice(0, 7)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

function readPeriods(text: string): Period[] {
  const range = /^(\d{4}-\d{2})\.\.(\d{4}-\d{2})$/.exec(text);
  const all = range
    ? isPeriod(range[1]!) && isPeriod(range[2]!)
      ? periodRange(range[1]!, range[2]!)
      : []
    : text.split(',').map((part) => part.trim());
  if (all.length === 0 || !all.every(isPeriod))
    throw new UsageError(`--periods takes A..B or A,B with months like 2026-10; "${text}" is neither.`);
  if (all.length > 120) throw new UsageError('--periods names more than 120 months.');
  return [...new Set(all)].sort();
}

function readRate(text: string): number | 'off' {
  if (text === 'off') return 'off';
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1)
    throw new UsageError(`--rate takes a whole number of calls a second, or off; "${text}" is neither.`);
  return Number(text);
}

/** As they are, and `tab` for the one a shell hides. */
const SEPARATORS: ReadonlySet<string> = new Set([',', ';', '|', 'tab']);
const ROLES = ['cost', 'revenue', 'prepayment'];
const LEDGER_OPTIONS: Readonly<Record<string, (value: string) => boolean>> = {
  grain: (v) => ['customer', 'customer-service', 'order', 'line'].includes(v),
  basis: (v) => ['pretax', 'taxed'].includes(v),
  tax: (v) => /^\d(?:\.\d{1,6})?$/.test(v),
  period: (v) => isPeriod(v),
  sheet: (v) => v !== '',
  encoding: (v) => v !== '',
  separator: (v) => SEPARATORS.has(v),
  side: (v) => ['debit', 'credit'].includes(v),
  mapping: (v) => v !== '',
};

const DOCUMENT_OPTIONS: typeof LEDGER_OPTIONS = {
  kind: (v) => (DOCUMENT_KINDS as readonly string[]).includes(v),
  period: (v) => isPeriod(v),
  sheet: (v) => v !== '',
  encoding: (v) => v !== '',
  separator: (v) => SEPARATORS.has(v),
};

/** Options are read from the end, so that a file name may hold colons (`C:\books\cost.xlsx:cost:grain=customer`). */
function readLedger(text: string): LedgerArgument {
  const { parts, options } = optionsAtEnd('ledger', text, LEDGER_OPTIONS, 2);
  const role = parts.length > 1 ? parts.pop()! : '';
  const file = parts.join(':');
  if (!ROLES.includes(role) || file === '')
    throw new UsageError(`--ledger takes FILE:role with role ${ROLES.join(', ')}; "${text}" has none.`);
  return { file, role: role as LedgerArgument['role'], ...options };
}

function readDocument(text: string): DocumentArgument {
  const { parts, options } = optionsAtEnd('document', text, DOCUMENT_OPTIONS, 1);
  const file = parts.join(':');
  if (file === '') throw new UsageError(`--document takes FILE with options after it; "${text}" names no file.`);
  return { file, ...options };
}

/** `2026-09=consumption,refunds,adjustments[,due]`, plain decimals. */
function readStatement(text: string): StatementInput {
  const [period = '', list = ''] = text.split(/=(.*)/s);
  const parts = list.split(',');
  if (parts.length < 3 || parts.length > 4 || !isPeriod(period))
    throw new UsageError(`--statement takes MONTH=consumption,refunds,adjustments with the amount due after them; "${text}" is none.`);
  const [consumption = '', refunds = '', adjustments = '', due = ''] = parts;
  const input = { period, consumption, refunds, adjustments, due, number: '', note: '' };
  const checked = checkStatement(input);
  if ('fault' in checked)
    throw new UsageError(`--statement ${text}: ${statementFaultText(checked.fault, 'en').split('. ')[0]!.replace(/\.$/, '')}.`);
  return input;
}

/** @param keep parts at the front that are never options */
function optionsAtEnd(
  of: string,
  text: string,
  known: typeof LEDGER_OPTIONS,
  keep: number,
): { parts: string[]; options: Record<string, string> } {
  const parts = text.split(':');
  const options: Record<string, string> = {};
  while (parts.length > keep) {
    const match = /^([a-z]+)=(.*)$/.exec(parts.at(-1)!);
    if (!match) break;
    const [, name, value] = match as unknown as [string, string, string];
    const check = known[name];
    if (!check) throw new UsageError(`--${of}: "${name}" is no option of a ${of}; known are ${Object.keys(known).join(', ')}.`);
    if (!check(value)) throw new UsageError(`--${of}: "${value}" is no value for ${name}.`);
    options[name] = name === 'separator' && value === 'tab' ? '\t' : value;
    parts.pop();
  }
  return { parts, options };
}

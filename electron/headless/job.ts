import fs from 'node:fs';
import type { Profile } from '../../shared/bridge/contract';
import type { HeadlessJob, HeadlessLedger } from '../../shared/headless/job';
import { asColumnMapping } from '../../shared/ledger/mapping-file';
import type { ColumnMapping, LedgerOptions } from '../../shared/ledger/types';
import { UsageError, type CommandLine, type LedgerArgument } from '../cli/options';
import type { FileTokens } from '../workspace/file-tokens';

/**
 * Turns the command line into a job. Files are opened and JSON is read here, before anything runs, so that a wrong path costs nothing.
 * @throws UsageError naming the file at fault
 */
export function buildJob(options: CommandLine, profile: Profile, today: string, language: 'zh' | 'en', tokens: FileTokens): HeadlessJob {
  if (options.sampleLedgers && profile.endpoint.kind !== 'sandbox') throw new UsageError('--ledger sample needs --sandbox.');
  return {
    profile,
    today,
    periods: options.periods,
    language,
    offline: options.offline,
    ledgers: options.ledgers.map((ledger) => ledgerOf(ledger, tokens)),
    sampleLedgers: options.sampleLedgers,
    aliases: documentOf(options.aliases),
    priceRules: documentOf(options.priceRules),
    ruleSet: documentOf(options.ruleSet),
    skipBadRows: options.skipBadRows,
    exportTo: options.export === null ? null : tokens.forWriting(options.export),
    picture: options.picture !== null,
  };
}

function ledgerOf(ledger: LedgerArgument, tokens: FileTokens): HeadlessLedger {
  const { file, role, grain, basis, tax, period, sheet, encoding, mapping } = ledger;
  const options: Partial<LedgerOptions> = {
    role,
    ...(grain && { grain }),
    ...(basis && { basis }),
    ...(tax && { tax }),
    ...(period && { period }),
    ...(sheet && { sheet }),
    ...(encoding && { encoding }),
  };
  try {
    return { token: tokens.forReading(file), options, mapping: mapping === undefined ? null : mappingOf(mapping) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

function mappingOf(file: string): ColumnMapping {
  const document = documentOf(file);
  try {
    return asColumnMapping(document);
  } catch (error) {
    throw new UsageError(`${file} is no column mapping: ${(error as Error).message.split('\n')[0]}.`);
  }
}

function documentOf(file: string | null): unknown {
  if (file === null) return null;
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new UsageError(`${file} is not valid JSON: ${(error as Error).message}.`);
  }
}

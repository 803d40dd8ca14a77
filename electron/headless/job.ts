import type { Profile } from '../../shared/bridge/contract';
import type { HeadlessJob, HeadlessLedger } from '../../shared/headless/job';
import type { LedgerOptions } from '../../shared/ledger/types';
import { UsageError, type CommandLine, type LedgerArgument } from '../cli/options';
import type { FileTokens } from '../workspace/file-tokens';
import { aliasesFrom, mappingFrom, priceRulesFrom, ruleSetFrom } from './documents';

/**
 * Turns the command line into a job. Files are opened and JSON is checked here, before anything runs, so that a wrong path costs nothing.
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
    aliases: options.aliases === null ? null : aliasesFrom(options.aliases),
    priceRules: options.priceRules === null ? null : priceRulesFrom(options.priceRules),
    ruleSet: options.ruleSet === null ? null : ruleSetFrom(options.ruleSet),
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
    return { token: tokens.forReading(file), options, mapping: mapping === undefined ? null : mappingFrom(mapping) };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

import type { FileToken, Profile } from '../../shared/bridge/contract';
import type { HeadlessDocument, HeadlessJob, HeadlessLedger } from '../../shared/headless/job';
import type { LedgerOptions } from '../../shared/ledger/types';
import { UsageError, type CommandLine, type DocumentArgument, type LedgerArgument } from '../cli/options';
import type { FileTokens } from '../workspace/file-tokens';
import { aliasesFrom, mappingFrom, priceRulesFrom, ratesFrom, ruleSetFrom } from './documents';

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
    documents: options.documents.map((document) => documentOf(document, tokens)),
    statements: options.statements,
    aliases: options.aliases === null ? null : aliasesFrom(options.aliases),
    priceRules: options.priceRules === null ? null : priceRulesFrom(options.priceRules),
    ruleSet: options.ruleSet === null ? null : ruleSetFrom(options.ruleSet),
    rates: options.rates === null ? null : ratesFrom(options.rates),
    skipBadRows: options.skipBadRows,
    exportTo: options.export === null ? null : tokens.forWriting(options.export),
    picture: options.picture !== null,
  };
}

function ledgerOf(ledger: LedgerArgument, tokens: FileTokens): HeadlessLedger {
  const { file, role, grain, basis, tax, period, sheet, encoding, separator, side, mapping } = ledger;
  const options: Partial<LedgerOptions> = {
    role,
    ...(grain && { grain }),
    ...(basis && { basis }),
    ...(tax && { tax }),
    ...(period && { period }),
    ...(sheet && { sheet }),
    ...(encoding && { encoding }),
    ...(separator && { separator }),
    ...(side && { side }),
  };
  return { token: tokenOf(file, tokens), options, mapping: mapping === undefined ? null : mappingFrom(mapping) };
}

function documentOf({ file, kind, period, sheet, encoding, separator }: DocumentArgument, tokens: FileTokens): HeadlessDocument {
  return {
    token: tokenOf(file, tokens),
    kind: kind ?? null,
    period: period ?? null,
    sheet: sheet ?? null,
    encoding: encoding ?? null,
    separator: separator ?? null,
  };
}

/** @throws UsageError naming a file that cannot be read */
function tokenOf(file: string, tokens: FileTokens): FileToken {
  try {
    return tokens.forReading(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

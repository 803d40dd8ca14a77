import fs from 'node:fs';
import { AliasFileError, parseAliasFile } from '../../shared/ledger/aliases';
import { asColumnMapping } from '../../shared/ledger/mapping-file';
import type { AliasTable, ColumnMapping } from '../../shared/ledger/types';
import { parseRates, type RateTable } from '../../shared/rates';
import { parsePriceRules } from '../../shared/reconcile/price-rules';
import { parseRuleSet, RulesError } from '../../shared/reconcile/rule-set';
import type { PriceRules, RuleSet } from '../../shared/reconcile/types';
import { UsageError } from '../cli/options';
import type { FaultPlan } from '../sandbox/faults/plan';

/*
 * The small JSON files of the command line (interfaces.md), checked before anything runs: a fault costs no sync, and the sentence names
 * the file and the place in it. Nothing is taken on trust: `null` or an older version is a fault, never "not given".
 */

/** @throws UsageError naming the file and the place of the fault */
export function aliasesFrom(file: string): AliasTable {
  const text = textOf(file);
  try {
    return parseAliasFile(text);
  } catch (error) {
    if (!(error instanceof AliasFileError)) throw error;
    throw new UsageError(oneSentence(`${file} is no alias file: ${error.message}`));
  }
}

/** @throws UsageError naming the file and the place of the fault */
export function priceRulesFrom(file: string): PriceRules {
  return checked(file, 'price rule file', parsePriceRules);
}

/** @throws UsageError naming the file and the place of the fault */
export function ruleSetFrom(file: string): RuleSet {
  return checked(file, 'rule set', parseRuleSet);
}

/** @throws UsageError naming the file and the place of the fault */
export function ratesFrom(file: string): RateTable {
  return checked(file, 'rate table', parseRates);
}

/** @throws UsageError naming the file and the place of the fault */
export function mappingFrom(file: string): ColumnMapping {
  const document = jsonOf(file);
  try {
    return asColumnMapping(document);
  } catch (error) {
    throw new UsageError(oneSentence(`${file} is no column mapping: ${(error as Error).message.split('\n')[0]}`));
  }
}

/** The sandbox's code is loaded only here and where it runs. @throws UsageError naming the file and the place of the fault */
export async function faultPlanFrom(file: string): Promise<FaultPlan> {
  const text = textOf(file);
  const { FaultPlanError, parseFaultPlan } = await import('../sandbox/faults/plan');
  try {
    return parseFaultPlan(text);
  } catch (error) {
    if (!(error instanceof FaultPlanError)) throw error;
    throw new UsageError(oneSentence(`${file} is no fault plan: ${error.message}`));
  }
}

function checked<T>(file: string, kind: string, parse: (document: unknown) => T): T {
  const document = jsonOf(file);
  try {
    return parse(document);
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    throw new UsageError(oneSentence(`${file} is no ${kind}: ${error.message}`));
  }
}

function jsonOf(file: string): unknown {
  const text = textOf(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new UsageError(oneSentence(`${file} is not valid JSON: ${(error as Error).message}`));
  }
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`);
  }
}

/** Validators may say two sentences; the last line of a failed run is one. */
function oneSentence(text: string): string {
  return `${text
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[.\s]+$/, '')
    .replace(/\.\s+/g, '; ')}.`;
}

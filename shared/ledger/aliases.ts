/** The alias table: what a book calls a customer or reseller. Read from a file, grown by proposals that a person reviews. */
import { z } from 'zod';
import type { Alias, AliasTable } from './types';

const Name = z.string().trim().min(1).max(200);
const Id = z.string().trim().min(1).max(64);

const AliasSchema = z.union([z.object({ ledger: Name, customer: Id }).strict(), z.object({ ledger: Name, reseller: Id }).strict()]);

export const AliasTableSchema = z
  .object({ version: z.literal(1), aliases: z.array(AliasSchema).max(100_000) })
  .strict()
  .superRefine(({ aliases }, context) => {
    const first = new Map<string, number>();
    aliases.forEach(({ ledger }, index) => {
      const before = first.get(ledger);
      if (before === undefined) first.set(ledger, index);
      else context.addIssue({ code: 'custom', path: ['aliases', index, 'ledger'], message: `the same name stands at aliases[${before}]` });
    });
  });

/** A file that is no alias table; `place` names the fault: `line 3` or `aliases[2].customer`. */
export class AliasFileError extends Error {
  constructor(
    readonly place: string,
    readonly why: string,
  ) {
    super(`${place}: ${why}`);
    this.name = 'AliasFileError';
  }
}

/** Reads the text of an alias file. @throws AliasFileError with the first fault's place */
export function parseAliasFile(text: string): AliasTable {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new AliasFileError(placeOfJsonFault(text, error), 'is not JSON');
  }
  const result = AliasTableSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path ?? [];
  if (issue?.code === 'invalid_union' && path.length === 2) {
    throw new AliasFileError(placeOf(path), 'needs "ledger" and either "customer" or "reseller", and nothing else');
  }
  throw new AliasFileError(placeOf(path), issue?.message ?? 'is not an alias table');
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the document';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function placeOfJsonFault(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  const before = position === undefined ? text : text.slice(0, Number(position));
  return `line ${before.split('\n').length}`;
}

/** Someone a book's name can stand for. */
export interface Party {
  readonly kind: 'customer' | 'reseller';
  readonly id: string;
  /** Account name and real name, as far as known. */
  readonly names: readonly string[];
}

export interface AliasProposal {
  readonly ledger: string;
  readonly party: { readonly kind: 'customer' | 'reseller'; readonly id: string; readonly name: string };
  /** `exact`: the same text; `normalised`: the same without width, case, blanks and company suffixes. */
  readonly how: 'exact' | 'normalised';
  /** Always: a proposal is looked at by a person and never applied by itself. */
  readonly toBeReviewed: true;
}

/**
 * Who an unresolved name may stand for. A name that fits two parties is proposed for both; a person chooses.
 * @param unresolved distinct party texts of a ledger that resolve to nobody
 */
export function proposeAliases(unresolved: readonly string[], parties: readonly Party[]): AliasProposal[] {
  const exact = new Map<string, { party: Party; name: string }[]>();
  const legal = new Map<string, { party: Party; name: string }[]>();
  const loose = new Map<string, { party: Party; name: string }[]>();
  for (const party of parties) {
    for (const name of new Set(party.names)) {
      push(exact, name.trim(), party, name);
      push(legal, companyName(name), party, name);
      push(loose, companyCore(name), party, name);
    }
  }
  const proposals: AliasProposal[] = [];
  for (const ledger of new Set(unresolved)) {
    const same = exact.get(ledger.trim());
    // Nearer names first: whoever differs by the legal form alone keeps out those who share no more than a core.
    const hits = same ?? legal.get(companyName(ledger)) ?? (companyCore(ledger) === '' ? [] : (loose.get(companyCore(ledger)) ?? []));
    const seen = new Set<string>();
    for (const { party, name } of hits) {
      if (seen.has(`${party.kind} ${party.id}`)) continue;
      seen.add(`${party.kind} ${party.id}`);
      proposals.push({ ledger, party: { kind: party.kind, id: party.id, name }, how: same ? 'exact' : 'normalised', toBeReviewed: true });
    }
  }
  return proposals;
}

function push(map: Map<string, { party: Party; name: string }[]>, key: string, party: Party, name: string): void {
  if (key === '') return;
  const list = map.get(key);
  if (list) list.push({ party, name });
  else map.set(key, [{ party, name }]);
}

/** The alias a reviewed proposal becomes. */
export function aliasOf(proposal: AliasProposal): Alias {
  const { ledger, party } = proposal;
  return party.kind === 'customer' ? { ledger, customer: party.id } : { ledger, reseller: party.id };
}

const SUFFIXES =
  /(?:股份有限公司|有限责任公司|科技有限公司|信息技术有限公司|网络科技有限公司|有限公司|分公司|总公司|公司|集团|股份|信息技术|网络科技|信息科技|信息|科技|技术|网络|co\.?,?ltd\.?|coltd|limited|ltd\.?|inc\.?|llc|corp(?:oration)?\.?|company|gmbh|pte\.?)$/;

const LEGAL_FORM =
  /(?:股份有限公司|有限责任公司|有限公司|co\.?,?ltd\.?|coltd|limited|ltd\.?|inc\.?|llc|corp(?:oration)?\.?|gmbh|pte\.?|sdn\.?bhd\.?)$/;

/** A company's name without width, case, blanks, marks and legal form; a place in brackets counts: 示例（北京）有限公司 -> 示例北京. */
export function companyName(name: string): string {
  let plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()·・.,，、'"-]+/g, '');
  for (let before = ''; before !== plain;) {
    before = plain;
    const cut = plain.replace(LEGAL_FORM, '');
    if ([...cut].length >= 2) plain = cut;
  }
  return plain;
}

/** A company's name without width, case, blanks, marks, place in brackets and legal form: 示例（北京）科技有限公司 -> 示例. */
export function companyCore(name: string): string {
  let core = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s·・.,，、'"-]+/g, '');
  for (let before = ''; before !== core;) {
    before = core;
    const cut = core.replace(SUFFIXES, '');
    if ([...cut].length >= 2) core = cut;
  }
  return core;
}

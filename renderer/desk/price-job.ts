/** Price rules and rule set beside their saving: what new rules would do to a month, and the versions that were saved before. */
import { canonicalJson, sha256Hex } from '../../shared/digest';
import { TextNumbering } from '../../shared/columns';
import type { PreviewBreak, PriceRulesPreview, RuleDocumentKind, RuleVersion } from '../../shared/desk/api';
import type { JournalEntry } from '../../shared/journal/entries';
import { formatUnits, type Units } from '../../shared/money';
import type { Period } from '../../shared/period';
import { previewPrices } from '../../shared/reconcile/price-preview';
import { reasonWords, type ServiceName } from '../../shared/reconcile/reasons';
import type { Break, PriceRules } from '../../shared/reconcile/types';
import { emptyInput } from '../../shared/reconcile/empty-input';
import { billColumns } from './bill-columns';
import type { DeskCore } from './core';
import { partiesOf, resolverOf } from './entries';
import { periodsOf, rulesOf } from './engine-input';
import { DeskFailure } from './faults';
import { ledgerColumns } from './ledger-columns';
import { signedPeriods } from './statuses';
import { serviceNames } from '../store/names';

/** Breaks shown of each sort; their numbers are exact. */
const MOST_BREAKS = 200;

/**
 * Prices a month by other rules, beside what is stored; nothing changes. Only what prices hang on is read: bill lines, books, parties.
 * @throws DeskFailure `cancelled`
 */
export async function pricePreview(core: DeskCore, rules: PriceRules, period: Period, signal: AbortSignal): Promise<PriceRulesPreview> {
  const go = (): void => {
    if (signal.aborted) throw new DeskFailure('cancelled');
  };
  const published = await core.generations.published();
  const periods = await periodsOf(core, published.rows);
  const { bills } = await billColumns(core, periods, published.of('bill-lines'));
  go();
  const trades = new TextNumbering();
  const ledger = await ledgerColumns(core, await resolverOf(core), trades);
  go();
  const { customers } = await partiesOf(core);
  const { ruleSet, priceRules } = await rulesOf(core);
  const frame = { site: core.site, currency: core.currency, periods, texts: core.dictionary, trades };
  const input = { ...emptyInput(frame), bills, customers, ledger, ruleSet, priceRules };
  go();
  const serviceName = await serviceNames(core.store);
  const found = previewPrices(input, rules, period);
  const side = (one: (typeof found.parties)[number]['before']): PriceRulesPreview['parties'][number]['before'] => ({
    ...one,
    expected: orNull(one.expected),
    margin: orNull(one.margin),
  });
  return {
    period,
    closed: (await signedPeriods(core)).has(period),
    hasLedger: found.hasLedger,
    parties: found.parties.map(({ counterparty, ledger: billed, before, after }) => ({
      counterparty,
      ledger: orNull(billed),
      before: side(before),
      after: side(after),
    })),
    counts: { appear: found.appear.length, vanish: found.vanish.length, moved: found.moved.length },
    appear: found.appear.slice(0, MOST_BREAKS).map((one) => breakRow(one, null, serviceName)),
    vanish: found.vanish.slice(0, MOST_BREAKS).map((one) => breakRow(one, null, serviceName)),
    moved: found.moved.slice(0, MOST_BREAKS).map(({ before, after }) => breakRow(after, before, serviceName)),
  };
}

const orNull = (units: Units | null): string | null => (units === null ? null : formatUnits(units));

function breakRow(one: Break, before: Break | null, serviceName: ServiceName): PreviewBreak {
  return {
    id: one.id,
    class: one.class,
    counterparty: one.counterparty,
    service: one.service,
    difference: orNull(one.difference),
    differenceBefore: before === null ? null : orNull(before.difference),
    reason: reasonWords(one.reason, serviceName),
  };
}

/** Versions of a document that were saved, the latest first. */
export async function ruleVersions(core: DeskCore, which: RuleDocumentKind): Promise<RuleVersion[]> {
  const versions: RuleVersion[] = [];
  await eachEntry(core, 1, (entry) => {
    if (entry.body.kind === which) versions.push(versionOf(entry, entry.body.document));
    return true;
  });
  return versions.reverse();
}

/** The document of a version; null when the journal has none under the number. */
export async function ruleVersion(core: DeskCore, which: RuleDocumentKind, seq: number): Promise<unknown> {
  let document: unknown = null;
  await eachEntry(core, seq, (entry) => {
    if (entry.seq === seq && entry.body.kind === which) document = entry.body.document;
    return entry.seq < seq;
  });
  return document;
}

function versionOf({ seq, at, by }: JournalEntry, document: unknown): RuleVersion {
  const { rules, rates } = (document ?? {}) as { rules?: unknown; rates?: unknown };
  const list = rules ?? rates;
  return { seq, at, by, digest: documentDigest(document), rules: Array.isArray(list) ? list.length : null };
}

/** Digest of one document alone; a result's digest is that of price rules and rule set together. */
export function documentDigest(document: unknown): string {
  return sha256Hex(canonicalJson(document));
}

async function eachEntry(core: DeskCore, fromSeq: number, visit: (entry: JournalEntry) => boolean): Promise<void> {
  let going = true;
  await core.link.call('journalRead', { fromSeq }, { onItem: (entries) => entries.forEach((entry) => (going &&= visit(entry))) });
}

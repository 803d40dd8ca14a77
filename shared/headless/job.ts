/** A run without a person: what main hands to the page, which does it with the same calls the screens make. */
import type { FileToken, Profile } from '../bridge/contract';
import type { AliasTable, ColumnMapping, LedgerOptions } from '../ledger/types';
import type { DocumentKind } from '../documents/kinds';
import type { StatementInput } from '../documents/statement';
import type { RateTable } from '../rates';
import type { Period } from '../period';
import type { PriceRules, RuleSet } from '../reconcile/types';

export interface HeadlessLedger {
  readonly token: FileToken;
  readonly options: Partial<LedgerOptions>;
  readonly mapping: ColumnMapping | null;
}

/** A file of Huawei Cloud's; what is null is found. */
export interface HeadlessDocument {
  readonly token: FileToken;
  readonly kind: DocumentKind | null;
  readonly period: Period | null;
  readonly sheet: string | null;
  readonly encoding: string | null;
  readonly separator: string | null;
}

export interface HeadlessJob {
  readonly profile: Profile;
  readonly today: string;
  readonly periods: readonly Period[] | null;
  readonly language: 'zh' | 'en';
  /** Only what is cached; nothing is fetched. */
  readonly offline: boolean;
  readonly ledgers: readonly HeadlessLedger[];
  /** The sandbox's samples with their aliases and price rules. */
  readonly sampleLedgers: boolean;
  /** Imported before the ledgers, which are compared with them. */
  readonly documents: readonly HeadlessDocument[];
  /** Figures of bills that came as PDFs. */
  readonly statements: readonly StatementInput[];
  /** Checked documents, null when not given. */
  readonly aliases: AliasTable | null;
  readonly priceRules: PriceRules | null;
  readonly ruleSet: RuleSet | null;
  readonly rates: RateTable | null;
  readonly skipBadRows: boolean;
  readonly exportTo: FileToken | null;
  /** The overview is shown and settled before the job says it is done, so that it can be photographed. */
  readonly picture: boolean;
}

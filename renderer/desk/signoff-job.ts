/** The printable sign-off sheet of a month as data, from what is stored: nothing is computed anew for paper. */
import { isOpen, signedIn } from '../../shared/close';
import type { Language, PeriodSummary, StoredBreak } from '../../shared/desk/api';
import { byCodeUnit } from '../../shared/digest';
import { displayUnits, parseOptionalUnits, parseUnits, type Units } from '../../shared/money';
import type { Period } from '../../shared/period';
import { billingTime } from '../../shared/period/billing-time';
import { sentenceText } from '../../shared/report/totals';
import { SIGNOFF_WORDS } from '../../shared/workbook/signoff-words';
import type { SignOffSheet } from '../../shared/workbook/signoff-sheet';
import { CLASSES, DOCUMENTS, PERIOD_STATES, REASON_CODES, ROLES, TOTAL_NAMES, TOTAL_STATES, wordOf } from '../../shared/workbook/words';
import type { StoredTotal } from '../store/schema';
import { shownTotals } from '../store/signed';
import { ClosingDesk } from './closing-job';
import type { DeskCore } from './core';
import { DeskFailure } from './faults';
import { appliedOf } from './journal-apply';
import { namesOf, resultMark, type Names } from './results';

type Section = SignOffSheet['sections'][number];

/** Carried breaks listed one by one; the rest is counted and stands in the workbook. */
const LISTED = 400;
/** What the figures rest on, as the sheet says it. */
const BASIS = { statement: 'intl', 'typed-statement': 'typed', 'bill-lines': 'cn', 'bill-file': 'file' } as const;
const FIGURES = ['consumption', 'refunds', 'adjustments', 'due'] as const;
const FUNDS = ['allocated', 'reclaimed', 'net'] as const;

/** Breaks and control totals that keep the month open; one that lacks several things counts once. */
async function stillOpen(core: DeskCore, period: Period): Promise<[breaks: number, totals: number]> {
  const { missing } = await new ClosingDesk(core).check(period);
  const of = (kind: 'break' | 'total'): number => new Set(missing.filter((one) => one.kind === kind).map(({ id }) => id)).size;
  return [of('break'), of('total')];
}

/** @throws DeskFailure `nothing-to-export` for a month without figures */
export async function signOffSheet(
  core: DeskCore,
  { period, language }: { readonly period: Period; readonly language: Language },
): Promise<SignOffSheet> {
  const { store } = core;
  const words = SIGNOFF_WORDS[language];
  const figures = await store.figures.get(period);
  if (!figures) throw new DeskFailure('nothing-to-export', period);
  const closing = (await store.closings.get(period)) ?? null;
  const breaks = await store.breaks.of(period);
  const totals = await shownTotals(store, period);
  const { head } = await core.link.call('journalRead', { fromSeq: (await appliedOf(core)).seq + 1 });
  const drifted = closing !== null && figures.state === 'drifted';
  const text = (value: string): string => (value.trim() === '' ? words.none : value);
  return {
    language,
    title: words.title(period),
    mark: closing === null ? words.notSigned(...(await stillOpen(core, period))) : drifted ? words.drifted : null,
    head: [
      [words.head.period, period],
      [words.head.site, words.sites[core.site]],
      [words.head.currency, figures.currency],
      [words.head.basis, words.basis[BASIS[figures.source]]],
      [words.head.state, wordOf(PERIOD_STATES, figures.state, language) ?? figures.state],
      [words.head.prepared, billingTime(core.now())],
      [words.head.by, text(closing?.by ?? '')],
      [words.head.at, closing === null ? words.none : billingTime(closing.at)],
      [words.head.note, text(closing?.note ?? '')],
    ],
    sections: [
      figuresSection(figures, drifted ? await archivedFigures(core, closing.archive) : null, language),
      totalsSection(totals, language),
      breaksSection(breaks, period, language),
      carriedSection(breaks, period, language, await namesOf(core, language)),
      await filesSection(core, period, language),
    ],
    signatures: [...words.signatures],
    proof: [
      [words.proof.journal, `${words.proof.seq(head.seq)} · ${head.hash}`],
      [words.proof.rules, (await resultMark(core))?.rulesDigest ?? words.none],
      [words.proof.archive, closing?.archive ?? words.notYet],
    ],
  };
}

const shown = (amount: string | null): string => (amount === null ? '—' : displayUnits(parseUnits(amount)));

function figuresSection(figures: PeriodSummary, archived: Readonly<Record<string, string>> | null, language: Language): Section {
  const { figure, figuresNote, figures: title } = SIGNOFF_WORDS[language];
  const names: string[] = [figure.item, ...(archived ? [figure.archived] : []), figure.amount];
  const row = (name: (typeof FIGURES)[number] | (typeof FUNDS)[number], amount: string): string[] => [
    figure[name],
    ...(archived ? [shown(archived[name] ?? null)] : []),
    shown(amount),
  ];
  return {
    title: `${title} (${figures.currency})`,
    columns: names,
    numbers: names.length - 1,
    rows: [...FIGURES.map((name) => row(name, figures[name])), ...FUNDS.map((name) => row(name, figures.fundAdjustments[name]))],
    note: figuresNote,
  };
}

/** Figures as they were closed; empty when the archive does not have them. */
async function archivedFigures(core: DeskCore, sha256: string): Promise<Readonly<Record<string, string>>> {
  const { text } = await core.link.call('archiveGet', { sha256 });
  const { figures } = JSON.parse(text) as { figures: (Record<string, string> & { fundAdjustments?: Record<string, string> }) | null };
  return { ...figures, ...figures?.fundAdjustments };
}

function totalsSection(totals: readonly StoredTotal[], language: Language): Section {
  const { total, totals: title, explained } = SIGNOFF_WORDS[language];
  return {
    title,
    columns: [total.id, total.name, total.status, total.sentence, total.left, total.right, total.difference],
    numbers: 3,
    rows: totals.map((one) => [
      one.id,
      wordOf(TOTAL_NAMES, one.id, language) ?? one.id,
      wordOf(TOTAL_STATES, one.status, language) ?? one.status,
      sentenceText(one.sentence, language) + (one.explained ? ` ${explained(one.explained.owner, one.explained.note)}` : ''),
      shown(one.left),
      shown(one.right),
      shown(one.difference),
    ]),
    note: null,
  };
}

/** A timing break counts in its ledger's month with the other sign, as in the close check. */
function signedFor(item: StoredBreak, period: Period): Units {
  return signedIn(parseOptionalUnits(item.difference) ?? 0n, item, period);
}

function breaksSection(breaks: readonly StoredBreak[], period: Period, language: Language): Section {
  const { break: head, breaks: title, noBreaks } = SIGNOFF_WORDS[language];
  const groups = new Map<string, StoredBreak[]>();
  for (const one of breaks) {
    const key = `${one.role ?? ''}|${one.class}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const rows = [...groups]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([, list]) => {
      const count = (test: (one: StoredBreak) => boolean): string => String(list.filter(test).length);
      const first = list[0];
      return [
        wordOf(CLASSES, first?.class ?? null, language) ?? '',
        wordOf(ROLES, first?.role ?? null, language) ?? '—',
        String(list.length),
        count(({ status }) => isOpen(status)),
        count(({ status }) => status === 'explained' || status === 'approved'),
        count(({ status }) => status === 'carried'),
        displayUnits(list.reduce((sum, one) => sum + signedFor(one, period), 0n)),
      ];
    });
  return {
    title,
    columns: rows.length === 0 ? [] : [head.class, head.role, head.count, head.open, head.solved, head.carried, head.amount],
    numbers: rows.length === 0 ? 0 : 5,
    rows,
    note: rows.length === 0 ? noBreaks : null,
  };
}

function carriedSection(breaks: readonly StoredBreak[], period: Period, language: Language, names: Names): Section {
  const words = SIGNOFF_WORDS[language];
  const carried = breaks.filter(({ status }) => status === 'carried').sort((a, b) => byCodeUnit(a.id, b.id));
  const sum = carried.reduce((total, one) => total + signedFor(one, period), 0n);
  const left = Math.max(0, carried.length - LISTED);
  return {
    title: words.carried,
    columns:
      carried.length === 0 ? [] : [words.carry.class, words.carry.party, words.carry.owner, words.carry.reason, words.carry.difference],
    numbers: carried.length === 0 ? 0 : 1,
    rows: carried
      .slice(0, LISTED)
      .map((one) => [
        wordOf(CLASSES, one.class, language) ?? one.class,
        one.customerName ?? names.party(one.customer ?? one.counterparty) ?? one.customer ?? one.counterparty ?? '—',
        one.decision?.owner ?? '—',
        [wordOf(REASON_CODES, one.decision?.reason ?? null, language), one.decision?.note].filter(Boolean).join(' · '),
        one.difference === null ? '—' : displayUnits(signedFor(one, period)),
      ]),
    note:
      carried.length === 0
        ? words.nothingCarried
        : words.carriedTotal(carried.length, displayUnits(sum)) + (left > 0 ? words.notListed(left) : ''),
  };
}

async function filesSection({ store }: DeskCore, period: Period, language: Language): Promise<Section> {
  const words = SIGNOFF_WORDS[language];
  const ledgers = (await store.imports.toArray()).map((one) => ({
    ...one,
    kind: `${wordOf(ROLES, one.role, language)}${language === 'zh' ? '' : ' '}${words.ledger}`,
  }));
  const documents = (await store.documents.toArray()).map((one) => ({ ...one, kind: DOCUMENTS[one.document][language] }));
  const rows = [...ledgers, ...documents]
    .filter((one) => !one.undone && one.periods.includes(period))
    .sort((a, b) => byCodeUnit(a.at, b.at) || byCodeUnit(a.importId, b.importId))
    .map((one) => [one.kind, one.file, billingTime(one.at), one.by === '' ? words.none : one.by, one.sha256, String(one.rows)]);
  const { kind, file, at, by, sha256, rows: count } = words.file;
  return {
    title: words.imports,
    columns: rows.length === 0 ? [] : [kind, file, at, by, sha256, count],
    numbers: rows.length === 0 ? 0 : 1,
    rows,
    note: rows.length === 0 ? words.noImports : null,
  };
}

/**
 * What a figure says of itself besides its digits: currency, tax basis, where it comes from. A figure carries this as an attribute of its
 * element; one layer for the whole window (FigureTip.tsx) reads it on hover and on focus, so a page of a thousand amounts costs nothing.
 */
import { createContext, useContext } from 'react';
import { OPERATIONS } from '../../../shared/api/catalogue';
import type { PeriodSummary } from '../../../shared/desk/api';
import type { SourceId } from '../../../shared/api/sources';

/** Where figures come from beside the interfaces: files, books, and what the desk works out itself. */
export const OWN_SOURCES = [
  /** Figures of a bill that a person typed in. */
  'typed-statement',
  /** Bill lines out of an imported file. */
  'bill-file',
  'cost-ledger',
  'revenue-ledger',
  'prepayment-ledger',
  'ledger',
  /** Bill lines by the price rules. */
  'expected',
  /** Revenue of the books less cost of the bill. */
  'margin',
  /** Bill (or expected amount) less ledger. */
  'difference',
  /** Left side less right side of a control total. */
  'total-difference',
  'tolerance',
  /** As signed, out of the month's archive. */
  'archive',
] as const;

export type FigureSource = SourceId | (typeof OWN_SOURCES)[number];

export interface FigureFacts {
  /** ISO code; absent or empty while none is known. */
  readonly currency?: string;
  /** `stated`: as the partner bill has it, which contradicts itself about tax (semantics.md #2); `ledger`: as the ledger it is held against has it. */
  readonly basis?: 'pretax' | 'taxed' | 'unknown' | 'stated' | 'ledger';
  readonly source?: FigureSource;
  /** Month whose data it is: says when that was synced last. */
  readonly period?: string;
  /** Name of the file it was read from. */
  readonly file?: string;
  /** What it is, where the place does not say so: a column's name, a side of a total. */
  readonly what?: string;
}

/** What is known of a month's figures by where they come from. */
export function basisOf(source: PeriodSummary['source']): 'stated' | 'pretax' {
  return source === 'statement' || source === 'typed-statement' ? 'stated' : 'pretax';
}

const FactsContext = createContext<FigureFacts>({});

/** What all figures inside have in common; a figure's own facts count before it. */
export const FigureFactsProvider = FactsContext.Provider;

export function useFigureFacts(own?: FigureFacts): FigureFacts {
  const around = useContext(FactsContext);
  return own === undefined ? around : { ...around, ...own };
}

/** The attribute that the layer finds, for elements that are no `<Money>` (a cell of the grid, a row of a chart's table). */
export function figureAttributes(value: string, facts: FigureFacts): { readonly 'data-figure': string } {
  return { 'data-figure': JSON.stringify([value, facts]) };
}

export function figureOf(element: Element): { readonly value: string; readonly facts: FigureFacts } | null {
  const text = element.getAttribute('data-figure');
  if (text === null) return null;
  const [value, facts] = JSON.parse(text) as [string, FigureFacts];
  return { value, facts };
}

/** The interface that a source is read from; null for files, books and what is worked out. */
export function interfaceOf(source: FigureSource): string | null {
  return OPERATIONS.find((one) => one.source === source)?.id ?? null;
}

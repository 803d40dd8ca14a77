import type { TFunction } from 'i18next';
import i18next from 'i18next';
import type { FigureFacts, FigureSource } from './facts';

const BASIS = {
  pretax: 'app.money.pretax',
  taxed: 'app.money.taxed',
  unknown: 'app.money.unknown',
  stated: 'app.money.statementBasis',
  ledger: 'app.money.ledgerBasis',
} as const;

/** Name of a source in words; figures of interfaces have the names of the synced data. */
export function sourceName(t: TFunction, source: FigureSource): string {
  const own = `figures.source.${source}`;
  return i18next.exists(own) ? t(own as 'figures.source.ledger') : t(`codes.source.${source}` as 'codes.source.bill-lines');
}

/** Tax basis, source, file: one sentence each; what is not known is not said. */
export function factLines(t: TFunction, { basis, source, file, period }: FigureFacts): string[] {
  const lines = [
    basis === undefined ? null : t(BASIS[basis]),
    source === undefined ? null : t('figures.from', { source: sourceName(t, source) }),
    file === undefined ? null : t('figures.file', { file }),
    period === undefined ? null : t('figures.period', { period }),
  ];
  return lines.filter((line) => line !== null);
}

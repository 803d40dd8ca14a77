import { useTranslation } from 'react-i18next';
import { MoneyError, displayUnits, parseUnits } from '../../../shared/money';
import { figureAttributes, useFigureFacts, type FigureFacts } from '../figures/facts';

/** `−1,234.50` with the minus sign U+2212, at least two decimals; text that is no amount is shown as it is. */
export function moneyText(value: string): string {
  try {
    return displayUnits(parseUnits(value)).replace('-', '\u2212');
  } catch (error) {
    if (error instanceof MoneyError) return value;
    throw error;
  }
}

/** Amounts inside a sentence (`-2865.20`) as the screens write them. */
export function amountsInText(sentence: string): string {
  return sentence.replace(/(?<![\w.,-])-?\d+\.\d{2,8}(?![\w.]*\d)/g, moneyText);
}

/**
 * An amount of the store (decimal text). On hover, and when it has the focus, it says all its digits, currency, tax basis and source
 * (app/figures): what is known comes from `facts` and from the `FigureFactsProvider` around it.
 */
export function Money({
  value,
  facts,
  stop = false,
}: {
  readonly value: string | null;
  readonly facts?: FigureFacts;
  /** A tab stop of its own, for the few figures a page is about; all others are reached with Alt+. and Alt+, */
  readonly stop?: boolean;
}) {
  const { t } = useTranslation();
  const known = useFigureFacts(facts);
  if (value === null)
    return (
      <span className="money muted">
        <span aria-hidden>—</span>
        <span className="visually-hidden">{t('app.money.none')}</span>
      </span>
    );
  return (
    <span className="money" tabIndex={stop ? 0 : undefined} {...figureAttributes(value, known)}>
      {moneyText(value)}
    </span>
  );
}

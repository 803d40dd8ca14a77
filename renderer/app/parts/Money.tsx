import { useTranslation } from 'react-i18next';
import { MoneyError, displayUnits, parseUnits } from '../../../shared/money';

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

/** An amount of the store (decimal text). `title` says unit, basis and source on hover. */
export function Money({ value, title }: { readonly value: string | null; readonly title?: string }) {
  const { t } = useTranslation();
  if (value === null)
    return (
      <span className="money muted" title={title} aria-label={t('app.money.none')}>
        —
      </span>
    );
  return (
    <span className="money" title={title}>
      {moneyText(value)}
    </span>
  );
}

import { Alert } from 'antd';
import type { TFunction } from 'i18next';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import type { ExchangeRate } from '../../../shared/rates';

/** What stands beside an amount at a rate: the rate, who published it and when. */
export function rateLabel(t: TFunction, { rate, source, date }: ExchangeRate): string {
  return t('rates.label', { rate, source, date });
}

/** Above converted figures: that they are, how they are rounded, the months that have no rate. */
export function ConvertedNotes({
  from,
  to,
  missing,
  rates = [],
}: {
  readonly from: string;
  readonly to: string;
  readonly missing: readonly string[];
  /** Rates to be listed month by month, where no table beside them does. */
  readonly rates?: readonly ExchangeRate[];
}) {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('rates.converted', { to })}
      data-testid="converted-notes"
      description={
        <>
          {rates.map((rate) => (
            <div key={rate.month} data-testid="converted-rate">
              {rate.month} · {rateLabel(t, rate)}
            </div>
          ))}
          {missing.length > 0 && (
            <div data-testid="rates-missing">
              {t('rates.missing', { months: missing.join(', '), from, to })} <Link to="/settings/rates">{t('rates.toSettings')}</Link>
            </div>
          )}
          <div className="muted">{t('rates.rounding')}</div>
        </>
      }
    />
  );
}

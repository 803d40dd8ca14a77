import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RateBook } from '../../../shared/rates';

/** Currencies the figures can be shown in; nothing where the table has no rate from theirs. `to` null is their own. */
export function CurrencySwitch({
  book,
  from,
  to,
  onChange,
}: {
  readonly book: RateBook | null;
  readonly from: string;
  readonly to: string | null;
  onChange(to: string | null): void;
}) {
  const { t } = useTranslation();
  const targets = book?.targets(from) ?? [];
  if (targets.length === 0) return null;
  return (
    <span className="row nowrap" style={{ gap: 8 }} role="group" aria-label={t('rates.show')}>
      <span className="muted">{t('rates.show')}</span>
      <Radio.Group
        size="small"
        optionType="button"
        value={to ?? from}
        data-testid="show-currency"
        onChange={(event) => onChange(event.target.value === from ? null : (event.target.value as string))}
        options={[{ value: from, label: t('rates.own', { currency: from }) }, ...targets.map((value) => ({ value, label: value }))]}
      />
    </span>
  );
}

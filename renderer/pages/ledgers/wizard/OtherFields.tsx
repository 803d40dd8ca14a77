import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../shared/desk/api';
import type { AmountUnit, ColumnMapping, DecimalMark } from '../../../../shared/ledger/types';
import { bareMonths, withYear } from '../../../../shared/ledger/with-year';
import { Field } from '../../../app/parts/Field';

const UNITS: readonly AmountUnit[] = [1, 1_000, 10_000, 1_000_000, 100_000_000];

/** How amounts and months are written, where the book leaves it open; folded away as long as nothing depends on it. */
export function OtherFields({ preview, onMapping }: { readonly preview: ImportPreview; onMapping(mapping: ColumnMapping): void }) {
  const { t } = useTranslation();
  const { mapping, refused, sample } = preview;
  const heads = sample[mapping.headRow] ?? [];
  const ambiguous = refused.some((cell) => cell.fault === 'ambiguous-number');
  const months = bareMonths(heads);
  const noYear =
    (months.length >= 2 && !mapping.columns.includes('monthAmount')) ||
    refused.some((cell) => cell.fault === 'bad-period' && /^\D{0,2}\d{1,2}\s*[月期]?$/.test(cell.value.trim()));
  const declared = Boolean(mapping.decimal) || Boolean(mapping.unit) || Boolean(mapping.year);
  return (
    <details
      key={String(ambiguous || noYear || declared)}
      open={ambiguous || noYear || declared}
      data-testid="other-fields"
      data-needed={ambiguous || noYear}
    >
      <summary>{t('ledgers.other.title')}</summary>
      <div className="option-fields">
        <Field label={t('ledgers.other.decimal')} hint={ambiguous ? <span>{t('ledgers.other.decimalNeeded')}</span> : undefined}>
          {(id) => (
            <Select
              id={id}
              data-testid="option-decimal"
              value={mapping.decimal ?? 'found'}
              options={[
                { value: 'found', label: t('ledgers.other.found') },
                { value: '.', label: t('ledgers.other.point') },
                { value: ',', label: t('ledgers.other.comma') },
              ]}
              onChange={(value: DecimalMark | 'found') => onMapping({ ...mapping, decimal: value === 'found' ? null : value })}
            />
          )}
        </Field>
        <Field label={t('ledgers.other.unit')}>
          {(id) => (
            <Select
              id={id}
              data-testid="option-unit"
              value={mapping.unit ?? 0}
              options={[
                { value: 0, label: t('ledgers.other.found') },
                ...UNITS.map((value) => ({ value, label: t(`ledgers.other.units.${value}`) })),
              ]}
              onChange={(value: AmountUnit | 0) => onMapping({ ...mapping, unit: value === 0 ? null : value })}
            />
          )}
        </Field>
        <Field label={t('ledgers.other.year')} hint={noYear ? <span>{t('ledgers.other.yearNeeded')}</span> : undefined}>
          {(id) => (
            <InputNumber
              id={id}
              data-testid="option-year"
              className="wide"
              min={2000}
              max={2199}
              value={mapping.year ?? null}
              changeOnBlur
              onChange={(year) => {
                if ((year ?? null) !== (mapping.year ?? null)) onMapping(withYear(mapping, heads, year ?? null));
              }}
            />
          )}
        </Field>
      </div>
    </details>
  );
}

import { Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { isPeriod } from '../../../../shared/period';
import type { ImportPreview } from '../../../../shared/desk/api';
import type { Grain } from '../../../../shared/reconcile/types';
import { hasSides, usualSide } from '../../../../shared/ledger/side';
import type { LedgerOptions, Side } from '../../../../shared/ledger/types';
import type { TaxBasis } from '../../../../shared/money';
import { Field } from '../../../app/parts/Field';
import { Committed } from './Committed';

const GRAINS: readonly Grain[] = ['customer', 'customer-service', 'order', 'line'];
const BASES: readonly TaxBasis[] = ['pretax', 'taxed', 'unknown'];
const SIDES: readonly Side[] = ['debit', 'credit'];
const SHIFTS = [-3, -2, -1, 0, 1, 2, 3] as const;

/** What the book is; each option says whether it was found in the file or declared by the user. */
export function OptionFields({ preview, onChange }: { readonly preview: ImportPreview; onChange(change: Partial<LedgerOptions>): void }) {
  const { t } = useTranslation();
  const { options, mapping } = preview;
  // What the book does not say and nobody declared has no mark.
  const mark = (name: keyof LedgerOptions) =>
    options[name] === null || options[name] === undefined ? undefined : (
      <Tag variant="filled">{preview.found.includes(name) ? t('ledgers.found') : t('ledgers.declared')}</Tag>
    );
  const shift = options.periodShift ?? 0;
  const sided = hasSides(mapping) || (options.side ?? usualSide(options.role)) !== usualSide(options.role);
  const fromColumn = mapping.columns.includes('period') || mapping.columns.includes('monthAmount');
  return (
    <>
      <Field label={t('ledgers.option.grain')} hint={mark('grain')}>
        {(id) => (
          <Select
            id={id}
            data-testid="option-grain"
            value={options.grain}
            options={GRAINS.map((value) => ({ value, label: t(`codes.grain.${value}`) }))}
            onChange={(grain) => onChange({ grain })}
          />
        )}
      </Field>
      <Field label={t('ledgers.option.basis')} hint={mark('basis')}>
        {(id) => (
          <Select
            id={id}
            data-testid="option-basis"
            value={options.basis}
            options={BASES.map((value) => ({ value, label: t(`codes.taxBasis.${value}`) }))}
            onChange={(basis) => onChange({ basis })}
          />
        )}
      </Field>
      <Field label={t('ledgers.option.tax')} hint={mark('tax')}>
        {(id) => (
          <Committed
            id={id}
            testid="option-tax"
            value={options.tax ?? ''}
            placeholder="0.06"
            valid={(text) => /^0?\.\d{1,6}$|^0$/.test(text)}
            onCommit={(tax) => onChange({ tax: tax === '' ? null : tax })}
          />
        )}
      </Field>
      {sided && (
        <Field label={t('ledgers.option.side')} hint={mark('side')}>
          {(id) => (
            <Select
              id={id}
              data-testid="option-side"
              value={options.side ?? usualSide(options.role)}
              options={SIDES.map((value) => ({ value, label: t(`ledgers.side.${value}`) }))}
              onChange={(side) => onChange({ side })}
            />
          )}
        </Field>
      )}
      <Field label={t('ledgers.option.period')} hint={fromColumn ? <span>{t('ledgers.periodFromColumn')}</span> : mark('period')}>
        {(id) => (
          <Committed
            id={id}
            testid="option-period"
            value={options.period ?? ''}
            placeholder="YYYY-MM"
            valid={isPeriod}
            onCommit={(period) => onChange({ period: period === '' ? null : period })}
          />
        )}
      </Field>
      <Field label={t('ledgers.option.periodShift')} hint={shift === 0 ? undefined : <span>{t('ledgers.shiftHint')}</span>}>
        {(id) => (
          <Select
            id={id}
            data-testid="option-periodShift"
            value={shift}
            options={SHIFTS.map((value) => ({
              value,
              label:
                value === 0
                  ? t('ledgers.shift.none')
                  : t(value < 0 ? 'ledgers.shift.earlier' : 'ledgers.shift.later', { n: Math.abs(value) }),
            }))}
            onChange={(periodShift: number) => onChange({ periodShift })}
          />
        )}
      </Field>
    </>
  );
}

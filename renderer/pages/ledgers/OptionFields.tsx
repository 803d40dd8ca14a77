import { Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/desk/api';
import type { Grain, LedgerRole } from '../../../shared/reconcile/types';
import type { LedgerOptions } from '../../../shared/ledger/types';
import type { TaxBasis } from '../../../shared/money';
import { Field } from '../../app/parts/Field';

const ROLES: readonly LedgerRole[] = ['cost', 'revenue', 'prepayment'];
const GRAINS: readonly Grain[] = ['customer', 'customer-service', 'order', 'line'];
const BASES: readonly TaxBasis[] = ['pretax', 'taxed', 'unknown'];

/** What the book is; each option says whether it was found in the file or declared by the user. */
export function OptionFields({ preview, onChange }: { readonly preview: ImportPreview; onChange(change: Partial<LedgerOptions>): void }) {
  const { t } = useTranslation();
  const { options, table } = preview;
  // What the book does not say and nobody declared has no mark.
  const mark = (name: keyof LedgerOptions) =>
    options[name] === null ? undefined : (
      <Tag variant="filled">{preview.found.includes(name) ? t('ledgers.found') : t('ledgers.declared')}</Tag>
    );
  return (
    <div className="option-fields">
      <Field label={t('ledgers.option.role')} hint={mark('role')}>
        {(id) => (
          <Select
            id={id}
            data-testid="option-role"
            value={options.role}
            options={ROLES.map((value) => ({ value, label: t(`codes.role.${value}`) }))}
            onChange={(role) => onChange({ role })}
          />
        )}
      </Field>
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
          <Committed id={id} value={options.tax ?? ''} placeholder="0.06" onCommit={(tax) => onChange({ tax: tax === '' ? null : tax })} />
        )}
      </Field>
      <Field label={t('ledgers.option.period')} hint={mark('period')}>
        {(id) => (
          <Committed
            id={id}
            value={options.period ?? ''}
            placeholder="YYYY-MM"
            onCommit={(period) => onChange({ period: period === '' ? null : period })}
          />
        )}
      </Field>
      {table.sheets.length > 1 && (
        <Field label={t('ledgers.option.sheet')} hint={mark('sheet')}>
          {(id) => (
            <Select
              id={id}
              value={table.sheet}
              options={table.sheets.map((value) => ({ value, label: value }))}
              onChange={(sheet) => onChange({ sheet })}
            />
          )}
        </Field>
      )}
      {table.encoding !== null && (
        <Field label={t('ledgers.option.encoding')} hint={mark('encoding')}>
          {(id) => (
            <Select
              id={id}
              value={table.encoding}
              options={['utf-8', 'gb18030', 'utf-16le', 'utf-16be'].map((value) => ({ value, label: value.toUpperCase() }))}
              onChange={(encoding) => onChange({ encoding })}
            />
          )}
        </Field>
      )}
    </div>
  );
}

/** A text that counts once it is left or entered: each change reads the file again. */
function Committed({
  id,
  value,
  placeholder,
  onCommit,
}: {
  readonly id: string;
  readonly value: string;
  readonly placeholder: string;
  onCommit(value: string): void;
}) {
  return (
    <Input
      key={value}
      id={id}
      defaultValue={value}
      placeholder={placeholder}
      onPressEnter={(event) => event.currentTarget.blur()}
      onBlur={(event) => {
        const text = event.target.value.trim();
        if (text !== value) onCommit(text);
      }}
    />
  );
}

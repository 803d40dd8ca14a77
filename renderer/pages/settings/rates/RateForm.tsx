import { useMemo, useState } from 'react';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { rateFaults, type ExchangeRate } from '../../../../shared/rates';
import { ruleFaultText } from '../../../../shared/reconcile/rule-faults';
import { Field } from '../../../app/parts/Field';
import { useLanguage } from '../../../app/session/context';
import { Dialog } from '../../../app/parts/Dialog';

const HINTS = { month: 'monthHint', from: null, to: null, rate: 'rateHint', date: 'dateHint', source: 'sourceHint' } as const;

/** A rate as a form; faults stand under their fields, and it closes only with a rate that holds beside the others. */
export function RateForm({
  rate,
  others,
  title,
  onSave,
  onClose,
}: {
  readonly rate: ExchangeRate;
  readonly others: readonly ExchangeRate[];
  readonly title: string;
  onSave(rate: ExchangeRate): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [draft, setDraft] = useState(rate);
  const [tried, setTried] = useState(false);
  const faults = useMemo(() => {
    const prefix = `rates[${others.length}].`;
    const found = rateFaults({ version: 1, rates: [...others, draft] }).filter(({ place }) => place.startsWith(prefix));
    return new Map(found.map(({ place, fault }) => [place.slice(prefix.length), fault]));
  }, [draft, others]);
  const save = (): void => {
    setTried(true);
    if (faults.size === 0) onSave(draft);
  };
  const field = (name: keyof ExchangeRate) => {
    const fault = tried ? faults.get(name) : undefined;
    const hint = HINTS[name];
    const words = fault ? (
      <span role="alert" className="document-fault" data-testid={`rate-${name}-fault`}>
        {ruleFaultText(name === 'rate' && fault.key === 'not-decimal' ? { ...fault, key: 'not-rate' } : fault, language)}
      </span>
    ) : (
      hint && t(`rates.${hint}`)
    );
    const code = name === 'from' || name === 'to';
    return (
      <Field label={t(`rates.columns.${name}`)} hint={words ?? ''}>
        {(id) => (
          <Input
            id={id}
            value={draft[name]}
            status={fault ? 'error' : ''}
            {...(name === 'rate' ? { inputMode: 'decimal' as const } : {})}
            data-testid={`rate-${name}`}
            onChange={({ target: { value } }) =>
              setDraft({ ...draft, [name]: code ? value.trim().toUpperCase() : name === 'source' ? value : value.trim() })
            }
          />
        )}
      </Field>
    );
  };
  return (
    <Dialog
      open
      width={560}
      title={title}
      okText={t('rates.ok')}
      cancelText={t('app.act.cancel')}
      okButtonProps={{ 'data-testid': 'rate-ok' }}
      onOk={save}
      onCancel={onClose}
    >
      <div className="rule-form" data-testid="rate-form">
        {field('month')}
        <div className="row nowrap">
          {field('from')}
          {field('to')}
        </div>
        <div className="row nowrap">
          {field('rate')}
          {field('date')}
        </div>
        {field('source')}
      </div>
    </Dialog>
  );
}

import { Checkbox, Radio, Select } from 'antd';
import { Link } from 'react-router';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../../app/session/context';
import { Field } from '../../app/parts/Field';
import { StatusTag } from '../../app/parts/StatusTag';
import type { CounterpartyChoice } from './counterparties';

export interface StatementChoice {
  /** Null for everybody. */
  readonly who: readonly string[] | null;
  readonly breaks: boolean;
}

/** Who gets a statement, and whether open items are in it. */
export function StatementFields({
  parties,
  value,
  onChange,
}: {
  readonly parties: CounterpartyChoice | undefined;
  readonly value: StatementChoice;
  onChange(value: StatementChoice): void;
}) {
  const { t } = useTranslation();
  const { settings } = useSessionState();
  const company = settings.statementBrand?.company ?? '';
  if (parties?.list.length === 0) return <p role="alert">{t('out.statements.none')}</p>;
  return (
    <>
      <Field label={t('out.statements.who')}>
        {(id) => (
          <div className="stack tight">
            <Radio.Group
              id={id}
              value={value.who === null ? 'all' : 'some'}
              onChange={(event) => onChange({ ...value, who: event.target.value === 'all' ? null : [] })}
              options={[
                { value: 'all', label: t('out.statements.everyone', { n: parties?.list.length ?? 0 }) },
                { value: 'some', label: <span data-testid="statements-some">{t('out.statements.some')}</span> },
              ]}
            />
            {value.who !== null && (
              <Select
                mode="multiple"
                aria-label={t('out.statements.some')}
                data-testid="statements-who"
                value={[...value.who]}
                options={[...(parties?.list ?? [])]}
                optionFilterProp="label"
                maxTagCount="responsive"
                onChange={(who: string[]) => onChange({ ...value, who })}
              />
            )}
          </div>
        )}
      </Field>
      <Checkbox
        checked={value.breaks}
        data-testid="statements-breaks"
        onChange={(event) => onChange({ ...value, breaks: event.target.checked })}
      >
        {t('out.statements.breaks')}
      </Checkbox>
      <div className="row">
        <span className="muted">
          {settings.statementBrand === null ? t('out.statements.noBrand') : t('out.statements.brandOf', { company: company || '—' })}
        </span>
        <Link to="/settings/statements" data-testid="statements-brand">
          {t('out.statements.toSettings')}
        </Link>
      </div>
      {parties?.revenue === false && <StatusTag tone="warn">{t('out.statements.noRevenue')}</StatusTag>}
    </>
  );
}

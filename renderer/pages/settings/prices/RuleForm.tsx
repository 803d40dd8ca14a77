import { useMemo, useState, type ReactNode } from 'react';
import { Button, Input, Select } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { ROUNDINGS } from '../../../../shared/money';
import { nameIn } from '../../../../shared/desk/names';
import { priceRuleFaults } from '../../../../shared/reconcile/price-rules';
import { ruleFaultText } from '../../../../shared/reconcile/rule-faults';
import { FIXED_SCOPES, type FixedScope, type PriceRule } from '../../../../shared/reconcile/types';
import { useLanguage, useOpenDesk } from '../../../app/session/context';
import { Field } from '../../../app/parts/Field';
import { emptyPrice, percentText, PRICE_KINDS } from './rule-text';
import { Dialog } from '../../../app/parts/Dialog';

const MODES = ['1', '3', '10', '11'] as const;
type Tiers = Extract<PriceRule['price'], { kind: 'tiers' }>;

/**
 * A price rule as a form. Faults stand under their fields; it closes only with a rule that holds.
 * @param others the document's other rules: an ID may not stand twice in one month
 */
export function RuleForm({
  rule,
  others,
  title,
  onSave,
  onClose,
}: {
  readonly rule: PriceRule;
  readonly others: readonly PriceRule[];
  readonly title: string;
  onSave(rule: PriceRule): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [draft, setDraft] = useState(rule);
  const [tried, setTried] = useState(false);
  const faults = useMemo(() => {
    const index = others.length;
    const found = priceRuleFaults({ version: 1, rules: [...others, draft] });
    const prefix = `rules[${index}].`;
    return new Map(found.filter(({ place }) => place.startsWith(prefix)).map(({ place, fault }) => [place.slice(prefix.length), fault]));
  }, [draft, others]);
  const change = (patch: Partial<PriceRule>): void => setDraft((before) => ({ ...before, ...patch }));
  const faultAt = (place: string): string | null => {
    const fault = faults.get(place);
    return fault && tried ? ruleFaultText(fault, language) : null;
  };
  const { price } = draft;
  const changePrice = (next: PriceRule['price']): void => change({ price: next });
  const save = (): void => {
    setTried(true);
    if (faults.size === 0) onSave(draft);
  };
  const decimal = (place: string, label: string, value: string, take: (text: string) => void, hint?: ReactNode) => (
    <Field label={label} hint={<Hint fault={faultAt(place)} text={hint} />}>
      {(id) => (
        <Input
          id={id}
          inputMode="decimal"
          value={value}
          status={faultAt(place) === null ? '' : 'error'}
          data-testid={`rule-${place}`}
          onChange={(event) => take(event.target.value.trim())}
        />
      )}
    </Field>
  );
  return (
    <Dialog
      open
      width={720}
      title={title}
      okText={t('prices.form.ok')}
      cancelText={t('app.act.cancel')}
      okButtonProps={{ 'data-testid': 'rule-ok' }}
      onOk={save}
      onCancel={onClose}
    >
      <div className="rule-form" data-testid="rule-form">
        {decimal('id', t('prices.form.id'), draft.id, (id) => change({ id }), t('prices.form.idHint'))}
        <div className="row nowrap">
          {decimal('from', t('prices.form.from'), draft.from, (from) => change({ from }), 'YYYY-MM')}
          {decimal('to', t('prices.form.to'), draft.to ?? '', (to) => change({ to: to === '' ? null : to }), t('prices.form.toHint'))}
        </div>
        <MatchFields match={draft.match} faultAt={faultAt} onChange={(match) => change({ match })} />
        <Field label={t('prices.form.kind')}>
          {(id) => (
            <Select
              id={id}
              value={price.kind}
              options={PRICE_KINDS.map((value) => ({ value, label: t(`prices.kind.${value}`) }))}
              data-testid="rule-kind"
              onChange={(kind: PriceRule['price']['kind']) => changePrice(emptyPrice(kind))}
            />
          )}
        </Field>
        {price.kind === 'cost-plus' &&
          decimal(
            'price.markup',
            t('prices.form.markup'),
            price.markup,
            (markup) => changePrice({ ...price, markup }),
            percentHint(price.markup),
          )}
        {price.kind === 'list-discount' &&
          decimal(
            'price.factor',
            t('prices.form.factor'),
            price.factor,
            (factor) => changePrice({ ...price, factor }),
            percentHint(price.factor),
          )}
        {price.kind === 'fixed' && (
          <>
            {decimal('price.amount', t('prices.form.amount'), price.amount, (amount) => changePrice({ ...price, amount }))}
            <Field label={t('prices.perLabel')} hint={t('prices.perHint', { scope: t(`prices.per.${price.per ?? 'counterparty'}`) })}>
              {(id) => (
                <Select
                  id={id}
                  value={price.per ?? 'counterparty'}
                  options={FIXED_SCOPES.map((value) => ({ value, label: t(`prices.per.${value}`) }))}
                  data-testid="rule-per"
                  onChange={(per: FixedScope) => changePrice({ ...price, per })}
                />
              )}
            </Field>
          </>
        )}
        {price.kind === 'tiers' && <TierFields price={price} faultAt={faultAt} onChange={changePrice} />}
        <div className="row nowrap">
          {decimal(
            'tax',
            t('prices.form.tax'),
            draft.tax ?? '',
            (tax) => {
              const { tax: _, ...rest } = draft;
              setDraft(tax === '' ? rest : { ...rest, tax });
            },
            t('prices.form.taxHint'),
          )}
          <Field label={t('prices.form.rounding')}>
            {(id) => (
              <Select
                id={id}
                value={draft.rounding}
                options={ROUNDINGS.map((value) => ({ value, label: t(`prices.rounding.${value}`) }))}
                data-testid="rule-rounding"
                onChange={(rounding: PriceRule['rounding']) => change({ rounding })}
              />
            )}
          </Field>
        </div>
      </div>
    </Dialog>
  );
}

const percentHint = (text: string): string => (text === '' ? '' : `= ${percentText(text)}`);

function Hint({ fault, text }: { readonly fault: string | null; readonly text?: ReactNode }) {
  if (fault === null) return <>{text}</>;
  return (
    <span role="alert" className="document-fault">
      {fault}
    </span>
  );
}

/** Conditions with pickers; an ID that nothing synced names can be typed in full. */
function MatchFields({
  match,
  faultAt,
  onChange,
}: {
  readonly match: PriceRule['match'];
  faultAt(place: string): string | null;
  onChange(match: PriceRule['match']): void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { store } = useOpenDesk();
  const known = useLiveQuery(async () => ({ parties: await store.parties.toArray(), services: await store.services.toArray() }), [store]);
  const options = useMemo(() => {
    const party = (kinds: readonly string[]) =>
      (known?.parties ?? [])
        .filter(({ kind }) => kinds.includes(kind))
        .map(({ id, name, accountName }) => ({ value: id, label: [name || accountName, id].filter(Boolean).join(' · ') }));
    return {
      counterparty: party(['customer', 'reseller']),
      customer: party(['customer']),
      service: (known?.services ?? []).map((row) => ({ value: row.code, label: `${nameIn(row, language) ?? row.code} · ${row.code}` })),
      chargeMode: MODES.map((value) => ({ value: value as string, label: t(`codes.chargeMode.${value}`) })),
    };
  }, [known, language, t]);
  return (
    <div className="rule-match">
      {(['counterparty', 'customer', 'service', 'chargeMode'] as const).map((member) => (
        <Field key={member} label={t(`prices.member.${member}`)} hint={<Hint fault={faultAt(`match.${member}`)} />}>
          {(id) => (
            <IdPicker
              id={id}
              member={member}
              value={match[member]}
              options={options[member]}
              onChange={(value) => {
                const { [member]: _, ...rest } = match;
                onChange(value === undefined ? rest : { ...rest, [member]: value });
              }}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

function IdPicker({
  id,
  member,
  value,
  options,
  onChange,
}: {
  readonly id: string;
  readonly member: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  onChange(value: string | undefined): void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const extra = [typed.trim(), value ?? ''].filter(
    (text, i, all) => text !== '' && all.indexOf(text) === i && !options.some((one) => one.value === text),
  );
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
      placeholder={t('prices.form.any')}
      value={value ?? null}
      options={[...options, ...extra.map((text) => ({ value: text, label: text }))]}
      data-testid={`rule-match-${member}`}
      onChange={(next: string | null | undefined) => onChange(next ?? undefined)}
    />
  );
}

function TierFields({
  price,
  faultAt,
  onChange,
}: {
  readonly price: Tiers;
  faultAt(place: string): string | null;
  onChange(price: Tiers): void;
}) {
  const { t } = useTranslation();
  const { steps } = price;
  const put = (at: number, patch: Partial<Tiers['steps'][number]>): void =>
    onChange({ ...price, steps: steps.map((step, i) => (i === at ? { ...step, ...patch } : step)) });
  return (
    <div className="stack" data-testid="rule-tiers">
      <div className="row nowrap">
        <Field label={t('prices.form.of')}>
          {(id) => (
            <Select
              id={id}
              value={price.of}
              options={(['list', 'cost'] as const).map((value) => ({ value, label: t(`prices.base.${value}`) }))}
              data-testid="rule-of"
              onChange={(of: Tiers['of']) => onChange({ ...price, of })}
            />
          )}
        </Field>
        <Field label={t('prices.form.span')}>
          {(id) => (
            <Select
              id={id}
              value={price.span}
              options={(['whole', 'slices'] as const).map((value) => ({ value, label: t(`prices.span.${value}`) }))}
              data-testid="rule-span"
              onChange={(span: Tiers['span']) => onChange({ ...price, span })}
            />
          )}
        </Field>
      </div>
      <p className="muted" style={{ margin: 0 }}>
        {t(`prices.spanHint.${price.span}`)} {t('prices.volumeHint')}
      </p>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('prices.columns.order')}</th>
            <th scope="col">{t('prices.form.stepFrom')}</th>
            <th scope="col">{t('prices.form.stepFactor')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('prices.columns.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, at) => (
            <tr key={at}>
              <td>{t('prices.form.step', { n: at + 1 })}</td>
              {(['from', 'factor'] as const).map((name) => {
                const fault = faultAt(`price.steps[${at}].${name}`);
                return (
                  <td key={name}>
                    <Input
                      aria-label={`${t('prices.form.step', { n: at + 1 })} ${t(name === 'from' ? 'prices.form.stepFrom' : 'prices.form.stepFactor')}`}
                      inputMode="decimal"
                      value={step[name]}
                      status={fault === null ? '' : 'error'}
                      data-testid={`rule-step-${at}-${name}`}
                      onChange={(event) => put(at, { [name]: event.target.value.trim() })}
                    />
                    <small>
                      <Hint fault={fault} />
                    </small>
                  </td>
                );
              })}
              <td>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  disabled={steps.length === 1}
                  aria-label={t('prices.form.removeStep', { n: at + 1 })}
                  onClick={() => onChange({ ...price, steps: steps.filter((_, i) => i !== at) })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <Button
          icon={<PlusOutlined />}
          data-testid="rule-step-add"
          onClick={() => onChange({ ...price, steps: [...steps, { from: '', factor: '' }] })}
        >
          {t('prices.form.addStep')}
        </Button>
      </div>
    </div>
  );
}

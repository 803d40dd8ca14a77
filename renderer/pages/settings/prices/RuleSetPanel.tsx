import { useMemo, useState } from 'react';
import { Button, Input, InputNumber, Select } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { canonicalJson } from '../../../../shared/digest';
import { ruleFaultText } from '../../../../shared/reconcile/rule-faults';
import { DEFAULT_RULE_SET, parseRuleSet, ruleSetFaults } from '../../../../shared/reconcile/rule-set';
import type { RuleSet } from '../../../../shared/reconcile/types';
import { useAct } from '../../../app/parts/act';
import { Field } from '../../../app/parts/Field';
import { Panel } from '../../../app/parts/Page';
import { LoadingState } from '../../../app/parts/States';
import { useLanguage, useOpenDesk, useSession } from '../../../app/session/context';
import { DocumentEditor } from '../DocumentEditor';
import { RulesDigest, VersionsPanel } from './VersionsPanel';

/** The engine's rule set as a form, with its digest and the versions saved before. */
export function RuleSetPanel() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const [text, setText] = useState(false);
  const stored = useLiveQuery(async () => ({ value: ((await store.meta.get('rule-set'))?.value as RuleSet | undefined) ?? null }), [store]);
  if (!stored) return <LoadingState />;
  return (
    <div className="stack">
      <div>
        <Button onClick={() => setText(!text)} data-testid="rules-as-text">
          {t(text ? 'prices.asTable' : 'prices.asText')}
        </Button>
      </div>
      {text ? <DocumentEditor document="rule-set" /> : <RuleSetForm key={canonicalJson(stored.value)} stored={stored.value} />}
    </div>
  );
}

function RuleSetForm({ stored }: { readonly stored: RuleSet | null }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const language = useLanguage();
  const { busy, act } = useAct();
  const [draft, setDraft] = useState<RuleSet>(stored ?? DEFAULT_RULE_SET);
  const faults = useMemo(() => ruleSetFaults(draft), [draft]);
  const changed = canonicalJson(draft) !== canonicalJson(stored ?? DEFAULT_RULE_SET);
  const change = (patch: Partial<RuleSet>): void => setDraft((before) => ({ ...before, ...patch }));
  const hint = (name: 'tolerance' | 'taxRates' | 'movementHours' | 'adjacentPeriods') => {
    const found = faults.filter(({ place }) => place === name || place.startsWith(`${name}[`));
    if (found.length === 0) return t(`prices.ruleSet.${name}Hint`);
    return (
      <span role="alert" className="document-fault" data-testid={`rule-set-${name}-fault`}>
        {found.map(({ fault }) => ruleFaultText(fault, language)).join(' ')}
      </span>
    );
  };
  return (
    <>
      <Panel
        testid="rule-set"
        title={t('prices.ruleSet.title')}
        actions={
          <div className="row">
            <Button onClick={() => setDraft(DEFAULT_RULE_SET)} data-testid="rule-set-default">
              {t('prices.ruleSet.default')}
            </Button>
            <Button disabled={!changed} onClick={() => setDraft(stored ?? DEFAULT_RULE_SET)}>
              {t('prices.revert')}
            </Button>
            <Button
              type="primary"
              loading={busy}
              disabled={!changed || faults.length > 0}
              onClick={() => void act(() => desk.setRuleSet(draft))}
              data-testid="rule-set-save"
            >
              {t('prices.save')}
            </Button>
          </div>
        }
      >
        <p className="muted" style={{ marginTop: 0 }}>
          {t('prices.ruleSet.hint')} {stored === null && t('prices.ruleSet.isDefault')}
        </p>
        <div className="rule-form" style={{ maxWidth: 560 }}>
          <Field label={t('prices.ruleSet.tolerance')} hint={hint('tolerance')}>
            {(id) => (
              <Input
                id={id}
                inputMode="decimal"
                value={draft.tolerance}
                data-testid="rule-set-tolerance"
                onChange={(event) => change({ tolerance: event.target.value.trim() })}
              />
            )}
          </Field>
          <Field label={t('prices.ruleSet.taxRates')} hint={hint('taxRates')}>
            {(id) => (
              <Select
                id={id}
                mode="tags"
                open={false}
                suffixIcon={null}
                value={[...draft.taxRates]}
                data-testid="rule-set-taxRates"
                onChange={(taxRates: string[]) => change({ taxRates: taxRates.map((rate) => rate.trim()) })}
              />
            )}
          </Field>
          {(['movementHours', 'adjacentPeriods'] as const).map((name) => (
            <Field key={name} label={t(`prices.ruleSet.${name}`)} hint={hint(name)}>
              {(id) => (
                <InputNumber
                  id={id}
                  min={0}
                  max={name === 'movementHours' ? 744 : 12}
                  {...(name === 'adjacentPeriods' ? { precision: 0 } : {})}
                  value={draft[name]}
                  data-testid={`rule-set-${name}`}
                  onChange={(value) => change({ [name]: value ?? 0 })}
                />
              )}
            </Field>
          ))}
        </div>
      </Panel>
      <VersionsPanel which="rule-set" onShow={(value) => setDraft(parseRuleSet(value))} />
      <RulesDigest />
    </>
  );
}

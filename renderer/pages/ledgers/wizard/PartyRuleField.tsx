import { useState } from 'react';
import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { columnName } from '../../../../shared/ledger/column-names';
import type { PartyRule } from '../../../../shared/ledger/types';

interface PartyRuleFieldProps {
  readonly rule: PartyRule | null;
  readonly heads: readonly (string | null)[];
  readonly width: number;
  onChange(rule: PartyRule | null): void;
}

/** How the customer is taken out of a text that holds more (辅助核算, 摘要): a sentence whose parts can be changed. */
export function PartyRuleField({ rule, heads, width, onChange }: PartyRuleFieldProps) {
  const { t } = useTranslation();
  const columns = Array.from({ length: width }, (_, value) => ({ value, label: columnName(value, heads) }));
  const kind = rule?.kind ?? 'none';
  const column =
    rule?.column ??
    Math.max(
      0,
      heads.findIndex((head) => head !== null && /辅助|摘要|auxiliary|summary|memo/i.test(head)),
    );
  const label = rule?.kind === 'label' || rule?.kind === 'group-row' ? rule.label : t('ledgers.party.exampleLabel');
  return (
    <div className="row" data-testid="party-rule" data-kind={kind}>
      <span>{t('ledgers.party.title')}</span>
      <Select
        size="small"
        popupMatchSelectWidth={false}
        aria-label={t('ledgers.party.title')}
        data-testid="party-rule-kind"
        value={kind}
        options={(['none', 'label', 'known-name', 'group-row'] as const).map((value) => ({ value, label: t(`ledgers.party.${value}`) }))}
        onChange={(value: 'none' | PartyRule['kind']) => onChange(ruleOf(value, column, label))}
      />
      {rule && (
        <Select
          size="small"
          popupMatchSelectWidth={false}
          aria-label={t('ledgers.column')}
          value={rule.column}
          options={columns}
          onChange={(value: number) => onChange({ ...rule, column: value })}
        />
      )}
      {(rule?.kind === 'label' || rule?.kind === 'group-row') && (
        <LabelInput key={rule.label} value={rule.label} onChange={(text) => onChange({ ...rule, label: text })} />
      )}
      {rule && (
        <span className="muted">
          {rule.kind === 'group-row'
            ? t('ledgers.party.groupSays', { column: columnName(rule.column, heads), label: rule.label })
            : rule.kind === 'label'
              ? t('ledgers.party.labelSays', { column: columnName(rule.column, heads), label: rule.label })
              : t('ledgers.party.nameSays', { column: columnName(rule.column, heads) })}
        </span>
      )}
    </div>
  );
}

function LabelInput({ value, onChange }: { readonly value: string; onChange(text: string): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const commit = (): void => {
    if (text.trim() !== '' && text !== value) onChange(text.trim());
  };
  return (
    <Input
      size="small"
      className="label-input"
      aria-label={t('ledgers.party.labelName')}
      data-testid="party-rule-label"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={commit}
      onBlur={commit}
    />
  );
}

function ruleOf(kind: 'none' | PartyRule['kind'], column: number, label: string): PartyRule | null {
  if (kind === 'none') return null;
  return kind === 'known-name' ? { kind, column } : { kind, column, label };
}

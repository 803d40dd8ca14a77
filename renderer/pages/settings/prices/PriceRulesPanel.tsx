import { useMemo, useState } from 'react';
import { Alert, Button, Dropdown } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { canonicalJson } from '../../../../shared/digest';
import { priceRuleOverlaps } from '../../../../shared/reconcile/price-book';
import { NO_PRICE_RULES, parsePriceRules, priceRuleFaults } from '../../../../shared/reconcile/price-rules';
import { ruleFaultText, RulesError } from '../../../../shared/reconcile/rule-faults';
import type { PriceRule, PriceRules } from '../../../../shared/reconcile/types';
import { call } from '../../../app/bridge';
import { useAct } from '../../../app/parts/act';
import { LoadingState } from '../../../app/parts/States';
import { useLanguage, useOpenDesk, useSession } from '../../../app/session/context';
import { useNames } from '../../../app/session/lookups';
import { usePeriod } from '../../../app/session/period';
import { DocumentEditor } from '../DocumentEditor';
import { EditedList, MOST_NAMED } from '../EditedList';
import { PreviewPanel } from './PreviewPanel';
import { percentText, priceSentence, freeId } from './rule-text';
import { RuleForm } from './RuleForm';
import { RulesDigest, VersionsPanel } from './VersionsPanel';

const MEMBERS = ['counterparty', 'customer', 'service', 'chargeMode'] as const;

/** Price rules: a table with a form for each, a preview of what they do to the month on screen, the versions saved before. */
export function PriceRulesPanel() {
  const { store } = useOpenDesk();
  const { t } = useTranslation();
  const [text, setText] = useState(false);
  const stored = useLiveQuery(
    async () => ({ value: ((await store.meta.get('price-rules'))?.value as PriceRules | undefined) ?? NO_PRICE_RULES }),
    [store],
  );
  if (!stored) return <LoadingState />;
  return (
    <div className="stack">
      <div>
        <Button onClick={() => setText(!text)} data-testid="prices-as-text">
          {t(text ? 'prices.asTable' : 'prices.asText')}
        </Button>
      </div>
      {text ? <DocumentEditor document="price-rules" /> : <RulesEditor key={canonicalJson(stored.value)} stored={stored.value.rules} />}
    </div>
  );
}

function RulesEditor({ stored }: { readonly stored: readonly PriceRule[] }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { period } = usePeriod();
  const names = useNames();
  const [rules, setRules] = useState(stored);
  const [editing, setEditing] = useState<{ readonly at: number; readonly rule: PriceRule } | null>(null);
  const document = useMemo<PriceRules>(() => ({ version: 1, rules }), [rules]);
  const faults = useMemo(() => priceRuleFaults(document), [document]);
  const overlaps = useMemo(() => (faults.length > 0 ? [] : priceRuleOverlaps(document)), [document, faults]);
  const whoText = (rule: PriceRule): string => {
    const shown = MEMBERS.flatMap((member) => {
      const value = rule.match[member];
      if (value === undefined) return [];
      const name = member === 'service' ? names.service(value) : member === 'chargeMode' ? modeText(t, value) : names.party(value);
      return [`${t(`prices.member.${member}`)}: ${name}`];
    });
    return shown.length === 0 ? t('prices.everyone') : shown.join(' · ');
  };
  const put = (at: number, rule: PriceRule): void => {
    setRules(at === rules.length ? [...rules, rule] : rules.map((one, i) => (i === at ? rule : one)));
    setEditing(null);
  };
  const move = (at: number, by: -1 | 1): void => {
    const next = [...rules];
    const [rule] = next.splice(at, 1);
    if (rule) next.splice(at + by, 0, rule);
    setRules(next);
  };
  const blank = (): PriceRule => ({
    id: freeId('rule', rules),
    match: {},
    from: period ?? '',
    to: null,
    price: { kind: 'pass-through' },
    rounding: 'half-up-line',
  });
  return (
    <>
      <EditedList
        ids={{ panel: 'price-rules', table: 'price-rule-table', row: 'price-rule', list: 'prices', item: 'rule' }}
        words={{
          title: t('prices.title', { n: rules.length }),
          hint: t('prices.hint'),
          empty: t('prices.empty'),
          add: t('prices.add'),
          save: t('prices.save'),
          find: t('prices.find'),
        }}
        items={rules}
        changed={rules !== stored}
        faults={faults}
        columns={[
          { head: t('prices.columns.order'), cell: (_, at) => at + 1 },
          { head: t('prices.columns.id'), cell: ({ id }) => id },
          { head: t('prices.columns.who'), cell: whoText },
          { head: t('prices.columns.months'), cell: ({ from, to }) => (to === null ? t('prices.openEnd', { from }) : `${from} – ${to}`) },
          { head: t('prices.columns.price'), cell: ({ price }) => priceSentence(t, price) },
          { head: t('prices.columns.tax'), cell: ({ tax }) => (tax === undefined ? '—' : percentText(tax)) },
          { head: t('prices.columns.rounding'), cell: ({ rounding }) => t(`prices.rounding.${rounding}`) },
        ]}
        textOf={(rule) => `${rule.id} ${whoText(rule)}`}
        nameOf={({ id }) => id}
        menu={<FileMenu document={document} onTake={setRules} />}
        notes={overlaps.length > 0 && <Overlaps rules={rules} overlaps={overlaps} />}
        ordered={{
          onCopy: (at) => setEditing({ at: rules.length, rule: { ...rules[at]!, id: freeId(rules[at]!.id, rules) } }),
          onMove: move,
        }}
        onAdd={() => setEditing({ at: rules.length, rule: blank() })}
        onEdit={(at) => setEditing({ at, rule: rules[at]! })}
        onRemove={(at) => setRules(rules.filter((_, i) => i !== at))}
        onRevert={() => setRules(stored)}
        onSave={() => desk.setPriceRules(document)}
      />
      {period !== null && <PreviewPanel document={document} period={period} disabled={faults.length > 0} />}
      <VersionsPanel which="price-rules" onShow={(value) => setRules(parsePriceRules(value).rules)} />
      <RulesDigest />
      {editing && (
        <RuleForm
          rule={editing.rule}
          others={rules.filter((_, i) => i !== editing.at)}
          title={editing.at === rules.length ? t('prices.form.newTitle') : t('prices.form.editTitle', { id: editing.rule.id })}
          onSave={(rule) => put(editing.at, rule)}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

const KNOWN_MODES: ReadonlySet<string> = new Set(['1', '3', '10', '11']);

function modeText(t: TFunction, mode: string): string {
  return KNOWN_MODES.has(mode) ? t(`codes.chargeMode.${mode as '1'}`) : mode;
}

/** Pairs of rules of which the order decides. */
function Overlaps({ rules, overlaps }: { readonly rules: readonly PriceRule[]; readonly overlaps: ReturnType<typeof priceRuleOverlaps> }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="warning"
      showIcon
      title={t('prices.overlaps', { n: overlaps.length })}
      description={
        <>
          {overlaps.slice(0, MOST_NAMED).map(({ first, second }) => (
            <div key={`${first}|${second}`}>{t('prices.overlap', { first: rules[first]?.id ?? '', second: rules[second]?.id ?? '' })}</div>
          ))}
          {overlaps.length > MOST_NAMED && <div>{t('prices.more', { n: overlaps.length - MOST_NAMED })}</div>}
        </>
      }
      data-testid="prices-overlaps"
    />
  );
}

/** The document as a JSON file, the same that the command line takes. */
function FileMenu({ document, onTake }: { readonly document: PriceRules; onTake(rules: readonly PriceRule[]): void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, act } = useAct();
  const [said, setSaid] = useState<{ readonly tone: 'success' | 'error'; readonly text: string } | null>(null);
  const save = (): Promise<boolean> =>
    act(async () => {
      const saved = await call('saveDocument', { name: t('prices.fileName'), text: `${JSON.stringify(document, null, 2)}\n` });
      if (saved) setSaid({ tone: 'success', text: t('prices.exported', { file: saved.name }) });
    });
  const take = (): Promise<boolean> =>
    act(async () => {
      const chosen = await call('openDocument', {});
      if (!chosen) return;
      try {
        onTake(parsePriceRules(JSON.parse(chosen.text)).rules);
        setSaid(null);
      } catch (error) {
        const why = error instanceof RulesError ? `${error.place} ${ruleFaultText(error.fault, language)}` : 'JSON';
        setSaid({ tone: 'error', text: t('prices.notRules', { file: chosen.name, why }) });
      }
    });
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'take', label: <span data-testid="prices-import">{t('prices.import')}</span>, onClick: () => void take() },
            { key: 'save', label: <span data-testid="prices-export">{t('prices.export')}</span>, onClick: () => void save() },
          ],
        }}
      >
        <Button loading={busy} data-testid="prices-files">
          {t('prices.files')}
        </Button>
      </Dropdown>
      {said && (
        <span role={said.tone === 'error' ? 'alert' : 'status'} className={said.tone === 'error' ? 'document-fault' : 'muted'}>
          {said.text}
        </span>
      )}
    </>
  );
}

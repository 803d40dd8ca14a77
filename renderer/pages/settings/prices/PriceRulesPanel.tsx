import { useMemo, useState } from 'react';
import { Alert, Button, Dropdown, Input, Pagination, Popconfirm } from 'antd';
import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
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
import { Panel } from '../../../app/parts/Page';
import { LoadingState } from '../../../app/parts/States';
import { useLanguage, useOpenDesk, useSession } from '../../../app/session/context';
import { useNames } from '../../../app/session/lookups';
import { usePeriod } from '../../../app/session/period';
import { DocumentEditor } from '../DocumentEditor';
import { PreviewPanel } from './PreviewPanel';
import { percentText, priceSentence, freeId } from './rule-text';
import { RuleForm } from './RuleForm';
import { RulesDigest, VersionsPanel } from './VersionsPanel';

const PAGE = 50;
const MOST_PAIRS = 5;
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
  const language = useLanguage();
  const { period } = usePeriod();
  const { busy, act } = useAct();
  const names = useNames();
  const [rules, setRules] = useState(stored);
  const [editing, setEditing] = useState<{ readonly at: number; readonly rule: PriceRule } | null>(null);
  const [find, setFind] = useState('');
  const [page, setPage] = useState(1);
  const changed = rules !== stored;
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
  const found = rules
    .map((rule, at) => ({ rule, at }))
    .filter(({ rule }) => find === '' || `${rule.id} ${whoText(rule)}`.toLowerCase().includes(find.toLowerCase()));
  const shown = found.slice((page - 1) * PAGE, page * PAGE);
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
      <Panel
        testid="price-rules"
        title={t('prices.title', { n: rules.length })}
        actions={
          <div className="row">
            <Button icon={<PlusOutlined />} onClick={() => setEditing({ at: rules.length, rule: blank() })} data-testid="rule-add">
              {t('prices.add')}
            </Button>
            <FileMenu document={document} onTake={setRules} />
            <Button disabled={!changed} onClick={() => setRules(stored)}>
              {t('prices.revert')}
            </Button>
            <Button
              type="primary"
              loading={busy}
              disabled={!changed || faults.length > 0}
              onClick={() => void act(() => desk.setPriceRules(document))}
              data-testid="prices-save"
            >
              {t('prices.save')}
            </Button>
          </div>
        }
      >
        <p className="muted" style={{ marginTop: 0 }}>
          {t('prices.hint')} {changed && <strong data-testid="prices-changed">{t('prices.unsaved')}</strong>}
        </p>
        {faults.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t('prices.faults', { n: faults.length })}
            description={faults.slice(0, MOST_PAIRS).map(({ place, fault }) => (
              <div key={place}>
                <code>{place}</code> {ruleFaultText(fault, language)}
              </div>
            ))}
            data-testid="prices-faults"
          />
        )}
        {overlaps.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('prices.overlaps', { n: overlaps.length })}
            description={
              <>
                {overlaps.slice(0, MOST_PAIRS).map(({ first, second }) => (
                  <div key={`${first}|${second}`}>
                    {t('prices.overlap', { first: rules[first]?.id ?? '', second: rules[second]?.id ?? '' })}
                  </div>
                ))}
                {overlaps.length > MOST_PAIRS && <div>{t('prices.more', { n: overlaps.length - MOST_PAIRS })}</div>}
              </>
            }
            data-testid="prices-overlaps"
          />
        )}
        {rules.length > 10 && (
          <Input.Search
            allowClear
            style={{ maxWidth: 320, margin: '8px 0' }}
            placeholder={t('prices.find')}
            aria-label={t('prices.find')}
            value={find}
            onChange={(event) => {
              setFind(event.target.value);
              setPage(1);
            }}
          />
        )}
        {rules.length === 0 ? (
          <p>{t('prices.empty')}</p>
        ) : (
          <div className="table-scroll">
            <table className="plain rules" data-testid="price-rule-table">
              <thead>
                <tr>
                  {(['order', 'id', 'who', 'months', 'price', 'tax', 'rounding', 'acts'] as const).map((name) => (
                    <th scope="col" key={name}>
                      {t(`prices.columns.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map(({ rule, at }) => (
                  <tr key={at} data-testid="price-rule" data-id={rule.id}>
                    <td>{at + 1}</td>
                    <td>{rule.id}</td>
                    <td>{whoText(rule)}</td>
                    <td>{rule.to === null ? t('prices.openEnd', { from: rule.from }) : `${rule.from} – ${rule.to}`}</td>
                    <td>{priceSentence(t, rule.price)}</td>
                    <td>{rule.tax === undefined ? '—' : percentText(rule.tax)}</td>
                    <td>{t(`prices.rounding.${rule.rounding}`)}</td>
                    <td>
                      <RuleActs
                        at={at}
                        last={rules.length - 1}
                        id={rule.id}
                        onEdit={() => setEditing({ at, rule })}
                        onCopy={() => setEditing({ at: rules.length, rule: { ...rule, id: freeId(rule.id, rules) } })}
                        onRemove={() => setRules(rules.filter((_, i) => i !== at))}
                        onMove={(by) => move(at, by)}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {found.length > PAGE && (
          <Pagination size="small" current={page} pageSize={PAGE} total={found.length} showSizeChanger={false} onChange={setPage} />
        )}
      </Panel>
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

function RuleActs({
  at,
  last,
  id,
  onEdit,
  onCopy,
  onRemove,
  onMove,
}: {
  readonly at: number;
  readonly last: number;
  readonly id: string;
  onEdit(): void;
  onCopy(): void;
  onRemove(): void;
  onMove(by: -1 | 1): void;
}) {
  const { t } = useTranslation();
  const said = (act: 'edit' | 'duplicate' | 'up' | 'down' | 'remove'): { 'aria-label': string; title: string; 'data-testid': string } => ({
    'aria-label': `${t(`prices.${act}`)} ${id}`,
    title: t(`prices.${act}`),
    'data-testid': `rule-${act}`,
  });
  return (
    <span className="row nowrap">
      <Button type="text" size="small" icon={<EditOutlined />} {...said('edit')} onClick={onEdit} />
      <Button type="text" size="small" icon={<CopyOutlined />} {...said('duplicate')} onClick={onCopy} />
      <Button type="text" size="small" icon={<ArrowUpOutlined />} {...said('up')} disabled={at === 0} onClick={() => onMove(-1)} />
      <Button type="text" size="small" icon={<ArrowDownOutlined />} {...said('down')} disabled={at === last} onClick={() => onMove(1)} />
      <Popconfirm
        title={`${t('prices.remove')} ${id}?`}
        okText={t('app.act.confirm')}
        cancelText={t('app.act.cancel')}
        onConfirm={onRemove}
      >
        <Button type="text" size="small" icon={<DeleteOutlined />} {...said('remove')} />
      </Popconfirm>
    </span>
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
          JSON
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

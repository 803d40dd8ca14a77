import { useState } from 'react';
import { Button, Input } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { priceRuleFaults } from '../../../shared/reconcile/price-rules';
import { ruleFaultText } from '../../../shared/reconcile/rule-faults';
import { DEFAULT_RULE_SET, ruleSetFaults } from '../../../shared/reconcile/rule-set';
import type { PriceRules } from '../../../shared/reconcile/types';
import { useLanguage, useOpenDesk, useSession } from '../../app/session/context';
import { Panel } from '../../app/parts/Page';
import { LoadingState } from '../../app/parts/States';
import { faultText } from '../../app/faults';
import { jsonFault } from './json-fault';

const EMPTY_PRICES: PriceRules = { version: 1, rules: [] };
/** Price rules or rule set as JSON: checked by the desk, saved whole, then everything is reconciled again. */
export function DocumentEditor({ document }: { readonly document: 'price-rules' | 'rule-set' }) {
  const { t } = useTranslation();
  const session = useSession();
  const language = useLanguage();
  const { store } = useOpenDesk();
  const stored = useLiveQuery(async () => ({ value: (await store.meta.get(document))?.value ?? null }), [store, document]);
  const [edited, setEdited] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  if (!stored) return <LoadingState />;
  const saved = JSON.stringify(stored.value ?? (document === 'price-rules' ? EMPTY_PRICES : DEFAULT_RULE_SET), null, 2);
  const text = edited ?? saved;
  const save = async (): Promise<void> => {
    const broken = jsonFault(text);
    if (broken) return setFault(t('settings.document.notJson', broken));
    const value: unknown = JSON.parse(text);
    const [first] = (document === 'price-rules' ? priceRuleFaults : ruleSetFaults)(value);
    if (first) return setFault(`${first.place === '' ? '' : `${first.place}: `}${ruleFaultText(first.fault, language)}`);
    setBusy(true);
    try {
      await (document === 'price-rules' ? session.desk.setPriceRules(value) : session.desk.setRuleSet(value));
      setFault(null);
      setEdited(null);
    } catch (problem) {
      setFault(faultText(t, problem));
    } finally {
      setBusy(false);
    }
  };
  const id = `document-${document}`;
  return (
    <Panel
      title={t(`settings.document.${document}`)}
      actions={
        <>
          <Button
            disabled={edited === null}
            onClick={() => {
              setEdited(null);
              setFault(null);
            }}
          >
            {t('settings.document.revert')}
          </Button>
          <Button type="primary" loading={busy} disabled={edited === null} onClick={() => void save()} data-testid={`${id}-save`}>
            {t('app.act.save')}
          </Button>
        </>
      }
    >
      <p className="muted" style={{ marginTop: 0 }}>
        {t(`settings.document.${document}-hint`)}
        {stored.value === null && ` ${t('settings.document.default')}`}
      </p>
      <Input.TextArea
        className="code-area"
        aria-label={t(`settings.document.${document}`)}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        status={fault === null ? '' : 'error'}
        rows={22}
        spellCheck={false}
        value={text}
        data-testid={id}
        onChange={(event) => setEdited(event.target.value)}
      />
      <div id={`${id}-fault`} role="alert" className="document-fault" data-testid={`${id}-fault`}>
        {fault}
      </div>
    </Panel>
  );
}

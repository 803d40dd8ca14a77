import { useEffect, useState } from 'react';
import { Button, Popconfirm } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { RuleDocumentKind, RuleVersion } from '../../../../shared/desk/api';
import { rulesDigest } from '../../../../shared/reconcile/rules-digest';
import { NO_PRICE_RULES } from '../../../../shared/reconcile/price-rules';
import { DEFAULT_RULE_SET } from '../../../../shared/reconcile/rule-set';
import type { PriceRules, RuleSet } from '../../../../shared/reconcile/types';
import { useAct } from '../../../app/parts/act';
import { Panel } from '../../../app/parts/Page';
import { StatusTag } from '../../../app/parts/StatusTag';
import { useOpenDesk, useSession } from '../../../app/session/context';
import { localTime } from '../../../app/words';

/** Versions of a document from the journal: who saved what when; any of them can be looked at again or restored as a new save. */
export function VersionsPanel({ which, onShow }: { readonly which: RuleDocumentKind; onShow?(document: unknown): void }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { store } = useOpenDesk();
  const { busy, act } = useAct();
  const [versions, setVersions] = useState<readonly RuleVersion[] | null>(null);
  const latest = useLiveQuery(
    async () => (await store.acts.toArray()).filter(({ kind }) => kind === which).at(-1)?.seq ?? 0,
    [store, which],
  );
  useEffect(() => {
    let here = true;
    if (latest === undefined) return;
    void desk.ruleVersions(which).then(
      (found) => here && setVersions(found),
      () => here && setVersions([]),
    );
    return () => {
      here = false;
    };
  }, [desk, which, latest]);
  const set = (document: unknown): Promise<void> =>
    which === 'price-rules' ? desk.setPriceRules(document) : which === 'rates' ? desk.setRates(document) : desk.setRuleSet(document);
  return (
    <Panel title={t('prices.versions.title')} testid={`versions-${which}`}>
      {versions?.length === 0 && <span className="muted">{t('prices.versions.none')}</span>}
      {versions !== null && versions.length > 0 && (
        <div className="table-scroll short">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('prices.versions.at')}</th>
                <th scope="col">{t('prices.versions.by')}</th>
                {which !== 'rule-set' && <th scope="col">{which === 'rates' ? t('rates.tab') : t('prices.versions.rules')}</th>}
                <th scope="col">{t('prices.versions.digest')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('prices.columns.acts')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {versions.map(({ seq, at, by, digest, rules }, index) => (
                <tr key={seq} data-testid="rule-version" data-seq={seq}>
                  <td>{localTime(at)}</td>
                  <td>{by === '' ? t('audit.unnamed') : by}</td>
                  {which !== 'rule-set' && <td>{rules}</td>}
                  <td title={digest}>
                    <code>{digest.slice(0, 12)}</code>
                  </td>
                  <td>
                    {index === 0 ? (
                      <StatusTag tone="info">{t('prices.versions.current')}</StatusTag>
                    ) : (
                      <span className="row nowrap">
                        {onShow && (
                          <Button
                            size="small"
                            disabled={busy}
                            onClick={() => void act(async () => onShow(await desk.ruleVersion({ which, seq })))}
                            data-testid="version-show"
                          >
                            {t('prices.versions.show')}
                          </Button>
                        )}
                        <Popconfirm
                          title={t('prices.versions.restoreTitle', { at: localTime(at) })}
                          okText={t('app.act.confirm')}
                          cancelText={t('app.act.cancel')}
                          okButtonProps={{ 'data-testid': 'version-restore-confirm' }}
                          onConfirm={() => void act(async () => set(await desk.ruleVersion({ which, seq })))}
                        >
                          <Button size="small" loading={busy} data-testid="version-restore">
                            {t('prices.versions.restore')}
                          </Button>
                        </Popconfirm>
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

/** Digest of the rules as they stand, and of those behind the result on screen. */
export function RulesDigest() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const digests = useLiveQuery(async () => {
    const [ruleSet, priceRules, result] = await store.meta.bulkGet(['rule-set', 'price-rules', 'result']);
    return {
      now: rulesDigest(
        (ruleSet?.value as RuleSet | undefined) ?? DEFAULT_RULE_SET,
        (priceRules?.value as PriceRules | undefined) ?? NO_PRICE_RULES,
      ),
      result: (result?.value as { rulesDigest?: string } | undefined)?.rulesDigest ?? null,
    };
  }, [store]);
  if (!digests) return null;
  return (
    <Panel testid="rules-digest">
      <dl className="facts" style={{ margin: 0 }}>
        {(['now', 'result'] as const).map((name) => (
          <div key={name} className="row" style={{ gap: 8 }}>
            <dt className="muted">{t(`prices.digest.${name}`)}</dt>
            <dd style={{ margin: 0 }} data-testid={`digest-${name}`}>
              <code>{digests[name] ?? '—'}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="muted" style={{ marginBottom: 0 }}>
        {t('prices.digest.hint')} {digests.now === digests.result && t('prices.digest.same')}
      </p>
    </Panel>
  );
}

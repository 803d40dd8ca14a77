import { useEffect, useState } from 'react';
import { Alert, Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatUnits, parseUnits } from '../../../../shared/money';
import type { PreviewBreak, PreviewSide, PriceRulesPreview } from '../../../../shared/desk/api';
import type { PriceRules } from '../../../../shared/reconcile/types';
import { useAct } from '../../../app/parts/act';
import { amountsInText, Money, moneyText } from '../../../app/parts/Money';
import { Panel } from '../../../app/parts/Page';
import type { FigureFacts } from '../../../app/figures/facts';
import { useLanguage, useSession } from '../../../app/session/context';
import { useNames } from '../../../app/session/lookups';
import { previewFacts, type PreviewFigure } from './preview-facts';

const MOST = 20;

/** What rules that are not saved yet would do to the month on screen: by counterparty, and break by break. */
export function PreviewPanel({
  document,
  period,
  disabled,
}: {
  readonly document: PriceRules;
  readonly period: string;
  readonly disabled: boolean;
}) {
  const { t } = useTranslation();
  const { desk } = useSession();
  const { busy, act } = useAct();
  const [shown, setShown] = useState<{ readonly of: PriceRules; readonly preview: PriceRulesPreview } | null>(null);
  // Whoever leaves does not wait for it.
  useEffect(() => () => void desk.cancelPreview(), [desk]);
  const run = (): Promise<boolean> =>
    act(async () => setShown({ of: document, preview: await desk.previewPriceRules({ document, period }) }));
  return (
    <Panel
      testid="price-preview"
      title={t('prices.preview.title', { period })}
      actions={
        busy ? (
          <Button onClick={() => void desk.cancelPreview()} data-testid="price-preview-stop">
            {t('prices.preview.stop')}
          </Button>
        ) : (
          <Button disabled={disabled} onClick={() => void run()} data-testid="price-preview-run">
            {t('prices.preview.run', { period })}
          </Button>
        )
      }
    >
      {busy && (
        <p role="status">
          <Spin size="small" /> {t('prices.preview.running')}
        </p>
      )}
      {shown && shown.preview.period === period && (
        <>
          {shown.of !== document && <Alert type="info" showIcon title={t('prices.preview.stale')} />}
          <PreviewTable preview={shown.preview} />
        </>
      )}
    </Panel>
  );
}

const differs = (a: PreviewSide, b: PreviewSide): boolean =>
  a.expected !== b.expected || a.margin !== b.margin || a.breaks !== b.breaks || a.unpriced !== b.unpriced;

function PreviewTable({ preview }: { readonly preview: PriceRulesPreview }) {
  const { t } = useTranslation();
  const names = useNames();
  const { counts } = preview;
  const factsOf = previewFacts(preview);
  const facts = (name: PreviewFigure): FigureFacts => ({ ...factsOf[name], what: t(`prices.preview.${name}`) });
  const changed = preview.parties.filter(({ before, after }) => differs(before, after));
  const nothing = changed.length === 0 && counts.appear + counts.vanish + counts.moved === 0;
  return (
    <div
      className="stack"
      data-testid="price-preview-result"
      data-changed={changed.length}
      data-appear={counts.appear}
      data-vanish={counts.vanish}
      data-moved={counts.moved}
    >
      {preview.closed && <Alert type="warning" showIcon title={t('prices.preview.closed', { period: preview.period })} />}
      {!preview.hasLedger && <Alert type="info" showIcon title={t('prices.preview.noLedger')} />}
      {nothing ? (
        <p role="status">{t('prices.preview.same', { period: preview.period })}</p>
      ) : (
        <>
          <p role="status" style={{ margin: 0 }}>
            {t('prices.preview.changed', { n: changed.length, all: preview.parties.length })}
          </p>
          <div className="table-scroll short">
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('prices.preview.party')}</th>
                  {(['ledger', 'expectedBefore', 'expectedAfter', 'change', 'breaks', 'marginBefore', 'marginAfter'] as const).map(
                    (name) => (
                      <th scope="col" className="money" key={name}>
                        {t(`prices.preview.${name}`)}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {changed.map(({ counterparty, ledger, before, after }) => (
                  <tr key={counterparty}>
                    <td>{names.party(counterparty)}</td>
                    <td className="money">
                      <Money value={ledger} facts={facts('ledger')} />
                    </td>
                    <ExpectedCell side={before} facts={facts('expectedBefore')} />
                    <ExpectedCell side={after} facts={facts('expectedAfter')} />
                    <td className="money">
                      <Money value={change(before.expected, after.expected)} facts={facts('change')} />
                    </td>
                    <td className="money">{before.breaks === after.breaks ? after.breaks : `${before.breaks} → ${after.breaks}`}</td>
                    <td className="money">
                      <Money value={before.margin} facts={facts('marginBefore')} />
                    </td>
                    <td className="money">
                      <Money value={after.margin} facts={facts('marginAfter')} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {(['appear', 'vanish', 'moved'] as const).map(
            (sort) =>
              counts[sort] > 0 && <BreakList key={sort} sort={sort} count={counts[sort]} breaks={preview[sort]} period={preview.period} />,
          )}
        </>
      )}
    </div>
  );
}

function ExpectedCell({ side, facts }: { readonly side: PreviewSide; readonly facts: FigureFacts }) {
  const { t } = useTranslation();
  return (
    <td className="money">
      <Money value={side.expected} facts={facts} />
      {side.unpriced > 0 && (
        <>
          <br />
          <small className="muted">{t('prices.preview.unpriced', { n: side.unpriced })}</small>
        </>
      )}
    </td>
  );
}

const change = (before: string | null, after: string | null): string | null =>
  before === null && after === null ? null : formatUnits(parseUnits(after ?? '0') - parseUnits(before ?? '0'));

function BreakList({
  sort,
  count,
  breaks,
  period,
}: {
  readonly sort: 'appear' | 'vanish' | 'moved';
  readonly count: number;
  readonly breaks: readonly PreviewBreak[];
  readonly period: string;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = useNames();
  return (
    <details data-testid={`price-preview-${sort}`}>
      <summary>{t(`prices.preview.${sort}`, { n: count })}</summary>
      <ul style={{ margin: '4px 0 0' }}>
        {breaks.slice(0, MOST).map((one) => (
          <li key={one.id}>
            {names.party(one.counterparty)}
            {one.service === null ? '' : ` · ${names.service(one.service)}`} · {t(`codes.breakClass.${one.class}`)}{' '}
            <Money value={one.difference} facts={{ source: 'difference', basis: 'ledger', period }} />
            {one.differenceBefore !== null && ` (${t('prices.preview.from', { amount: moneyText(one.differenceBefore) })})`}
            <br />
            <small className="muted">{amountsInText(one.reason[language])}</small>
          </li>
        ))}
        {count > MOST && <li>{t('prices.more', { n: count - MOST })}</li>}
      </ul>
    </details>
  );
}

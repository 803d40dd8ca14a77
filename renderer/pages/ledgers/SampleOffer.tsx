import { useState } from 'react';
import * as Comlink from 'comlink';
import { Button } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../shared/desk/api';
import type { Alias } from '../../../shared/ledger/types';
import { call } from '../../app/bridge';
import { useOpenDesk, useSession } from '../../app/session/context';
import { runActivity, stage, type ActivityStep } from '../../app/activity/activities';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { PreviewSums } from './wizard/PreviewSums';
import { BadCells } from './wizard/BadCells';

/** On sample data with bill lines and no ledger yet: offers the sample ledgers, shows what they hold, imports them after a yes. */
export function SampleOffer() {
  const { t } = useTranslation();
  const session = useSession();
  const { profile, store } = useOpenDesk();
  const [previews, setPreviews] = useState<readonly ImportPreview[] | null>(null);
  const { busy, act } = useAct();
  const wanted = useLiveQuery(
    async () =>
      (await store.rollups.count()) > 0 &&
      (await store.figures.count()) > 0 &&
      (await store.imports.filter((row) => !row.undone).count()) === 0,
    [store],
  );
  if (profile.endpoint.kind !== 'sandbox' || !wanted) return null;

  const read = (): Promise<boolean> =>
    act(async () => {
      const sample = await call('sampleLedgers', {});
      await session.desk.setAliases((sample.aliases as { aliases: Alias[] }).aliases);
      await session.desk.setPriceRules(sample.priceRules);
      const books = [
        { token: sample.cost.token, options: { role: 'cost' as const }, mapping: null },
        { token: sample.revenue.token, options: { role: 'revenue' as const }, mapping: null },
        ...(sample.prepayment === null
          ? []
          : [{ token: sample.prepayment.token, options: { role: 'prepayment' as const }, mapping: null }]),
      ];
      const found: ImportPreview[] = [];
      for (const book of books)
        found.push(
          await session.desk.preview(
            book,
            Comlink.proxy(() => undefined),
          ),
        );
      setPreviews(found);
    });
  const confirm = (found: readonly ImportPreview[]): Promise<boolean> =>
    act(async () => {
      const work = async (report: (step: ActivityStep) => void): Promise<void> => {
        for (const [index, preview] of found.entries()) {
          report(stage({ step: 'importing', done: index, total: found.length }));
          await session.desk.confirmImport({ preview: preview.preview, skipBadRows: false });
        }
      };
      const what = found.map(({ table }) => table.file).join(', ');
      await runActivity('import', null, work, undefined, { what, link: () => ({ to: 'page', address: '/ledgers' }) });
      setPreviews(null);
    });
  return (
    <Panel
      title={t('ledgers.sample.title')}
      testid="sample-offer"
      actions={
        previews ? (
          <Button type="primary" loading={busy} onClick={() => void confirm(previews)} data-testid="import-confirm">
            {t('ledgers.sample.confirm')}
          </Button>
        ) : (
          <Button type="primary" loading={busy} onClick={() => void read()} data-testid="import-sample">
            {t('ledgers.sample.read')}
          </Button>
        )
      }
    >
      {previews ? (
        <div className="columns-2">
          {previews.map((preview) => (
            <section key={preview.preview}>
              <strong>{preview.table.file}</strong>
              <div className="muted">
                {t(`codes.role.${preview.options.role}`)} · {t(`codes.grain.${preview.options.grain}`)} ·{' '}
                {t(`codes.taxBasis.${preview.options.basis}`)}
                {preview.unresolved.length > 0 && ` · ${t('ledgers.unresolved', { n: preview.unresolved.length })}`}
              </div>
              <PreviewSums preview={preview} />
              {preview.refused.length > 0 && <BadCells cells={preview.refused} />}
            </section>
          ))}
        </div>
      ) : (
        <span className="muted">{t('ledgers.sample.hint')}</span>
      )}
    </Panel>
  );
}

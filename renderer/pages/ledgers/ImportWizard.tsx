import { useCallback, useEffect, useState } from 'react';
import * as Comlink from 'comlink';
import { Alert, Button, Checkbox } from 'antd';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { FileToken } from '../../../shared/bridge/contract';
import type { ImportPreview } from '../../../shared/desk/api';
import type { ColumnMapping, LedgerOptions } from '../../../shared/ledger/types';
import { useOpenDesk, useSession } from '../../app/session/context';
import { runActivity } from '../../app/activity/activities';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { FailedState, LoadingState } from '../../app/parts/States';
import { BadCells } from './BadCells';
import { MappingTable } from './MappingTable';
import { OptionFields } from './OptionFields';
import { PreviewSums } from './PreviewSums';
import { UnresolvedParties } from './UnresolvedParties';

/** One file: options and mapping as found, changeable, with what they give; nothing is stored before it is confirmed. */
export function ImportWizard({ file, left, onDone }: { readonly file: FileToken; readonly left: number; onDone(): void }) {
  const { t } = useTranslation();
  const session = useSession();
  const { store } = useOpenDesk();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [reading, setReading] = useState(false);
  const [declared, setDeclared] = useState<Partial<LedgerOptions>>({});
  const [mapping, setMapping] = useState<ColumnMapping | null>(null);
  const [skipBadRows, setSkipBadRows] = useState(false);
  const { busy, act } = useAct();
  // The alias table decides who resolves, so a change of it makes another preview.
  const aliases = useLiveQuery(async () => JSON.stringify((await store.meta.get('aliases'))?.value ?? []), [store]);

  const read = useCallback(async () => {
    setReading(true);
    try {
      setPreview(
        await session.desk.preview(
          { token: file.token, options: declared, mapping },
          Comlink.proxy(() => undefined),
        ),
      );
      setFault(null);
    } catch (problem) {
      setFault(problem);
    } finally {
      setReading(false);
    }
  }, [session, file, declared, mapping]);
  useEffect(() => {
    if (aliases !== undefined) void read();
  }, [read, aliases]);

  const confirm = async (found: ImportPreview): Promise<void> => {
    const done = await act(async () => {
      await runActivity('import', null, () => session.desk.confirmImport({ preview: found.preview, skipBadRows }));
    });
    if (done) onDone();
  };
  const title = `${t('ledgers.import')}: ${file.name}${left > 0 ? ` · ${t('ledgers.moreFiles', { n: left })}` : ''}`;
  if (fault !== null && !preview)
    return (
      <Panel title={title} actions={<Button onClick={onDone}>{t('app.act.cancel')}</Button>}>
        <FailedState fault={fault} onRetry={() => void read()} />
      </Panel>
    );
  if (!preview)
    return (
      <Panel title={title}>
        <LoadingState />
      </Panel>
    );
  const blocked = preview.rowCount === 0 || (preview.refused.length > 0 && !skipBadRows);
  return (
    <Panel
      title={title}
      testid="import-wizard"
      actions={
        <>
          {preview.refused.length > 0 && (
            <Checkbox checked={skipBadRows} onChange={(event) => setSkipBadRows(event.target.checked)} data-testid="skip-bad-rows">
              {t('ledgers.skip')}
            </Checkbox>
          )}
          <Button onClick={onDone}>{t('app.act.cancel')}</Button>
          <Button
            type="primary"
            loading={busy || reading}
            disabled={blocked || preview.sameAs !== null || fault !== null}
            onClick={() => void confirm(preview)}
            data-testid="import-confirm"
          >
            {t('ledgers.confirm')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {preview.sameAs !== null && <Alert type="info" showIcon title={t('ledgers.same')} data-testid="import-same" />}
        {fault !== null && <FailedState fault={fault} />}
        <OptionFields preview={preview} onChange={(change) => setDeclared({ ...declared, ...change })} />
        <MappingTable preview={preview} onChange={setMapping} />
        <PreviewSums preview={preview} />
        {preview.refused.length > 0 && <BadCells cells={preview.refused} />}
        {preview.unresolved.length > 0 && <UnresolvedParties preview={preview} />}
      </div>
    </Panel>
  );
}

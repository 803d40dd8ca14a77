import { useState } from 'react';
import { Button } from 'antd';
import { FolderOpenOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import type { FileToken } from '../../../shared/bridge/contract';
import { call } from '../../app/bridge';
import { useOpenDesk } from '../../app/session/context';
import { usePeriods } from '../../app/session/period';
import { useAct } from '../../app/parts/act';
import { Page, Panel } from '../../app/parts/Page';
import { EmptyState, LoadingState } from '../../app/parts/States';
import { NoFigures } from '../period/NoFigures';
import { AliasPanel } from './AliasPanel';
import { ImportList } from './ImportList';
import { ImportWizard } from './ImportWizard';
import { SampleOffer } from './SampleOffer';

/** The user's own books: import, mapping, aliases, history. */
export function LedgersPage() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const periods = usePeriods();
  const imports = useLiveQuery(() => store.imports.toArray(), [store]);
  const [files, setFiles] = useState<readonly FileToken[]>([]);
  const { busy, act } = useAct();
  if (periods === undefined || imports === undefined) return <LoadingState />;
  const choose = (): Promise<boolean> => act(async () => setFiles(await call('chooseLedgers', {})));
  const [file] = files;
  return (
    <Page
      title={t('app.nav.ledgers')}
      actions={
        <Button
          type="primary"
          icon={<FolderOpenOutlined />}
          loading={busy}
          disabled={periods.length === 0 || file !== undefined}
          onClick={() => void choose()}
          data-testid="import-choose"
        >
          {t('ledgers.choose')}
        </Button>
      }
    >
      {periods.length === 0 && (
        <Panel>
          <NoFigures />
        </Panel>
      )}
      {file !== undefined && <ImportWizard key={file.token} file={file} left={files.length - 1} onDone={() => setFiles(files.slice(1))} />}
      {file === undefined && <SampleOffer />}
      {periods.length > 0 && file === undefined && (
        <>
          <Panel title={t('ledgers.history')}>
            {imports.length === 0 ? (
              <EmptyState title={t('ledgers.none')} hint={t('ledgers.noneHint')} />
            ) : (
              <ImportList imports={imports} />
            )}
          </Panel>
          <AliasPanel />
        </>
      )}
    </Page>
  );
}

import { Button } from 'antd';
import { FolderOpenOutlined } from '@ant-design/icons';
import { useLiveQuery } from 'dexie-react-hooks';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/bridge';
import { useOpenDesk } from '../../app/session/context';
import { useObservable } from '../../app/session/observable';
import { useAct } from '../../app/parts/act';
import { Page, Panel } from '../../app/parts/Page';
import { LoadingState } from '../../app/parts/States';
import { AliasPanel } from './AliasPanel';
import { MappingsButton } from './MappingsButton';
import { NextStep } from './NextStep';
import { SampleOffer } from './SampleOffer';
import { StartPanel } from './StartPanel';
import { Comparisons } from './history/Comparisons';
import { HistoryList } from './history/HistoryList';
import { DropTarget } from './inbox/DropTarget';
import { FileQueue } from './inbox/FileQueue';
import { PasteButton } from './inbox/PasteButton';
import { useInbox } from './inbox/use-inbox';
import { FileWizard } from './wizard/FileWizard';

/** Files in: the user's own books and Huawei Cloud's exports, each through its wizard; below it what came in already. */
export function LedgersPage() {
  const { t } = useTranslation();
  const { store } = useOpenDesk();
  const inbox = useInbox();
  const state = useObservable(inbox.state);
  const history = useLiveQuery(
    async () => ({ imports: await store.imports.toArray(), documents: await store.documents.toArray() }),
    [store],
  );
  const { busy, act } = useAct();
  if (history === undefined) return <LoadingState />;
  const { imports, documents } = history;
  const items = [...imports, ...documents];
  const choose = (): Promise<boolean> => act(async () => inbox.add(await call('chooseLedgers', {})));
  const current = state.files.find((file) => file.id === state.current);
  return (
    <Page
      title={t('app.nav.ledgers')}
      actions={
        <>
          <span className="muted">{t('ledgers.drop.hint')}</span>
          <PasteButton inbox={inbox} />
          <Button type="primary" icon={<FolderOpenOutlined />} loading={busy} onClick={() => void choose()} data-testid="import-choose">
            {t('ledgers.choose')}
          </Button>
          <MappingsButton />
        </>
      }
    >
      <DropTarget inbox={inbox} />
      {current === undefined && <NextStep imports={imports} documents={documents} />}
      {state.files.length > 0 && <FileQueue inbox={inbox} state={state} />}
      {current !== undefined && <FileWizard key={current.id} inbox={inbox} file={current} waiting={waitingIn(state.files, current.id)} />}
      {current === undefined && <SampleOffer />}
      {items.length === 0 && state.files.length === 0 && <StartPanel inbox={inbox} onChoose={() => void choose()} />}
      {current === undefined && items.length > 0 && (
        <>
          <Panel title={t('ledgers.history', { n: items.length })}>
            <HistoryList items={items} />
          </Panel>
          <Comparisons />
        </>
      )}
      {current === undefined && state.files.length === 0 && <AliasPanel />}
    </Page>
  );
}

function waitingIn(files: readonly { readonly id: number; readonly state: string }[], current: number): number {
  return files.filter((file) => file.id !== current && file.state === 'ready').length;
}

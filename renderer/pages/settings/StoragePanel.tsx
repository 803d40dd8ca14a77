import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BackupState } from '../../../shared/bridge/backup';
import type { StoragePartId, StoragePlace, StorageUse } from '../../../shared/bridge/storage';
import { STORE_SUBJECTS, storeSizes, type StoreSubject } from '../../store/table-sizes';
import { call } from '../../app/bridge';
import { useOpenDesk } from '../../app/session/context';
import { useAct } from '../../app/parts/act';
import { Panel } from '../../app/parts/Page';
import { FailedState, LoadingState } from '../../app/parts/States';
import { bytesText, countText, localTime } from '../../app/words';

interface Measured {
  readonly use: StorageUse;
  readonly store: Readonly<Record<StoreSubject, number>>;
  /** All the window's databases, as Chromium counts them; null when it does not say. */
  readonly databases: number | null;
  readonly backup: BackupState | null;
}

/** In the order of the table: what is the profile's, then what all profiles share. */
const FILES: readonly StoragePartId[] = ['journal', 'archives'];
const SHARED: readonly StoragePartId[] = ['others', 'received', 'logs', 'window'];

/** What takes how much of the disk, whether it may be deleted, and what that would lose. */
export function StoragePanel() {
  const { t } = useTranslation();
  const { store, report } = useOpenDesk();
  const [measured, setMeasured] = useState<Measured | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  const { act } = useAct();
  useEffect(() => {
    let here = true;
    const measure = async (): Promise<Measured> => {
      const [use, sizes, estimate, backup] = await Promise.all([
        call('storageUse', {}),
        storeSizes(store),
        navigator.storage.estimate().catch(() => null),
        call('backupState', {}).catch(() => null),
      ]);
      return { use, store: sizes, databases: estimate?.usage ?? null, backup };
    };
    measure().then(
      (found) => here && setMeasured(found),
      (problem: unknown) => here && setFault(problem),
    );
    return () => {
      here = false;
    };
  }, [store, round]);
  const show = (place: StoragePlace) => () => void act(() => call('storageOpen', { place }));
  const again = (): void => {
    setFault(null);
    setMeasured(null);
    setRound(round + 1);
  };
  if (fault !== null) return <FailedState fault={fault} onRetry={again} />;
  if (measured === null) return <LoadingState text={t('storage.measuring')} />;
  const { use, backup } = measured;
  const last = backup?.last ?? null;
  return (
    <Panel
      testid="storage"
      actions={
        <Button size="small" onClick={again} data-testid="storage-again">
          {t('storage.again')}
        </Button>
      }
    >
      <div className="stack">
        <p style={{ margin: 0 }}>
          {t('storage.local')} {use.free !== null && t('storage.free', { size: bytesText(use.free) })}{' '}
          {t(report.persisted ? 'storage.kept' : 'storage.notKept')}
        </p>
        <div className="row">
          <Button onClick={show('profile')} data-testid="storage-open-profile">
            {t('storage.openProfile')}
          </Button>
          <Button onClick={show('data')} data-testid="storage-open-data">
            {t('storage.openData')}
          </Button>
          <Button onClick={show('logs')} data-testid="storage-open-logs">
            {t('storage.openLogs')}
          </Button>
        </div>
        <div>
          <table className="plain storage">
            <thead>
              <tr>
                <th scope="col">{t('storage.what')}</th>
                <th scope="col" className="money">
                  {t('storage.size')}
                </th>
                <th scope="col">{t('storage.may')}</th>
              </tr>
            </thead>
            <tbody>
              <Heading text={t('storage.groups.files')} />
              {FILES.map((part) => (
                <Row key={part} id={part} bytes={use.parts[part]?.bytes ?? null} files={use.parts[part]?.files} />
              ))}
              <Heading text={t('storage.groups.store')} />
              {STORE_SUBJECTS.map((subject) => (
                <Row key={subject} id={subject} bytes={measured.store[subject]} about />
              ))}
              <Heading text={t('storage.groups.shared')} />
              {SHARED.map((part) => (
                <Row key={part} id={part} bytes={use.parts[part]?.bytes ?? null} files={use.parts[part]?.files}>
                  {part === 'window' && measured.databases !== null && t('storage.databases', { size: bytesText(measured.databases) })}
                </Row>
              ))}
              <Row id="backup" bytes={last?.bytes ?? null}>
                {last === null ? t('storage.noBackup') : t('storage.lastBackup', { name: last.name, at: localTime(last.at) })}
              </Row>
            </tbody>
          </table>
        </div>
      </div>
    </Panel>
  );
}

function Heading({ text }: { readonly text: string }) {
  return (
    <tr>
      <th scope="rowgroup" colSpan={3} className="storage-group">
        {text}
      </th>
    </tr>
  );
}

function Row({
  id,
  bytes,
  files,
  about = false,
  children,
}: {
  readonly id: StoragePartId | StoreSubject | 'backup';
  readonly bytes: number | null;
  readonly files?: number;
  /** Measured on some rows. */
  readonly about?: boolean;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <tr data-testid={`storage-${id}`} data-bytes={bytes ?? ''}>
      <td>
        <strong>{t(`storage.parts.${id}.name`)}</strong>
        <div className="muted">{t(`storage.parts.${id}.what`)}</div>
        {children && <div className="muted">{children}</div>}
      </td>
      <td className="money figure">
        {bytes === null ? '—' : about && bytes > 0 ? t('storage.about', { size: bytesText(bytes) }) : bytesText(bytes)}
        {files !== undefined && <div className="muted">{t('storage.files', { n: countText(files) })}</div>}
      </td>
      <td>{t(`storage.parts.${id}.may`)}</td>
    </tr>
  );
}

import { useEffect, useState } from 'react';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { BACKUP_ENDING, type BackupMade, type BackupState } from '../../../shared/bridge/backup';
import { parseSliceId } from '../../../shared/sync/slices';
import { useOpenDesk } from '../../app/session/context';
import { call } from '../../app/bridge';
import { faultText } from '../../app/faults';
import { Field } from '../../app/parts/Field';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { agoText, bytesText, countText, localTime, profileName } from '../../app/words';
import { STORE_VERSION, type DeskStore } from '../../store/schema';
import { JobProgress, useBackupJob } from './backup-job';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofFault } from '../../help/addresses';

interface Made extends BackupMade {
  /** Of the file, to lead to it. */
  readonly token: string;
  readonly name: string;
}

/** Backs the open profile up to one file, and says when that was last done. */
export function BackupPanel() {
  const { t } = useTranslation();
  const { profile, store } = useOpenDesk();
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const { job, fault, result, run } = useBackupJob<Made>('backup', ({ token, name }) => ({ to: 'file', token, name }));
  const state = useBackupState(profile.id, result);
  const unlike = passphrase !== repeat;
  const make = async (): Promise<void> => {
    const name = `${profileName(t, profile)} ${new Date().toISOString().slice(0, 10)}.${BACKUP_ENDING}`;
    const file = await call('chooseExport', { name: name.slice(-120), kind: BACKUP_ENDING });
    if (file === null) return;
    const made = await run(async (id) => ({
      ...(await call('backupMake', {
        job: id,
        token: file.token,
        passphrase: passphrase === '' ? null : passphrase,
        store: STORE_VERSION,
        months: await syncedMonths(store),
      })),
      name: file.name,
      token: file.token,
    }));
    if (made === null) return;
    setPassphrase('');
    setRepeat('');
  };
  return (
    <Panel title={t('settings.backup.make')} testid="backup">
      <div className="stack" style={{ maxWidth: 960 }}>
        <p style={{ margin: 0 }}>{t('settings.backup.inside')}</p>
        <p className="muted" style={{ margin: 0 }}>
          {t('settings.backup.notInside')}
        </p>
        {state !== null && <LastBackup state={state} />}
        <div className="row">
          <Field label={t('settings.backup.passphrase')}>
            {(id) => (
              <Input.Password
                id={id}
                style={{ width: 260 }}
                maxLength={200}
                autoComplete="new-password"
                value={passphrase}
                data-testid="backup-passphrase"
                onChange={(event) => setPassphrase(event.target.value)}
              />
            )}
          </Field>
          {passphrase !== '' && (
            <Field label={t('settings.backup.repeat')}>
              {(id) => (
                <Input.Password
                  id={id}
                  style={{ width: 260 }}
                  maxLength={200}
                  autoComplete="new-password"
                  value={repeat}
                  status={unlike && repeat !== '' ? 'error' : ''}
                  data-testid="backup-repeat"
                  onChange={(event) => setRepeat(event.target.value)}
                />
              )}
            </Field>
          )}
        </div>
        <small className="muted">{t('settings.backup.passphraseHint')}</small>
        {passphrase !== '' && repeat !== '' && unlike && <span role="alert">{t('settings.backup.unlike')}</span>}
        <div>
          <Button
            type="primary"
            disabled={job !== null || (passphrase !== '' && unlike)}
            onClick={() => void make()}
            data-testid="backup-start"
          >
            {t('settings.backup.start')}
          </Button>
        </div>
        {job && <JobProgress job={job} text={t('settings.backup.running')} />}
        {fault !== null && (
          <div role="alert" data-testid="backup-fault">
            <StatusTag tone="bad">{faultText(t, fault)}</StatusTag> <LearnMore to={ofFault(fault)} />
          </div>
        )}
        {result && <BackupResult made={result} />}
      </div>
    </Panel>
  );
}

function BackupResult({ made }: { readonly made: Made }) {
  const { t } = useTranslation();
  const { name, bytes, seq, archives, sha256, missing, breaks } = made;
  return (
    <div className="panel stack tight" role="status" data-testid="backup-made">
      <StatusTag tone="good">
        {t('settings.backup.made', { name, size: bytesText(bytes), seq: countText(seq), archives: countText(archives) })}
      </StatusTag>
      {missing.length > 0 && <StatusTag tone="warn">{t('settings.backup.missing', { n: missing.length })}</StatusTag>}
      {breaks > 0 && <StatusTag tone="warn">{t('settings.backup.breaks', { n: breaks })}</StatusTag>}
      <span className="muted">
        {t('settings.backup.digest')} <span className="mono">{sha256}</span>
      </span>
    </div>
  );
}

function LastBackup({ state: { last, seq } }: { readonly state: BackupState }) {
  const { t } = useTranslation();
  if (last === null)
    return (
      <span data-testid="backup-last">
        <StatusTag tone={seq > 0 ? 'warn' : 'plain'}>{t('settings.backup.never')}</StatusTag>
      </span>
    );
  const since = Math.max(0, seq - last.seq);
  return (
    <span data-testid="backup-last">
      <StatusTag tone={since > 0 ? 'warn' : 'good'}>
        {t('settings.backup.last', {
          ago: agoText(t, last.at, Date.now()),
          at: localTime(last.at),
          name: last.name,
          size: bytesText(last.bytes),
        })}{' '}
        {t(last.sealed ? 'settings.backup.sealed' : 'settings.backup.open')}{' '}
        {since > 0 ? t('settings.backup.since', { n: countText(since) }) : t('settings.backup.current')}
      </StatusTag>
    </span>
  );
}

/** Asked for again when a backup was made. */
function useBackupState(profile: string, made: unknown): BackupState | null {
  const [state, setState] = useState<BackupState | null>(null);
  useEffect(() => {
    let here = true;
    call('backupState', {}).then(
      (answer) => here && setState(answer),
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [profile, made]);
  return state;
}

/** Months whose data came from the interface; that of files comes back from the originals. */
async function syncedMonths(store: DeskStore): Promise<string[]> {
  const months = new Set<string>();
  await store.generations.each(({ slice, period }) => {
    if (period !== null && parseSliceId(slice).file === undefined) months.add(period);
  });
  return [...months].sort();
}

import { useState } from 'react';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BackupRestored } from '../../../shared/bridge/backup';
import type { ResultOf } from '../../../shared/bridge/contract';
import { useSession } from '../../app/session/context';
import { call } from '../../app/bridge';
import { faultText } from '../../app/faults';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { Panel } from '../../app/parts/Page';
import { StatusTag } from '../../app/parts/StatusTag';
import { countText, localTime } from '../../app/words';
import { JobProgress, useBackupJob } from './backup-job';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofFault } from '../../help/addresses';

type Chosen = NonNullable<ResultOf<'backupChoose'>>;

interface Restored extends BackupRestored {
  readonly name: string;
}

/** Makes a new profile of a backup. */
export function RestorePanel() {
  const { t } = useTranslation();
  const session = useSession();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [chooseFault, setChooseFault] = useState<unknown>(null);
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const { job, fault, result, run, clear } = useBackupJob<Restored>('restore');
  const { act } = useAct();
  const choose = async (): Promise<void> => {
    clear();
    setChooseFault(null);
    try {
      const file = await call('backupChoose', {});
      if (file === null) return;
      setChosen(file);
      setPassphrase('');
      setName(file.file.name.replace(/\.rdbackup$/i, '').slice(0, 80));
    } catch (problem) {
      setChosen(null);
      setChooseFault(problem);
    }
  };
  const restore = async ({ file, sealed }: Chosen): Promise<void> => {
    const restored = await run(async (id) => {
      const made = await call('backupRestore', { job: id, token: file.token, passphrase: sealed ? passphrase : null, name });
      return { ...made, name: name.trim() };
    });
    if (restored === null) return;
    setChosen(null);
    setPassphrase('');
    await session.reloadProfiles();
  };
  const shown = fault ?? chooseFault;
  return (
    <Panel title={t('settings.backup.restore')} testid="restore">
      <div className="stack" style={{ maxWidth: 960 }}>
        <p className="muted" style={{ margin: 0 }}>
          {t('settings.backup.restoreHint')}
        </p>
        <div className="row">
          <Button disabled={job !== null} onClick={() => void choose()} data-testid="restore-choose">
            {t('settings.backup.choose')}
          </Button>
          {chosen && <span>{chosen.file.name}</span>}
        </div>
        {chosen && (
          <>
            <Field label={t('settings.backup.name')}>
              {(id) => (
                <Input id={id} maxLength={80} value={name} data-testid="restore-name" onChange={(event) => setName(event.target.value)} />
              )}
            </Field>
            {chosen.sealed && (
              <Field label={t('settings.backup.needed')}>
                {(id) => (
                  <Input.Password
                    id={id}
                    maxLength={200}
                    autoComplete="off"
                    value={passphrase}
                    data-testid="restore-passphrase"
                    onChange={(event) => setPassphrase(event.target.value)}
                  />
                )}
              </Field>
            )}
            <div>
              <Button
                type="primary"
                disabled={job !== null || name.trim() === '' || (chosen.sealed && passphrase === '')}
                onClick={() => void restore(chosen)}
                data-testid="restore-start"
              >
                {t('settings.backup.begin')}
              </Button>
            </div>
          </>
        )}
        {job && <JobProgress job={job} text={t('settings.backup.restoring')} />}
        {shown !== null && (
          <div role="alert" data-testid="restore-fault">
            <StatusTag tone="bad">{faultText(t, shown)}</StatusTag> <LearnMore to={ofFault(shown)} />
          </div>
        )}
        {result && (
          <div className="panel stack tight" role="status" data-testid="restored">
            <StatusTag tone="good">
              {t('settings.backup.restored', {
                name: result.name,
                from: result.from,
                at: localTime(result.at),
                entries: countText(result.entries),
                archives: countText(result.archives),
              })}
            </StatusTag>
            {result.missing.length > 0 && <StatusTag tone="warn">{t('settings.backup.missing', { n: result.missing.length })}</StatusTag>}
            {result.breaks > 0 && <StatusTag tone="warn">{t('settings.backup.breaks', { n: result.breaks })}</StatusTag>}
            {result.months.length > 0 && (
              <StatusTag tone="info">{t('settings.backup.resync', { months: result.months.join(', ') })}</StatusTag>
            )}
            <span className="muted">{t('settings.backup.keys')}</span>
            <div>
              <Button onClick={() => void act(() => session.openProfile(result.id))} data-testid="restored-open">
                {t('settings.backup.openIt')}
              </Button>
            </div>
          </div>
        )}
      </div>
    </Panel>
  );
}

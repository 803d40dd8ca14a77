import { useEffect, useRef } from 'react';
import { Button } from 'antd';
import { CloseOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../../app/parts/Page';
import { StatusTag, type StatusTone } from '../../../app/parts/StatusTag';
import { bytesText, countText } from '../../../app/words';
import { isCancelled } from '../../../app/activity/activities';
import type { Inbox, InboxFile, InboxState } from './inbox';
import { TableFault } from './TableFault';
import { useWordOf } from './use-word';

const TONES: Readonly<Record<InboxFile['state'], StatusTone>> = {
  receiving: 'info',
  waiting: 'plain',
  looking: 'info',
  ready: 'warn',
  refused: 'bad',
  imported: 'good',
  unchanged: 'good',
};

/** The files on their way in, each with what it is and how far it is; taken one after the other. */
export function FileQueue({ inbox, state: { files, current } }: { readonly inbox: Inbox; readonly state: InboxState }) {
  const { t } = useTranslation();
  const ready = files.filter((file) => file.state === 'ready').length;
  const over = files.some((file) => file.state === 'imported' || file.state === 'unchanged' || file.state === 'refused');
  return (
    <Panel
      title={t('ledgers.queue.title', { n: files.length })}
      testid="file-queue"
      actions={
        <>
          {ready > 0 && <span className="muted">{t('ledgers.queue.ready', { n: ready })}</span>}
          {over && (
            <Button size="small" onClick={() => inbox.clearDone()} data-testid="queue-clear">
              {t('ledgers.queue.clear')}
            </Button>
          )}
        </>
      }
    >
      <ul className={current === null ? 'file-queue' : 'file-queue compact'}>
        {files.map((file) => (
          <QueueEntry key={file.id} inbox={inbox} file={file} current={file.id === current} />
        ))}
      </ul>
    </Panel>
  );
}

function QueueEntry({ inbox, file, current }: { readonly inbox: Inbox; readonly file: InboxFile; readonly current: boolean }) {
  const { t } = useTranslation();
  const word = useWordOf();
  const cancelled = file.state === 'refused' && isCancelled(file.fault);
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (current) entry.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li
      ref={entry}
      className={current ? 'current' : undefined}
      aria-current={current || undefined}
      data-testid="queue-file"
      data-state={file.state}
      data-use={file.use ?? ''}
    >
      <span className="name" title={file.name}>
        {file.name}
      </span>
      <span className="muted what">{word(file)}</span>
      <Progress inbox={inbox} file={file} cancelled={cancelled} />
      <span className="row nowrap acts">
        {file.state === 'ready' && !current && (
          <Button size="small" onClick={() => inbox.open(file.id)} data-testid="queue-open">
            {t('app.act.open')}
          </Button>
        )}
        {cancelled && file.token !== null && (
          <Button size="small" onClick={() => inbox.readAgain(file.id)}>
            {t('app.state.retry')}
          </Button>
        )}
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t('ledgers.queue.remove', { file: file.name })}
          onClick={() => inbox.remove(file.id)}
        />
      </span>
      {file.state === 'refused' && !cancelled && <TableFault fault={file.fault} />}
    </li>
  );
}

function Progress({ inbox, file, cancelled }: { readonly inbox: Inbox; readonly file: InboxFile; readonly cancelled: boolean }) {
  const { t } = useTranslation();
  if (file.state === 'receiving' || file.state === 'looking')
    return (
      <span className="row nowrap progress">
        <progress
          max={file.state === 'receiving' ? Math.max(1, file.bytes) : undefined}
          value={file.state === 'receiving' ? file.done : undefined}
          aria-label={t(`ledgers.queue.state.${file.state}`)}
        />
        <span className="figure muted">
          {file.state === 'receiving' ? bytesText(file.done) : t('ledgers.queue.rowsRead', { n: countText(file.done) })}
        </span>
        <Button size="small" onClick={() => inbox.stop(file.id)} data-testid="queue-stop">
          {t('app.act.cancel')}
        </Button>
      </span>
    );
  // A kind that is never imported waits for nobody, though its wizard says why.
  const state = file.state === 'ready' && file.use === 'own-bill' ? 'refused' : file.state;
  const tone = cancelled ? 'plain' : TONES[state];
  return (
    <span className="progress">
      <StatusTag tone={tone}>
        {cancelled ? t('ledgers.queue.state.cancelled') : t(`ledgers.queue.state.${state}`, { n: countText(file.rows) })}
      </StatusTag>
    </span>
  );
}

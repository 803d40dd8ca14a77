import { useState } from 'react';
import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FileToken } from '../../../shared/bridge/contract';
import type { ExportResult } from '../../../shared/desk/api';
import { activities } from '../../app/activity/activities';
import { call } from '../../app/bridge';
import { faultText } from '../../app/faults';
import { useAct } from '../../app/parts/act';
import { StatusTag } from '../../app/parts/StatusTag';
import { useObservable } from '../../app/session/observable';
import { countText } from '../../app/words';
import { copyText } from '../../grid/clipboard';
import type { ExportKind } from './kinds';
import { sizeText } from './size-text';
import { LearnMore } from '../../app/parts/LearnMore';
import { ofFault } from '../../help/addresses';

export interface Done {
  readonly kind: ExportKind;
  readonly file: FileToken;
  readonly result: ExportResult;
}

/** How far the running export is, with its cancel button. */
export function ExportProgress() {
  const { t } = useTranslation();
  const running = useObservable(activities).find(({ kind, state }) => kind === 'export' && state === 'running');
  if (!running) return null;
  const { done, total, cancel } = running;
  return (
    <div className="row nowrap" role="status" data-testid="export-progress">
      <span>{t('out.working')}</span>
      {total !== null && total > 0 && <Progress style={{ flex: 1 }} percent={Math.floor((done / total) * 100)} size="small" />}
      <span className="figure">
        {total === null ? countText(done) : t('app.activity.progress', { done: countText(done), total: countText(total) })}
      </span>
      {cancel && (
        <Button size="small" onClick={cancel} data-testid="export-cancel">
          {t('app.act.cancel')}
        </Button>
      )}
    </div>
  );
}

/** What was written, where, and the digest that the journal has. */
export function ExportDone({ done: { kind, file, result } }: { readonly done: Done }) {
  const { t } = useTranslation();
  const { act } = useAct();
  const [copied, setCopied] = useState(false);
  const rows = countText(result.sheets.reduce((sum, sheet) => sum + sheet.rows, 0));
  const size = sizeText(result.bytes);
  const { files = 0, unresolved = 0 } = result.statements ?? {};
  return (
    <div className="panel stack tight" role="status" data-testid="export-result" data-sha256={result.sha256} data-files={files}>
      <StatusTag tone="good">
        {kind === 'signoff'
          ? t('out.signoffDone', { file: file.name, size })
          : kind === 'statements' && files > 1
            ? t('out.statements.done', { n: files, file: file.name })
            : t('out.done', { file: file.name, rows, size })}
      </StatusTag>
      {kind !== 'signoff' && <span className="muted">{t('out.verified')}</span>}
      {unresolved > 0 && <StatusTag tone="warn">{t('out.statements.unresolved', { n: unresolved })}</StatusTag>}
      <span className="muted">{t('out.digest')}</span>
      <span className="mono">{result.sha256}</span>
      <div className="row">
        <Button onClick={() => void act(() => call('revealFile', { token: file.token }))} data-testid="export-reveal">
          {t('app.export.reveal')}
        </Button>
        <Button onClick={() => void copyText(result.sha256).then(setCopied)} data-testid="export-copy-digest">
          {copied ? t('app.act.copied') : t('out.copyDigest')}
        </Button>
      </div>
    </div>
  );
}

/** Why nothing was written, in place: a message that fades is easily missed after minutes of waiting. */
export function ExportFailed({ fault }: { readonly fault: unknown }) {
  const { t } = useTranslation();
  return (
    <div className="panel" role="alert" data-testid="export-failed">
      <StatusTag tone="bad">{t('out.failed')}</StatusTag>
      <p style={{ margin: '6px 0 0' }}>
        {faultText(t, fault)} <LearnMore to={ofFault(fault)} />
      </p>
    </div>
  );
}

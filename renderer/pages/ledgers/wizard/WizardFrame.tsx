import type { ReactNode } from 'react';
import { Button, Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { isCancelled } from '../../../app/activity/activities';
import { useSession } from '../../../app/session/context';
import { Panel } from '../../../app/parts/Page';
import { countText } from '../../../app/words';
import { TableFault } from '../inbox/TableFault';
import type { InboxFile } from '../inbox/inbox';
import type { PreviewState } from './use-preview';

interface WizardFrameProps {
  readonly file: string;
  readonly left: number;
  readonly preview: PreviewState<unknown>;
  /** Being stored: closing becomes stopping. */
  readonly storing: InboxFile['storing'];
  /** Why it cannot be confirmed yet, in words; null when it can. */
  readonly blocked: string | null;
  onConfirm(): void;
  onClose(): void;
  onStop(): void;
  onRetry(): void;
  readonly children: ReactNode;
}

/** Frame of a file's wizard: title, the decision at the top right, progress and fault; the content stays while it is read again. */
export function WizardFrame(props: WizardFrameProps) {
  const { t } = useTranslation();
  const { preview, blocked, storing } = props;
  const title = `${t('ledgers.import')}: ${props.file}${props.left > 0 ? ` · ${t('ledgers.moreFiles', { n: props.left })}` : ''}`;
  return (
    <Panel
      title={title}
      testid="import-wizard"
      actions={
        <>
          {storing === null ? (
            <Button onClick={props.onClose} data-testid="wizard-cancel">
              {t('ledgers.dontImport')}
            </Button>
          ) : (
            <Button onClick={props.onStop} disabled={storing !== 'stoppable'} data-testid="wizard-stop">
              {t('app.act.cancel')}
            </Button>
          )}
          <Button
            type="primary"
            loading={storing !== null}
            disabled={blocked !== null || preview.reading || preview.fault !== null || preview.value === null}
            title={blocked ?? undefined}
            onClick={props.onConfirm}
            data-testid="import-confirm"
          >
            {t('ledgers.confirm')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <div className="wizard-state" role="status">
          {preview.reading ? (
            <Reading rows={preview.progress?.done ?? null} />
          ) : (
            blocked !== null && preview.fault === null && <span>{blocked}</span>
          )}
        </div>
        {preview.fault !== null && !preview.reading && (
          <div className="row spread">
            {isCancelled(preview.fault) ? <span>{t('ledgers.queue.state.cancelled')}</span> : <TableFault fault={preview.fault} />}
            <Button size="small" onClick={props.onRetry}>
              {t('app.state.retry')}
            </Button>
          </div>
        )}
        <div className="stack" inert={storing !== null}>
          {props.children}
        </div>
      </div>
    </Panel>
  );
}

function Reading({ rows }: { readonly rows: number | null }) {
  const { t } = useTranslation();
  const { desk } = useSession();
  return (
    <span className="row" data-testid="wizard-reading">
      <Spin size="small" />
      {t('app.state.loading')}
      {rows !== null && rows > 0 && <span className="figure">{t('ledgers.queue.rowsRead', { n: countText(rows) })}</span>}
      <Button size="small" onClick={() => void desk.cancelImport()}>
        {t('app.act.cancel')}
      </Button>
    </span>
  );
}

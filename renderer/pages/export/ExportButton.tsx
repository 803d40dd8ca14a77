import { useState } from 'react';
import { Button, Modal, Radio, Select } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ExportResult, Language } from '../../../shared/desk/api';
import type { FileToken } from '../../../shared/bridge/contract';
import { call } from '../../app/bridge';
import { useSession } from '../../app/session/context';
import { usePeriod } from '../../app/session/period';
import { runExport } from '../../app/activity/work';
import { useAct } from '../../app/parts/act';
import { Field } from '../../app/parts/Field';
import { countText } from '../../app/words';

/** Opens the export dialog; all periods are proposed unless the page names some. */
export function ExportButton({ periods }: { readonly periods?: readonly string[] }) {
  const { t } = useTranslation();
  // Read here, so that the dialog opens with all of them chosen.
  const { periods: all } = usePeriod();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)} data-testid="export">
        {t('app.act.export')}
      </Button>
      {open && <ExportDialog all={all} proposed={periods ?? all} onClose={() => setOpen(false)} />}
    </>
  );
}

function ExportDialog({
  all,
  proposed,
  onClose,
}: {
  readonly all: readonly string[];
  readonly proposed: readonly string[];
  onClose(): void;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const [language, setLanguage] = useState<Language>(session.language);
  const [chosen, setChosen] = useState<readonly string[]>(proposed);
  const [done, setDone] = useState<{ file: FileToken; result: ExportResult } | null>(null);
  const { busy, act } = useAct();
  const start = (): Promise<boolean> =>
    act(async () => {
      const name = t('app.export.fileName', { period: chosen.length === 1 ? chosen[0] : `${chosen[0]}_${chosen.at(-1)}` });
      const file = await call('chooseExport', { name });
      if (!file) return;
      const result = await runExport(session, file, language, [...chosen].sort());
      setDone({ file, result });
    });
  return (
    <Modal
      open
      title={t('app.export.title')}
      okText={done ? t('app.export.again') : t('app.export.start')}
      cancelText={t('app.act.close')}
      confirmLoading={busy}
      okButtonProps={{ disabled: chosen.length === 0, 'data-testid': 'export-start' }}
      onOk={() => void start()}
      onCancel={onClose}
    >
      <div className="stack">
        <p style={{ margin: 0 }}>{t('app.export.intro')}</p>
        <Field label={t('app.export.months')}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              data-testid="export-periods"
              value={[...chosen]}
              options={[...all].reverse().map((value) => ({ value, label: value }))}
              onChange={(value: string[]) => setChosen([...value].sort())}
            />
          )}
        </Field>
        <Field label={t('app.export.language')}>
          {(id) => (
            <Radio.Group
              id={id}
              value={language}
              onChange={(event) => setLanguage(event.target.value as Language)}
              options={[
                { value: 'zh', label: '中文' },
                { value: 'en', label: 'English' },
              ]}
            />
          )}
        </Field>
        {done && <ExportDone file={done.file} result={done.result} />}
      </div>
    </Modal>
  );
}

function ExportDone({ file, result }: { readonly file: FileToken; readonly result: ExportResult }) {
  const { t } = useTranslation();
  const { act } = useAct();
  const rows = result.sheets.reduce((sum, sheet) => sum + sheet.rows, 0);
  return (
    <div className="panel" role="status" data-testid="export-result" data-sha256={result.sha256}>
      <div>{t('app.export.result', { file: file.name, rows: countText(rows) })}</div>
      <div className="muted">{t('app.export.digest')}</div>
      <div className="mono">{result.sha256}</div>
      <Button type="link" style={{ paddingInline: 0 }} onClick={() => void act(() => call('revealFile', { token: file.token }))}>
        {t('app.export.reveal')}
      </Button>
    </div>
  );
}

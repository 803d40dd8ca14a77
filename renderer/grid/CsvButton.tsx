import { useState } from 'react';
import { Button } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { FileToken } from '../../shared/bridge/contract';
import type { ExportResult, ViewSpec } from '../../shared/desk/api';
import { runCsv } from '../app/activity/work';
import { call } from '../app/bridge';
import { useAct } from '../app/parts/act';
import { useSession } from '../app/session/context';
import { countText } from '../app/words';

/** Writes the grid's rows, as filtered and sorted, with the columns of the screen, to a CSV file. */
export function CsvButton({
  id,
  label,
  spec,
  columns,
  disabled,
  words,
}: {
  readonly id: string;
  readonly label: string;
  readonly spec: ViewSpec;
  /** In the order of the screen; null for all that people see of the source. */
  readonly columns: readonly string[] | null;
  readonly disabled: boolean;
  /** Says more than `CSV` where the button stands away from its grid. */
  readonly words?: string;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const { busy, act } = useAct();
  const [done, setDone] = useState<{ readonly file: FileToken; readonly result: ExportResult } | null>(null);
  const write = async (): Promise<void> => {
    const name = `${label}${spec.period === null ? '' : `_${spec.period}`}.csv`.replace(/[<>:"/\\|?*]/g, ' ');
    const file = await call('chooseExport', { name, kind: 'csv' });
    if (!file) return;
    setDone(null);
    const result = await runCsv(session, file, spec, columns);
    setDone({ file, result });
  };
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<DownloadOutlined />}
        loading={busy}
        disabled={disabled}
        title={t('app.grid.csvHint')}
        data-testid={`grid-${id}-csv`}
        onClick={() => void act(write)}
      >
        {words ?? t('app.grid.csv')}
      </Button>
      {done && (
        <span role="status" data-testid={`grid-${id}-csv-done`} data-sha256={done.result.sha256}>
          {t('app.grid.csvDone', { file: done.file.name, rows: countText(done.result.sheets[0]?.rows ?? 0) })}{' '}
          <Button size="small" type="link" onClick={() => void act(() => call('revealFile', { token: done.file.token }))}>
            {t('app.export.reveal')}
          </Button>
        </span>
      )}
    </>
  );
}

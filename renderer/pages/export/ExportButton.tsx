import { useState } from 'react';
import { Button } from 'antd';
import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { usePeriod } from '../../app/session/period';
import { EXPORT_DIALOG } from '../../app/commands/later';
import { OverPage } from '../../app/parts/Loaded';

/** Opens the export dialog; all periods are proposed unless the page names some. */
export function ExportButton({ periods }: { readonly periods?: readonly string[] }) {
  const { t } = useTranslation();
  const { periods: all } = usePeriod();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)} data-testid="export">
        {t('app.act.export')}
      </Button>
      {open && (
        <OverPage part={EXPORT_DIALOG} props={{ all, proposed: periods ?? all, first: 'workbook', onClose: () => setOpen(false) }} />
      )}
    </>
  );
}

/** Opens the dialog on the sign-off sheet of one month. */
export function PrintButton({ period }: { readonly period: string }) {
  const { t } = useTranslation();
  const { periods: all } = usePeriod();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<PrinterOutlined />} onClick={() => setOpen(true)} data-testid="print-signoff">
        {t('out.print')}
      </Button>
      {open && <OverPage part={EXPORT_DIALOG} props={{ all, proposed: [period], first: 'signoff', onClose: () => setOpen(false) }} />}
    </>
  );
}

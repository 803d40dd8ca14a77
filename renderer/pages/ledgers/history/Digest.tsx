import { App, Button } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../../grid/clipboard';

/** The beginning of a digest, the whole of it to the clipboard. */
export function Digest({ sha256 }: { readonly sha256: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const copy = async (): Promise<void> => {
    if (await copyText(sha256)) void message.success(t('app.act.copied'));
    else void message.error(t('app.grid.copyFailed'));
  };
  return (
    <span className="row nowrap" title={sha256}>
      <span className="mono">{sha256.slice(0, 8)}</span>
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined />}
        aria-label={`${t('app.act.copy')} SHA-256 ${sha256.slice(0, 8)}`}
        onClick={() => void copy()}
      />
    </span>
  );
}

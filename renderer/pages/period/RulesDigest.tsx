import { App, Button } from 'antd';
import { CopyOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../grid/clipboard';

/** Which rules a month was judged by: of a closed month those it was signed by. */
export function RulesDigest({ digest }: { readonly digest: string | null }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  if (digest === null) return null;
  const copy = async (): Promise<void> => void message.info((await copyText(digest)) ? t('app.act.copied') : t('app.grid.copyFailed'));
  return (
    <p className="muted" data-testid="rules-digest">
      {t('period.rulesDigest')} <code title={digest}>{digest.slice(0, 16)}…</code>{' '}
      <Button
        size="small"
        type="text"
        icon={<CopyOutlined />}
        aria-label={t('period.copyDigest')}
        title={t('period.copyDigest')}
        onClick={() => void copy()}
      />
    </p>
  );
}

import { Button } from 'antd';
import { SearchOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../../shared/shell/commands';
import { ariaShortcut, shortcutText } from '../../../shared/shell/shortcuts';
import { paletteOpen } from '../commands/asked';
import { useSession } from '../session/context';

/** Opens the command palette for those who do not know its keys yet. */
export function PaletteButton() {
  const { t } = useTranslation();
  const { platform } = useSession().info;
  const keys = keysOf('palette', platform)[0]!;
  return (
    <Button
      type="text"
      icon={<SearchOutlined />}
      aria-label={t('commands.title')}
      aria-keyshortcuts={ariaShortcut(keys, platform)}
      title={`${t('commands.title')} (${shortcutText(keys, platform)})`}
      data-testid="palette-button"
      onClick={() => paletteOpen.set(true)}
    />
  );
}

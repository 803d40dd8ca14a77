import { Button } from 'antd';
import { ArrowLeftOutlined, ArrowRightOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../../shared/shell/commands';
import { ariaShortcut, shortcutText } from '../../../shared/shell/shortcuts';
import { commandTitle } from '../commands/words';
import { useSession } from '../session/context';
import { useTravel } from '../trail/use-trail';

/** Back and forward on the way through the pages and months of this profile. */
export function TravelButtons() {
  const { t } = useTranslation();
  const { platform } = useSession().info;
  const travel = useTravel();
  const button = (id: 'back' | 'forward', possible: boolean) => {
    const keys = keysOf(id, platform)[0]!;
    const title = commandTitle(t, id);
    return (
      <Button
        type="text"
        size="small"
        icon={id === 'back' ? <ArrowLeftOutlined /> : <ArrowRightOutlined />}
        disabled={!possible}
        title={`${title} (${shortcutText(keys, platform)})`}
        aria-label={title}
        aria-keyshortcuts={ariaShortcut(keys, platform)}
        data-testid={`go-${id}`}
        onClick={travel[id]}
      />
    );
  };
  return (
    <span className="row nowrap">
      {button('back', travel.canGoBack)}
      {button('forward', travel.canGoForward)}
    </span>
  );
}

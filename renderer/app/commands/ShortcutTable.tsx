import { useTranslation } from 'react-i18next';
import { COMMAND_IDS, keysOf } from '../../../shared/shell/commands';
import { capsOf } from '../../../shared/shell/shortcuts';
import { useSession } from '../session/context';
import { Caps } from './Caps';
import { commandTitle } from './words';

/** Rows of Help's keyboard map for the commands of the window, from the table that also makes them work. */
export function ShortcutRows() {
  const { t } = useTranslation();
  const { platform } = useSession().info;
  return COMMAND_IDS.map((id) => {
    // The keys of one sign (zoom: with Shift, on the number pad) are shown once.
    const signs = keysOf(id, platform).map((keys) => capsOf(keys, platform).at(-1));
    const shown = keysOf(id, platform).filter((_, at) => signs.indexOf(signs[at]) === at);
    return shown.length === 0 ? null : (
      <tr key={id} data-testid="shortcut" data-command={id}>
        <td>
          {shown.map((keys) => (
            <Caps key={keys} shortcut={keys} />
          ))}
        </td>
        <td>{commandTitle(t, id)}</td>
      </tr>
    );
  });
}

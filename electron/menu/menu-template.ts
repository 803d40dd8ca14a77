/** The native menu for Electron, made of its shape and the page's words. */
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuWords } from '../../shared/bridge/menu';
import { keysOf, type CommandId } from '../../shared/shell/commands';
import { menuShape, type MenuPart } from '../../shared/shell/menu';
import { acceleratorOf } from '../../shared/shell/shortcuts';

export type OnCommand = (command: CommandId, byKeys: boolean) => void;

/**
 * @param platform Node's name of the system
 * @param onCommand called for a chosen item; `byKeys` when its keys were pressed
 */
export function menuTemplate(words: MenuWords, platform: string, onCommand: OnCommand): MenuItemConstructorOptions[] {
  const available = new Set<CommandId>(words.available);
  const item = (part: MenuPart): MenuItemConstructorOptions => {
    if (part === 'separator') return { type: 'separator' };
    if ('role' in part) return { role: part.role, label: words.roles[part.role] };
    const [keys] = keysOf(part.command, platform);
    return {
      id: part.command,
      label: words.commands[part.command],
      enabled: available.has(part.command),
      // Shown only: the page listens to the keys itself, because it alone knows whether a field or a dialog needs them.
      ...(keys === undefined ? {} : { accelerator: acceleratorOf(keys), registerAccelerator: false }),
      click: (_item, _window, event) => onCommand(part.command, event.triggeredByAccelerator === true),
    };
  };
  return menuShape(platform).map(({ id, parts }) => ({
    id: `menu-${id}`,
    label: id === 'app' ? words.app : words.menus[id],
    ...(id === 'window' ? { role: 'window' as const } : {}),
    ...(id === 'help' ? { role: 'help' as const } : {}),
    submenu: parts.map(item),
  }));
}

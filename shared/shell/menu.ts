/** The native menu as data: which commands and which of the system's own roles stand where, on each system. */
import type { CommandId } from './commands';

export const MENU_IDS = ['file', 'edit', 'view', 'go', 'window', 'help'] as const;
export type MenuId = (typeof MENU_IDS)[number];

/** The system's own items; reloading and developer tools are not among them. */
export const ROLE_IDS = [
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'delete',
  'selectAll',
  'togglefullscreen',
  'minimize',
  'zoom',
  'front',
  'close',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'quit',
] as const;
export type RoleId = (typeof ROLE_IDS)[number];

export type MenuPart = { readonly command: CommandId } | { readonly role: RoleId } | 'separator';

export interface MenuShape {
  readonly id: MenuId | 'app';
  readonly parts: readonly MenuPart[];
}

const commands = (...ids: readonly CommandId[]): readonly MenuPart[] => ids.map((command) => ({ command }));
const roles = (...ids: readonly RoleId[]): readonly MenuPart[] => ids.map((role) => ({ role }));
const LINE: readonly MenuPart[] = ['separator'];

/** @param platform Node's name of the system */
export function menuShape(platform: string): readonly MenuShape[] {
  const mac = platform === 'darwin';
  const own: readonly MenuShape[] = mac
    ? [
        {
          id: 'app',
          parts: [
            ...commands('about'),
            ...LINE,
            ...commands('go-settings'),
            ...LINE,
            ...roles('services'),
            ...LINE,
            ...roles('hide', 'hideOthers', 'unhide'),
            ...LINE,
            ...roles('quit'),
          ],
        },
      ]
    : [];
  return [
    ...own,
    {
      id: 'file',
      parts: [
        ...commands('import', 'export', 'signoff-sheet'),
        ...LINE,
        ...commands('refresh-month', 'sync-now', 'reconcile-run', 'signoff'),
        ...LINE,
        ...commands('backup'),
        ...LINE,
        ...(mac ? roles('close') : [...commands('go-settings'), ...LINE, ...roles('quit')]),
      ],
    },
    {
      id: 'edit',
      parts: [...roles('undo', 'redo'), ...LINE, ...roles('cut', 'copy', 'paste', 'delete', 'selectAll'), ...LINE, ...commands('search')],
    },
    {
      id: 'view',
      parts: [
        ...commands('palette', 'navigation', 'activity'),
        ...LINE,
        ...commands('zoom-in', 'zoom-out', 'zoom-reset'),
        ...LINE,
        ...commands('theme', 'language'),
        ...LINE,
        ...roles('togglefullscreen'),
      ],
    },
    {
      id: 'go',
      parts: [
        ...commands('back', 'forward'),
        ...LINE,
        ...commands('earlier-month', 'later-month'),
        ...LINE,
        ...commands('go-overview', 'go-period', 'go-ledgers', 'go-reconcile', 'go-margin'),
        ...LINE,
        ...commands('go-refunds', 'go-accounts', 'go-coupons', 'go-customers', 'go-orders'),
        ...LINE,
        ...commands('go-sync', 'go-audit'),
      ],
    },
    { id: 'window', parts: mac ? roles('minimize', 'zoom', 'front') : roles('minimize', 'close') },
    { id: 'help', parts: [...commands('go-help', 'keyboard'), ...(mac ? [] : [...LINE, ...commands('about')])] },
  ];
}

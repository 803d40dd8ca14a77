import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../electron/menu/menu-template';
import { en } from '../../../renderer/i18n/en';
import { zh } from '../../../renderer/i18n/zh';
import { NAVIGATION } from '../../../renderer/app/shell/pages';
import { MenuWords } from '../../../shared/bridge/menu';
import { COMMAND_IDS, COMMAND_KEYS, keysOf, PAGE_IDS } from '../../../shared/shell/commands';
import { MENU_IDS, ROLE_IDS, menuShape } from '../../../shared/shell/menu';
import { acceleratorOf, ariaShortcut, shortcutText } from '../../../shared/shell/shortcuts';

const SYSTEMS = ['win32', 'linux', 'darwin'];

describe('the table of commands', () => {
  it.each(SYSTEMS)('%s: no two commands have the same keys', (platform) => {
    const all = COMMAND_IDS.flatMap((id) => keysOf(id, platform));
    expect(new Set(all).size).toBe(all.length);
  });

  it('has the pages of the navigation in their order', () => {
    expect(NAVIGATION.flatMap(({ pages }) => pages.map(({ id }) => id))).toEqual([...PAGE_IDS]);
    expect([keysOf('go-overview', 'linux'), keysOf('go-customers', 'darwin'), keysOf('go-orders', 'linux')]).toEqual([
      ['Mod+1'],
      ['Mod+9'],
      [],
    ]);
  });

  it.each([
    ['zh', zh],
    ['en', en],
  ] as const)('%s: every command has words and other words to find it by', (_, { commands }) => {
    for (const id of COMMAND_IDS) expect(commands.keys[id], id).toMatch(/^\S.*\S$/);
    if (commands === zh.commands) for (const id of COMMAND_IDS) expect(commands.keys[id], id).toMatch(/(^| )[a-z]+( |$)/);
  });

  it('shows keys as the system does', () => {
    expect(shortcutText('Mod+Shift+R', 'win32')).toBe('Ctrl+Shift+R');
    expect(shortcutText('Mod+Shift+R', 'darwin')).toBe('⌘⇧R');
    expect(shortcutText(keysOf('back', 'linux')[0]!, 'linux')).toBe('Alt+←');
    expect(shortcutText(keysOf('back', 'darwin')[0]!, 'darwin')).toBe('⌘[');
    expect(ariaShortcut('Alt+Left', 'linux')).toBe('Alt+ArrowLeft');
    expect(acceleratorOf('Mod+Equal')).toBe('CommandOrControl+Plus');
  });
});

describe('the native menu', () => {
  const words: MenuWords = {
    app: 'Desk',
    menus: Object.fromEntries(MENU_IDS.map((id) => [id, `menu ${id}`])) as MenuWords['menus'],
    roles: Object.fromEntries(ROLE_IDS.map((id) => [id, `role ${id}`])) as MenuWords['roles'],
    commands: Object.fromEntries(COMMAND_IDS.map((id) => [id, `do ${id}`])) as MenuWords['commands'],
    available: ['go-margin'],
  };

  it.each(SYSTEMS)('%s: has every command with keys, editing by the system, and no reload or developer tools', (platform) => {
    const parts = menuShape(platform).flatMap(({ parts: own }) => own);
    const shown = parts.flatMap((part) => (part !== 'separator' && 'command' in part ? [part.command] : []));
    expect(new Set(shown).size).toBe(shown.length);
    for (const id of COMMAND_IDS.filter((one) => COMMAND_KEYS[one] || one.startsWith('go-'))) expect(shown, id).toContain(id);
    const roles = parts.flatMap((part) => (part !== 'separator' && 'role' in part ? [part.role as string] : []));
    expect(roles).toEqual(expect.arrayContaining(['undo', 'cut', 'copy', 'paste', 'selectAll', 'quit', 'togglefullscreen']));
    expect(roles.some((role) => /reload|devtools/i.test(role))).toBe(false);
  });

  it('greys out what is not possible and tells how an item was chosen', () => {
    const chosen: unknown[] = [];
    const template = menuTemplate(words, 'linux', (...args) => chosen.push(args));
    const items = template.flatMap(({ submenu }) => submenu as Electron.MenuItemConstructorOptions[]);
    const margin = items.find(({ id }) => id === 'go-margin');
    expect(margin).toMatchObject({ label: 'do go-margin', enabled: true, accelerator: 'CommandOrControl+5', registerAccelerator: false });
    expect(items.find(({ id }) => id === 'export')?.enabled).toBe(false);
    margin?.click?.({} as never, undefined, { triggeredByAccelerator: true });
    margin?.click?.({} as never, undefined, {});
    expect(chosen).toEqual([
      ['go-margin', true],
      ['go-margin', false],
    ]);
  });

  it('takes words for exactly the items there are', () => {
    expect(MenuWords.safeParse(words).success).toBe(true);
    expect(MenuWords.safeParse({ ...words, available: ['format-disk'] }).success).toBe(false);
    expect(MenuWords.safeParse({ ...words, commands: {} }).success).toBe(false);
    expect(MenuWords.safeParse({ ...words, menus: { ...words.menus, evil: 'x' } }).success).toBe(false);
  });
});

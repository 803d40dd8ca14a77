/** Shortcuts in one notation (`Mod+Shift+R`; Mod is Command on macOS, Control elsewhere), and what others call them. */

/** Modifiers, then one key by its name: a letter, a digit, F1 to F12, Left, Comma, ... */
export type Shortcut = string;

const MAC: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' };
const OTHERS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Shift: 'Shift', Alt: 'Alt' };
const CAPS: Readonly<Record<string, string>> = {
  Left: '←',
  Right: '→',
  Comma: ',',
  BracketLeft: '[',
  BracketRight: ']',
  Equal: '+',
  Add: '+',
  Minus: '−',
  Subtract: '−',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};
const ACCELERATORS: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  Comma: ',',
  BracketLeft: '[',
  BracketRight: ']',
  Equal: 'Plus',
  Minus: '-',
};

/** Caps of a shortcut's keys in the order they are pressed, as this system's keyboards print them. @param platform Node's name of the system */
export function capsOf(shortcut: Shortcut, platform: string): readonly string[] {
  const names = platform === 'darwin' ? MAC : OTHERS;
  return shortcut.split('+').map((key) => names[key] ?? CAPS[key] ?? key);
}

/** `Ctrl+K`, `⌘K`. */
export function shortcutText(shortcut: Shortcut, platform: string): string {
  return capsOf(shortcut, platform).join(platform === 'darwin' ? '' : '+');
}

/** Electron's name of a shortcut, for a menu item. */
export function acceleratorOf(shortcut: Shortcut): string {
  return shortcut
    .split('+')
    .map((key) => ACCELERATORS[key] ?? key)
    .join('+');
}

/** The name for `aria-keyshortcuts`. */
export function ariaShortcut(shortcut: Shortcut, platform: string): string {
  return shortcut
    .split('+')
    .map((key) => (key === 'Mod' ? (platform === 'darwin' ? 'Meta' : 'Control') : key === 'Left' || key === 'Right' ? `Arrow${key}` : key))
    .join('+');
}

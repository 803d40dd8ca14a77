/**
 * The commands of the window, once: the palette, the native menu, the shortcuts and Help's keyboard map all derive from this table. Words are the
 * page's (renderer/i18n, `commands`); what a command does is the page's, too (renderer/app/commands).
 */
import type { Shortcut } from './shortcuts';

/** Pages in the order of the navigation; the first nine have a number. */
export const PAGE_IDS = [
  'overview',
  'period',
  'ledgers',
  'reconcile',
  'margin',
  'refunds',
  'accounts',
  'coupons',
  'customers',
  'orders',
  'sync',
  'audit',
  'settings',
  'help',
] as const;
export type PageId = (typeof PAGE_IDS)[number];

/** Acts that are no page. */
export const ACT_IDS = [
  'palette',
  'search',
  'back',
  'forward',
  'earlier-month',
  'later-month',
  'sync-now',
  'refresh-month',
  'reconcile-run',
  'import',
  'export',
  'signoff',
  'signoff-sheet',
  'backup',
  'language',
  'theme',
  'navigation',
  'activity',
  'zoom-in',
  'zoom-out',
  'zoom-reset',
  'keyboard',
  'about',
] as const;
export type ActId = (typeof ACT_IDS)[number];
export type CommandId = ActId | `go-${PageId}`;

export const COMMAND_IDS: readonly CommandId[] = [...PAGE_IDS.map((page) => `go-${page}` as const), ...ACT_IDS];

const KNOWN: ReadonlySet<string> = new Set(COMMAND_IDS);
export function isCommandId(text: unknown): text is CommandId {
  return typeof text === 'string' && KNOWN.has(text);
}

export interface CommandKeys {
  /** The first one is shown; the others work as well. */
  readonly keys: readonly Shortcut[];
  /** Instead of `keys` on macOS. */
  readonly mac?: readonly Shortcut[];
  /** Works while a text field has the focus: a field has no use for these keys of its own. Inside a dialog only zoom works. */
  readonly inFields?: true;
}

/** The digits, for the first pages of the navigation. */
const NUMBERED: Partial<Record<CommandId, CommandKeys>> = Object.fromEntries(
  PAGE_IDS.slice(0, 9).map((page, at) => [`go-${page}`, { keys: [`Mod+${String(at + 1)}`] }]),
);

/**
 * Shortcuts by command. F5 and Ctrl+R read the month that is looked at again, as a reload does elsewhere; the longer sync of everything asks for one
 * key more. F9 is Excel's key for calculating, Ctrl+PageUp/PageDown Excel's keys for the neighbouring sheet.
 */
export const COMMAND_KEYS: Partial<Record<CommandId, CommandKeys>> = {
  ...NUMBERED,
  'go-settings': { keys: ['Mod+Comma'], inFields: true },
  'go-help': { keys: ['F1'], inFields: true },
  palette: { keys: ['Mod+K'], inFields: true },
  search: { keys: ['Mod+F'], inFields: true },
  back: { keys: ['Alt+Left'], mac: ['Mod+BracketLeft'] },
  forward: { keys: ['Alt+Right'], mac: ['Mod+BracketRight'] },
  'earlier-month': { keys: ['Mod+PageUp'] },
  'later-month': { keys: ['Mod+PageDown'] },
  'refresh-month': { keys: ['F5', 'Mod+R'], mac: ['Mod+R', 'F5'] },
  'sync-now': { keys: ['Mod+Shift+R'] },
  'reconcile-run': { keys: ['F9'] },
  import: { keys: ['Mod+O'] },
  export: { keys: ['Mod+E'] },
  'signoff-sheet': { keys: ['Mod+P'] },
  navigation: { keys: ['Mod+B'] },
  activity: { keys: ['Mod+J'] },
  'zoom-in': { keys: ['Mod+Equal', 'Mod+Shift+Equal', 'Mod+Add'], inFields: true },
  'zoom-out': { keys: ['Mod+Minus', 'Mod+Subtract'], inFields: true },
  'zoom-reset': { keys: ['Mod+0'], inFields: true },
};

/** Commands that a dialog does not stand in the way of. */
export const IN_DIALOGS: ReadonlySet<CommandId> = new Set(['zoom-in', 'zoom-out', 'zoom-reset']);

/** Shortcuts of a command on a system; the first is the one shown. @param platform Node's name of it */
export function keysOf(id: CommandId, platform: string): readonly Shortcut[] {
  const found = COMMAND_KEYS[id];
  if (found === undefined) return [];
  return platform === 'darwin' ? (found.mac ?? found.keys) : found.keys;
}

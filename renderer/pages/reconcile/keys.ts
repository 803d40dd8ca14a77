/** The keys of the breaks' list, in one table: what the page obeys, what `?` shows and what Help prints. */
export const BREAK_KEYS = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  pageDown: ['PageDown'],
  pageUp: ['PageUp'],
  first: ['Home'],
  last: ['End'],
  nextOpen: ['n'],
  open: ['Enter'],
  accept: ['a', 'y'],
  explain: ['e'],
  carry: ['c'],
  assign: ['g'],
  approve: ['p'],
  undo: ['u'],
  pick: ['x', ' '],
  match: ['m'],
  filter: ['/'],
  keys: ['?'],
  close: ['Escape'],
} as const satisfies Record<string, readonly string[]>;

export type BreakCommand = keyof typeof BREAK_KEYS;

const BY_KEY: ReadonlyMap<string, BreakCommand> = new Map(
  (Object.entries(BREAK_KEYS) as [BreakCommand, readonly string[]][]).flatMap(([command, keys]) =>
    keys.map((key) => [key, command] as const),
  ),
);

/** What a pressed key asks for; null where it belongs to the control that has the focus. */
export function commandOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>): BreakCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const command = BY_KEY.get(event.key.length === 1 ? event.key.toLowerCase() : event.key) ?? null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('input:not([type="checkbox"]), textarea, select, [role="combobox"], [contenteditable="true"]')) return null;
  const presses = event.key === 'Enter' || event.key === ' ';
  if (presses && target?.closest('button, a, summary, input, [role="separator"]')) return null;
  if (command !== null && target?.closest('[role="separator"]') && /^Arrow|Home|End/.test(event.key)) return null;
  return command;
}

const SHOWN: Readonly<Record<string, string>> = { ' ': 'Space', ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** A key as it stands on the keyboard. */
export function keyCap(key: string): string {
  return SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

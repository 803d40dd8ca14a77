import { useHotkeys } from 'react-hotkeys-hook';
import { COMMAND_IDS, COMMAND_KEYS, IN_DIALOGS, keysOf, type CommandId } from '../../../shared/shell/commands';
import { useSession } from '../session/context';
import { isDialogOpen, isTyping } from './places';
import type { Acts } from './use-acts';

/** Commands that go on while their keys are held. */
const HELD: ReadonlySet<CommandId> = new Set(['zoom-in', 'zoom-out', 'earlier-month', 'later-month', 'back', 'forward']);

/** Whether a command may run by its keys now: a text field and a dialog keep most keys for themselves. */
export function keysMayRun(id: CommandId, target: EventTarget | null): boolean {
  if (isDialogOpen()) return IN_DIALOGS.has(id);
  return COMMAND_KEYS[id]?.inFields === true || !isTyping(target);
}

/** Runs commands by their keys. What a part of the page took for itself (a grid's Ctrl+C) is left alone. */
export function Shortcuts({ acts }: { readonly acts: Acts }) {
  const { platform } = useSession().info;
  const byKeys = new Map(COMMAND_IDS.flatMap((id) => keysOf(id, platform).map((keys) => [keys.toLowerCase(), id] as const)));
  useHotkeys(
    [...byKeys.keys()],
    (event, { hotkey }) => {
      const id = byKeys.get(hotkey);
      if (id === undefined || event.defaultPrevented || event.isComposing || (event.repeat && !HELD.has(id))) return;
      const run = acts[id];
      if (run === undefined || !keysMayRun(id, event.target)) return;
      event.preventDefault();
      run();
    },
    { enableOnFormTags: true, enableOnContentEditable: true },
  );
  return null;
}

import { z } from 'zod';
import { COMMAND_IDS, type CommandId } from '../shell/commands';
import { MENU_IDS, ROLE_IDS } from '../shell/menu';

const Label = z.string().min(1).max(80);
const Command = z.enum(COMMAND_IDS as readonly [CommandId, ...CommandId[]]);

/** Words of the native menu. Main knows its shape (shared/shell/menu.ts), the page the language. */
export const MenuWords = z
  .object({
    app: Label,
    menus: z.record(z.enum(MENU_IDS), Label),
    roles: z.record(z.enum(ROLE_IDS), Label),
    commands: z.record(Command, Label),
    /** Commands that can be run now; the others are greyed out. */
    available: z.array(Command).max(COMMAND_IDS.length),
  })
  .strict();
export type MenuWords = z.infer<typeof MenuWords>;

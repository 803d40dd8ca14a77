import type { TFunction } from 'i18next';
import type { ActId, CommandId, PageId } from '../../../shared/shell/commands';

/** What a command is called; a page's name is the navigation's. */
export function commandTitle(t: TFunction, id: CommandId): string {
  return id.startsWith('go-') ? t(`app.nav.${id.slice(3) as PageId}`) : t(`commands.names.${id as ActId}`);
}

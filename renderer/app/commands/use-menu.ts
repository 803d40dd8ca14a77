/** The native menu: its words and what is possible go to main, what is chosen in it comes back as a command. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { APP_COMMAND_CHANNEL } from '../../../shared/bridge/channels';
import { COMMAND_IDS, isCommandId } from '../../../shared/shell/commands';
import { MENU_IDS, ROLE_IDS } from '../../../shared/shell/menu';
import { call } from '../bridge';
import { keysMayRun } from './Shortcuts';
import { commandTitle } from './words';
import type { Acts } from './use-acts';

/** What main posts for an item that was chosen. */
interface Chosen {
  readonly type?: unknown;
  readonly command?: unknown;
  /** Chosen by its keys: macOS offers them to the menu when the page did not take them. */
  readonly byKeys?: unknown;
}

export function useMenu(acts: Acts): void {
  const { t, i18n } = useTranslation();
  const available = COMMAND_IDS.filter((id) => acts[id] !== undefined).join(' ');
  const { language } = i18n;
  useEffect(() => {
    void call('menuShow', {
      app: t('app.name'),
      menus: wordsOf(MENU_IDS, (id) => t(`commands.menu.${id}`)),
      roles: wordsOf(ROLE_IDS, (id) => t(`commands.roles.${id}`)),
      commands: wordsOf(COMMAND_IDS, (id) => commandTitle(t, id)),
      available: available.split(' ').filter(isCommandId),
    }).catch(() => undefined);
  }, [t, language, available]);

  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const receive = (event: MessageEvent<Chosen | null>): void => {
      // The preload posts to the page's own window and origin.
      if (event.source !== window || event.origin !== window.location.origin || event.data?.type !== APP_COMMAND_CHANNEL) return;
      const { command, byKeys } = event.data;
      if (!isCommandId(command) || (byKeys === true && !keysMayRun(command, document.activeElement))) return;
      latest.current[command]?.();
    };
    window.addEventListener('message', receive);
    return () => window.removeEventListener('message', receive);
  }, []);
}

function wordsOf<I extends string>(ids: readonly I[], word: (id: I) => string): Record<I, string> {
  return Object.fromEntries(ids.map((id) => [id, word(id)])) as Record<I, string>;
}

/** What the palette offers: commands, months, profiles, settings, help and customers, each with what choosing it does. */
import { useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslation } from 'react-i18next';
import { ACT_IDS, COMMAND_IDS, keysOf, type CommandId } from '../../../shared/shell/commands';
import { shortcutText, type Shortcut } from '../../../shared/shell/shortcuts';
import { entriesOf } from '../../help/topics';
import { useAct } from '../parts/act';
import { useLanguage, useOpenDesk, useSession, useSessionState } from '../session/context';
import { usePeriod } from '../session/period';
import { profileName } from '../words';
import { SECTIONS } from '../../pages/settings/sections';
import type { Entry, EntryGroup } from './search';
import type { Acts } from './use-acts';
import { commandTitle } from './words';

export interface Offer extends Entry {
  readonly shortcut?: Shortcut | undefined;
  readonly run: () => void;
}

/** Most customers that are read to be searched. */
const MOST_CUSTOMERS = 20_000;
/** Months that the list opens with; the others are found by typing. */
const LATEST_MONTHS = 6;
const ACTS: ReadonlySet<string> = new Set(ACT_IDS);

/** Commands alone: what there is before a profile is open. */
export function useCommandOffers(acts: Acts): readonly Offer[] {
  const { t } = useTranslation();
  const { platform } = useSession().info;
  return COMMAND_IDS.flatMap((id: CommandId) => {
    const run = acts[id];
    // The palette itself is open already.
    if (run === undefined || id === 'palette') return [];
    const [shortcut] = keysOf(id, platform);
    const group: EntryGroup = ACTS.has(id) ? 'act' : 'page';
    const hint = shortcut === undefined ? {} : { hint: shortcutText(shortcut, platform) };
    return [{ id, group, title: commandTitle(t, id), keys: t(`commands.keys.${id}`), shortcut, ...hint, run }];
  });
}

/** Everything an open profile has to offer. */
export function useDeskOffers(acts: Acts): readonly Offer[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const commands = useCommandOffers(acts);
  const { profile } = useOpenDesk();
  const { profiles } = useSessionState();
  const session = useSession();
  const language = useLanguage();
  const { platform } = session.info;
  const { act } = useAct();
  const { periods } = usePeriod();
  const customers = useCustomers();
  const to = (address: string) => () => void navigate(address);

  const months = [...periods].reverse().map((month, at) => ({
    id: `month-${month}`,
    group: 'month' as const,
    title: t('commands.month', { month }),
    keys: `${month} ${month.replace('-', '')} ${t('commands.more.month')}`,
    quiet: at >= LATEST_MONTHS,
    run: to(`/period/${month}`),
  }));
  const others = profiles
    .filter(({ id }) => id !== profile.id)
    .map((other) => ({
      id: `profile-${other.id}`,
      group: 'profile' as const,
      title: t('commands.profile', { name: profileName(t, other) }),
      keys: `${profileName(t, other)} ${t('commands.more.profile')}`,
      run: () => void act(() => session.openProfile(other.id)),
    }));
  const settings = SECTIONS.map(({ id: section }) => [section, t(`sections.items.${section}.name`)] as const).map(([section, name]) => ({
    id: `setting-${section}`,
    group: 'setting' as const,
    title: t('commands.setting', { name }),
    keys: `${name} ${t(`commands.sections.${section}`)} ${t('commands.more.setting')}`,
    quiet: true,
    run: to(`/settings/${section}`),
  }));
  const help = useMemo(
    () =>
      entriesOf(t, language, platform).map(({ id, title: name }) => ({
        id: `help-${id}`,
        group: 'help' as const,
        title: t('commands.help', { name }),
        keys: `${name} ${t('commands.more.help')}`,
        quiet: true,
        run: () => void navigate(`/help/${id}`),
      })),
    [t, navigate, language, platform],
  );
  const parties = useMemo(
    () =>
      customers.map(({ id, name }) => ({
        id: `customer-${id}`,
        group: 'customer' as const,
        title: t('commands.customer', { name: name === '' ? id : name }),
        hint: id,
        keys: `${name} ${t('commands.more.customer')}`,
        quiet: true,
        run: () =>
          void navigate(
            `/customers?${new URLSearchParams({ list: 'customers', from: t('commands.title'), only: `customer:${id}` }).toString()}`,
          ),
      })),
    [t, navigate, customers],
  );
  return [...commands, ...months, ...others, ...settings, ...parties, ...help];
}

/** Customers and resellers of the store, read once when the palette opens. */
function useCustomers(): readonly { readonly id: string; readonly name: string }[] {
  const { store } = useOpenDesk();
  const [found, setFound] = useState<readonly { readonly id: string; readonly name: string }[]>([]);
  useEffect(() => {
    let current = true;
    store.parties
      .limit(MOST_CUSTOMERS)
      .toArray()
      .then(
        (rows) => current && setFound(rows.map((row) => ({ id: row.id, name: [row.name, row.accountName].filter(Boolean).join(' · ') }))),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [store]);
  return found;
}

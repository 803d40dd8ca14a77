/** What the badge says first; its age stands beside it. */
export type BadgeState = 'syncing' | 'paused' | 'offline' | 'problem' | 'online';

/**
 * @param connected whether a call could be made at all
 * @param unread whether the last run left something unread
 */
export function badgeState(progress: { readonly paused: unknown } | null, connected: boolean, unread: boolean): BadgeState {
  if (progress !== null) return progress.paused === null || progress.paused === undefined ? 'syncing' : 'paused';
  if (!connected) return 'offline';
  return unread ? 'problem' : 'online';
}

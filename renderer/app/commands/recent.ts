/** What was used lately in the palette, by profile; forgotten with the profile. */
const MOST = 20;
const keyOf = (profile: string): string => `desk.recent.${profile}`;

export function recentOf(profile: string): readonly string[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(profile)) ?? '[]') as unknown;
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function remember(profile: string, id: string): void {
  localStorage.setItem(keyOf(profile), JSON.stringify([id, ...recentOf(profile).filter((other) => other !== id)].slice(0, MOST)));
}

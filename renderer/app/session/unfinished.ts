/** Noted while a profile is being deleted; the ID follows. Its store goes last, and a kill before that is made up for at the next start. */
export const DELETING = 'desk.deleting.';
export const deletingKey = (id: string): string => DELETING + id;

/** Profiles whose deletion is not finished. */
export function unfinished(): string[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(DELETING))
    .map((key) => key.slice(DELETING.length));
}

export const hasUnfinished = (): boolean => unfinished().length > 0;

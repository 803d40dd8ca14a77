import os from 'node:os';

/** Name the system knows its user by; empty where it knows none (an account without an entry, as in some containers). */
export function systemUserName(): string {
  try {
    return os.userInfo().username.trim().slice(0, 80);
  } catch {
    return '';
  }
}

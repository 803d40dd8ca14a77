/** Parts of the shell that a command opens or closes, wherever it came from. */
import { Observable } from '../session/observable';

export const paletteOpen = new Observable(false);
/** Export dialog to show, with its first choice. */
export const exportAsked = new Observable<'workbook' | 'signoff' | null>(null);
/** The list of long work above the status bar. */
export const activityOpen = new Observable(false);

const NAVIGATION = 'desk.navigation';
/** The navigation as icons only. */
export const navigationNarrow = new Observable(localStorage.getItem(NAVIGATION) === 'narrow');

export function toggleNavigation(): void {
  const narrow = !navigationNarrow.get();
  localStorage.setItem(NAVIGATION, narrow ? 'narrow' : 'wide');
  navigationNarrow.set(narrow);
}

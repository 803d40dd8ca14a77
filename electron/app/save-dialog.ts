import { dialog, type BrowserWindow } from 'electron';
import { safeBaseName, withEnding } from '../files/safe-name';

/**
 * Asks the person where a file goes; null when they changed their mind.
 * @param name what is proposed, from the page: its folders and tricks are left out
 * @param kind the ending of what is written, without its dot; it is added where the person left it out
 */
export async function askWhere(window: BrowserWindow, name: string, kind: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: safeBaseName(name),
    filters: [{ name: kind.toUpperCase(), extensions: [kind] }],
  });
  return canceled || !filePath ? null : withEnding(filePath, kind);
}

/** What commands open over the page, loaded when it is first needed: the palette brings the contents of help and of the settings with it. */
import { Later } from '../pages';

export const DESK_PALETTE = new Later(() => import('./OpenPalette').then((file) => file.DeskPalette));
export const PLAIN_PALETTE = new Later(() => import('./OpenPalette').then((file) => file.PlainPalette));
export const EXPORT_DIALOG = new Later(() => import('../../pages/export/ExportDialog').then((file) => file.ExportDialog));

export const LATER_COMMANDS = [DESK_PALETTE, PLAIN_PALETTE, EXPORT_DIALOG];

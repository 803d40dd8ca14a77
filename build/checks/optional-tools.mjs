// Tools that some checks need and that not every machine has. Their absence is named in the summary, never hidden.
import fs from 'node:fs';
import path from 'node:path';

function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];
  return names.some((name) => folders.some((folder) => endings.some((ending) => fs.existsSync(path.join(folder, name + ending)))));
}

/** Each tool: `{ id, name, available, without }`, the last saying in words what is not checked when it is missing. */
export function optionalTools() {
  const root = process.getuid?.() === 0;
  return [
    {
      id: 'libreoffice',
      name: 'LibreOffice (soffice)',
      available: onPath('soffice', 'libreoffice'),
      without: 'exported workbooks are not recalculated by another program',
    },
    {
      id: 'plain-user',
      name: 'an unprivileged user (setpriv)',
      available: process.platform !== 'linux' || !root || onPath('setpriv'),
      without: 'the security tests cannot run with the browser sandbox on',
    },
    {
      id: 'key-store',
      name: 'a key store of the desktop',
      available:
        process.platform !== 'linux' ||
        Boolean(process.env.DBUS_SESSION_BUS_ADDRESS) ||
        (onPath('dbus-run-session') && onPath('gnome-keyring-daemon')),
      without: 'keeping keys in a real key store is not checked',
    },
  ];
}

import { BrowserWindow, session, type Session } from 'electron';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SignOffSheet } from '../../shared/workbook/signoff-sheet';
import { writeFileAtomic } from '../files/atomic-write';
import { checkReplaceable } from '../files/text-file';
import { asFileError } from '../files/file-error';
import { APP_SCHEME } from '../protocol/app-protocol';
import { lockContents } from '../window/lockdown';
import { escaped, signOffHtml } from './signoff-html';

/** The page that is being printed, by its address; nothing else is ever answered. */
const pages = new Map<string, { readonly html: string; readonly nonce: string }>();
let printing: Session | null = null;

/** A session of its own, in memory, without network or permissions: it knows the pages above and nothing else. */
function printSession(): Session {
  if (printing !== null) return printing;
  const own = session.fromPartition('print', { cache: false });
  own.webRequest.onBeforeRequest(({ url }, done) => done({ cancel: !pages.has(url) }));
  own.setPermissionRequestHandler((_contents, _permission, done) => done(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.protocol.handle(APP_SCHEME, ({ url }) => {
    const page = pages.get(url);
    if (!page) return new Response('', { status: 404 });
    return new Response(page.html, {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'content-security-policy': `default-src 'none'; style-src 'nonce-${page.nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      },
    });
  });
  return (printing = own);
}

/**
 * Prints the sign-off sheet as A4 with page numbers to `file`, which is then whole or what it was.
 * @throws FileError when the file cannot be written
 */
export async function printSignOff(sheet: SignOffSheet, file: string): Promise<{ sha256: string; bytes: number }> {
  await checkReplaceable(file).catch((error: unknown) => {
    throw asFileError(error, file);
  });
  const pdf = await pdfOf(sheet);
  await writeFileAtomic(file, pdf);
  return { sha256: createHash('sha256').update(pdf).digest('hex'), bytes: pdf.length };
}

async function pdfOf(sheet: SignOffSheet): Promise<Buffer> {
  const nonce = randomBytes(18).toString('base64');
  const url = `${APP_SCHEME}://print/${randomUUID()}`;
  pages.set(url, { html: signOffHtml(sheet, nonce), nonce });
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: printSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  try {
    lockContents(window.webContents);
    await window.loadURL(url);
    return await window.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: `<div style="width:100%;padding:0 13mm;font-size:7.5pt;color:#5b6472;display:flex;justify-content:space-between"><span>${escaped(sheet.title)}</span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>`,
    });
  } finally {
    pages.delete(url);
    window.destroy();
  }
}
